"""Whose keys stand below a chat: what a role does all day comes first."""

from models.people.tables import Staff, StaffRole
from models.permissions import OFFICERS

KEYS = {
    **dict.fromkeys(OFFICERS, "desk"),
    StaffRole.FINANCE: "till",
    StaffRole.GUARD: "gate",
}


def keys_of(staff: Staff | None) -> str:
    """Return the name of the keys that this member of staff has, or a resident."""
    return "menu" if staff is None else KEYS.get(staff.role, "work")
