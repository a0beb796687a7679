"""Fees: what is owed, a payment at the desk, a payment that was wrong."""
