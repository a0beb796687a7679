"""Parking: the ledger of spaces, applications from plan to card, the waiting list, leases' ends."""
