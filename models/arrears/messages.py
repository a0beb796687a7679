"""A month of arrears as finance and the head read it: in words, as a picture, as a file."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.arrears.movements import Move, moves_of, span_of
from models.arrears.reading import HomeLine, reckoned, statement_of
from models.arrears.rules import BuildingLine, Statement
from models.arrears.words import View
from models.books.rules import Month
from models.buttons import Press
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

LISTED = 10  # buildings: all of them stand in the file


@frozen
class ArrearsOfMonth(Message):
    """To finance and the head, in private: a month that balances. FEE-12, FEE-13."""

    statement: Statement
    buildings: tuple[BuildingLine, ...]  # those that owe most
    more: int  # that owe too
    since: int | None = None  # of a closed month: by how much it would be stated differently now
    earlier: str = ""  # the months that can be turned to
    later: str = ""

    text_key: ClassVar[str] = "arrears.month"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        turn = tuple(
            Button(f"arrears.actions.{way}", _press(View.MONTH, month), {"month": month})
            for way, month in (("earlier", self.earlier), ("later", self.later))
            if month
        )
        pages = tuple(
            Button(f"arrears.actions.{view}", _press(view, self.statement.month))
            for view in (View.CHART, View.SHEET)
        )
        return (*((turn,) if turn else ()), pages)


@frozen
class ArrearsChart(Message):
    """The same month as a picture: collected against due by building, and owed by age."""

    statement: Statement
    buildings: tuple[BuildingLine, ...]

    text_key: ClassVar[str] = "arrears.charted"
    priority: ClassVar[Priority] = Priority.STAFF
    picture: ClassVar[str] = "arrears.chart"


@frozen
class ArrearsSheet(Message):
    """The same month as an .xlsx file, each home that owes among it; the outbox keeps no home."""

    estate_id: int
    month: str
    at: datetime

    text_key: ClassVar[str] = "arrears.sheet"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        estate, month = session.get_one(Estate, self.estate_id), Month.parse(self.month)
        calendar = calendar_of(session, estate)
        statement, since = statement_of(session, estate, month, now=self.at)
        return ArrearsBook(
            self.month, statement, since, reckoned(session, estate, month, now=self.at).homes,
            moves_of(session, estate.id, span_of(calendar, month, now=self.at), calendar),
        )  # fmt: skip


@frozen
class ArrearsBook(Message):
    """The file as it is sent."""

    month: str
    statement: Statement
    since: int | None
    homes: tuple[HomeLine, ...]
    moves: tuple[Move, ...]

    text_key: ClassVar[str] = "arrears.sheet"
    priority: ClassVar[Priority] = Priority.STAFF


def most_owing(statement: Statement) -> tuple[BuildingLine, ...]:
    """Return the buildings that owe, the most first."""
    owing = (each for each in statement.buildings if each.owed)
    return tuple(sorted(owing, key=lambda each: (-each.owed, each.building)))


def _press(view: View, month: str) -> str:
    return Press("arrears_month", 0, 0, f"{view}.{month}").pack()
