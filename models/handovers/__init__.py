"""Handovers: the morning's list, the change of shift, and the duty record."""
