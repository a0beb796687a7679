"""Homes that owe for more than three months are watched: what changes there is told at once."""

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from models.dunning.messages import OwedLine, owed_lines
from models.dunning.reading import standing_of
from models.dunning.words import Stir
from models.estate.tables import Home
from models.intents.messages import Message, Priority
from models.intents.operations import post, private
from models.people.roster import reachable, staff_in
from models.people.tables import StaffRole
from models.permissions import today_in
from models.values import frozen

WATCHING = (StaffRole.FINANCE, StaffRole.OFFICE_HEAD)


@frozen
class HomeStirs(Message):
    """To finance and the office head: a watched home changes, and this is what it owes. FEE-09."""

    home_id: int
    on: date
    stir: Stir
    home: str = ""
    lines: tuple[OwedLine, ...] = ()
    owed: int = 0
    months: int | None = None

    text_key: ClassVar[str] = "conduct.stirs"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        standing = standing_of(session, session.get_one(Home, self.home_id), on=self.on)
        return replace(
            self, home=standing.home.address, lines=owed_lines(session, standing),
            owed=standing.owed, months=standing.months,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        home = session.get_one(Home, self.home_id)
        return bool(standing_of(session, home, on=self.on).owed)


def home_stirs(session: Session, home_id: int, stir: Stir, *, now: datetime) -> None:
    """Tell finance and the head that a home which owes for over three months changes. FEE-09."""
    home = session.get_one(Home, home_id)
    on = today_in(session, home.estate_id, now=now)
    if not standing_of(session, home, on=on).watched:
        return
    for role in WATCHING:
        person = reachable(session, staff_in(session, home.estate_id, role, now=now))
        address = None if person is None else private(person)
        if address is not None:
            post(session, HomeStirs(home.id, on, stir), to=address, now=now)
