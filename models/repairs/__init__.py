"""Repairs: from the first word to the callback."""
