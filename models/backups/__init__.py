"""Backups by the clock: made on their day, proved by a restore, told to who answers for them."""
