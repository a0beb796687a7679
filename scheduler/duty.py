"""Duty and the clock: what somebody had who has left or cannot be written to goes on."""

from datetime import datetime

from sqlmodel import Session

from models.due import Rings
from models.duty.passing import pass_everything_on
from models.people.absences import StaffIsGone


def pass_on(session: Session, moment: StaffIsGone, *, now: datetime) -> None:
    """Give what they had to the deputy, else back to the group."""
    pass_everything_on(session, moment.subject, now=now)


WHEN_DUE: Rings = {
    StaffIsGone: pass_on,  # GEN-12
}
