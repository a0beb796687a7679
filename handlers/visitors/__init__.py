"""Visitors: a host gives a pass, the gate reads it."""
