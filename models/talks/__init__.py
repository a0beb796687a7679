"""Talks: somebody wishes to speak with a person, or to complain."""
