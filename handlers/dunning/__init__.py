"""Arrears: what residents answer, and what the office shows, notes and does."""
