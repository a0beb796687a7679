"""Repairs and the clock: a dispatch that nobody takes is called again, then climbs."""

from models.due import Rings
from models.repairs.reporting import ClaimIsLate, call_again

WHEN_DUE: Rings = {
    ClaimIsLate: call_again,  # S-13
}
