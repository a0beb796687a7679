"""Duty: who is here, and what becomes of the work of who is not."""
