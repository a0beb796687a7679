"""Parking: residents apply, the office checks and hands out, staff read the ledger."""
