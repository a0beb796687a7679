"""Conversions: a case that turns out to be of another kind becomes one, and keeps its №."""
