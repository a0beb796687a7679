"""Repairs in conversation: what residents tell and what technicians do."""
