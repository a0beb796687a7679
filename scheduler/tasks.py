"""Tasks and the clock: a telephone task past its limit climbs."""

from datetime import datetime

from sqlmodel import Session

from models.due import Rings
from models.tasks.operations import TaskIsLate, climb


def climb_one_up(session: Session, moment: TaskIsLate, *, now: datetime) -> None:
    """Tell the next one up."""
    climb(session, moment.subject, moment.step, now=now)


WHEN_DUE: Rings = {
    TaskIsLate: climb_one_up,  # S-01
}
