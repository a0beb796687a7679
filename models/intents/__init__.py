"""Intents: what a transaction wants said or shown afterwards."""
