"""Visitors: a resident's guest comes in once, by a pass that the gate reads."""
