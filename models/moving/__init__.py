"""Moving out: an agreed last day, what becomes of what is open, and the end of access."""
