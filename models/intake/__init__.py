"""Intake: how much one person may send, so that everybody is served. Never an emergency."""
