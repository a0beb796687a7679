"""Registration and the clock: a request that nobody decides climbs."""

from datetime import datetime

from sqlmodel import Session

from models.due import Rings
from models.registration.operations import RequestIsLate, climb


def show_it_above(session: Session, moment: RequestIsLate, *, now: datetime) -> None:
    """Show the request to the next one up."""
    climb(session, moment.subject, now=now)


WHEN_DUE: Rings = {
    RequestIsLate: show_it_above,  # S-50
}
