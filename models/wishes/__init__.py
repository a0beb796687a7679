"""Wishes: what a resident wants of a repair that is running, and what the office declines."""
