"""Who is absent although the roster names them, and the moment at which somebody is gone."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint, delete, func
from sqlmodel import Session, SQLModel, col, select

from models.database import insert_new
from models.due import Due, Moment, due
from models.estate.calendars import day_in
from models.estate.tables import Estate
from models.fields import key, link
from models.people.tables import Person, Staff
from models.prepared import Rows, prepared
from models.values import frozen


class Absence(SQLModel, table=True):
    """A day on which a member of staff does not work: ill, or called away."""

    __tablename__ = "absences"
    __table_args__ = (UniqueConstraint("staff_id", "on"),)

    id: int = key()
    estate_id: int = link("estates.id")
    staff_id: int = link("staff.id")
    on: date


@frozen
class StaffIsGone(Moment):
    """Somebody has left, or cannot be written to any more: what they had goes on. GEN-12."""

    subject: int
    since: str
    rings: ClassVar[str] = "duty"

    def identity(self) -> str:
        return self.since


def away(session: Session, estate_id: int, *, on: date) -> frozenset[int]:
    """Return the ids of the staff who are absent on that day."""
    return frozenset(_away(session, estate_id, on))


@prepared
def _away(estate_id: Any, on: Any) -> Rows[int]:
    return select(Absence.staff_id).where(Absence.estate_id == estate_id, Absence.on == on)


def stay_away(session: Session, staff: Staff, *, on: date) -> None:
    """Let the person be absent on that day; said twice, it is so once."""
    row = {"estate_id": staff.estate_id, "staff_id": staff.id, "on": on}
    insert_new(session, Absence, [row])


def be_back(session: Session, staff: Staff, *, on: date) -> None:
    """Let the person be here on that day after all."""
    here = (col(Absence.staff_id) == staff.id) & (col(Absence.on) == on)
    session.execute(delete(Absence).where(here))


def takes(session: Session, staff: Staff, *, now: datetime) -> None:
    """Let who takes something be here; whom we cannot write to, though, passes it on at once."""
    be_back(session, staff, on=day_in(session.get_one(Estate, staff.estate_id), now))
    if session.get_one(Person, staff.person_id).unreachable_since is not None:
        is_lost(session, staff, now=now)


def leaves_on(session: Session, staff: Staff, day: date, *, at: datetime) -> None:
    """Let what the person has go on when their last day is over; planned twice, it happens once."""
    due(session, StaffIsGone(staff.id, f"left {day}"), estate_id=staff.estate_id, at=at)


def away_from(session: Session, staff: Staff, day: date, *, at: datetime) -> None:
    """Let what the person has go on when the day begins, if they are still away then."""
    due(session, StaffIsGone(staff.id, f"away {day}"), estate_id=staff.estate_id, at=at)


def is_lost(session: Session, staff: Staff, *, now: datetime) -> None:
    """Let what the person has go on at once: we cannot write to them. It may happen again."""
    kind = StaffIsGone.__name__
    times = session.exec(select(func.count()).where(Due.kind == kind, Due.subject == staff.id))
    due(session, StaffIsGone(staff.id, f"lost {times.one()}"), estate_id=staff.estate_id, at=now)
