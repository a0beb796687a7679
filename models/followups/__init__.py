"""Follow-ups: the question after a finished job."""
