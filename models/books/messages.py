"""What the books show in chat: a month's rates, the register, a record, and a check to be made."""

from datetime import date, datetime
from typing import ClassVar

from models.books.counting import KindRates
from models.books.records import Record, RegisterLine
from models.books.words import Period, View
from models.buttons import Press, in_rows
from models.cases.tables import Kind
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

IN_A_ROW = 4


@frozen
class OpenCheck:
    """A check that nobody has confirmed yet."""

    check_id: int
    period: Period
    day: date


@frozen
class CheckLine:
    """A case that a check has to look at, and why; `subject` is a word of its kind."""

    case_id: int
    number: int
    kind: Kind
    subject: str
    place: Place
    status: str
    owner: str
    why: tuple[str, ...]


@frozen
class RatesOfMonth(Message):
    """A month's rates by their formulas, beside those of the month before. CMP-23, S-51."""

    month: str
    rates: tuple[KindRates, ...]
    earlier: str = ""  # the months that can be turned to
    later: str = ""
    checks: tuple[OpenCheck, ...] = ()

    text_key: ClassVar[str] = "books.rates_of"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        turn = tuple(
            Button(f"books.actions.{way}", _page(View.RATES, month), {"month": month})
            for way, month in (("earlier", self.earlier), ("later", self.later))
            if month
        )
        pages = tuple(
            Button(f"books.actions.{view}", _page(view, self.month))
            for view in (View.REGISTER, View.CHART)
        )
        return (*((turn,) if turn else ()), pages, *map(_confirm, self.checks))


@frozen
class RatesChart(Message):
    """The same month as a picture."""

    month: str
    rates: tuple[KindRates, ...]

    text_key: ClassVar[str] = "books.charted"
    priority: ClassVar[Priority] = Priority.STAFF
    picture: ClassVar[str] = "books.chart"


@frozen
class RegisterPage(Message):
    """投诉登记表: a page of a month's complaints, each with the button of its record. CMP-06."""

    month: str
    lines: tuple[RegisterLine, ...]
    page: int
    pages: int

    text_key: ClassVar[str] = "books.register"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        turn = tuple(
            Button(f"books.actions.{way}", _page(View.REGISTER, self.month, page))
            for way, page in (("before", self.page - 1), ("after", self.page + 1))
            if 0 <= page < self.pages
        )
        back = Button("books.actions.rates", _page(View.RATES, self.month))
        numbers = [(line.case_id, line.number) for line in self.lines]
        return (*_records(numbers), *((turn,) if turn else ()), (back,))


@frozen
class RecordPage(Message):
    """One complaint in both books. CMP-14."""

    record: Record
    month: str

    text_key: ClassVar[str] = "books.record"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        card = Press("case_card", self.record.case_id, 0).pack()
        back = _page(View.REGISTER, self.month)
        return ((Button("complaints.actions.card", card), Button("books.actions.register", back)),)


@frozen
class CheckIsDue(Message):
    """To who checks the books: what was promised and kept, and what is to be looked at. CMP-23."""

    check: OpenCheck
    due: int
    timely: int
    opened: int
    lines: tuple[CheckLine, ...]
    more: int
    still_open: tuple[OpenCheck, ...]

    text_key: ClassVar[str] = "books.check"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.check.period}"

    def buttons(self) -> Rows:
        complaints = [
            (line.case_id, line.number) for line in self.lines if line.kind is Kind.COMPLAINT
        ]
        each = (self.check, *self.still_open)
        return (*_records(complaints), *map(_confirm, each))


@frozen
class CheckIsLateForHead(Message):
    """To the next one up: nobody has confirmed the check. CMP-23."""

    period: Period
    day: date
    name: str

    text_key: ClassVar[str] = "books.late"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class CheckIsDone(Message):
    """In the place of the check: who has confirmed it, and when."""

    period: Period
    day: date
    name: str
    at: datetime

    text_key: ClassVar[str] = "books.done"
    priority: ClassVar[Priority] = Priority.DIALOGUE


def _page(view: View, month: str, page: int = 0) -> str:
    return Press("books", 0, page, f"{view}.{month}").pack()


def _records(cases: list[tuple[int, int]]) -> Rows:
    each = [
        Button("books.actions.record", Press("books_record", case_id, 0).pack(), {"number": number})
        for case_id, number in cases
    ]
    return in_rows(each, IN_A_ROW)


def _confirm(check: OpenCheck) -> tuple[Button, ...]:
    facts = {"period": check.period, "day": check.day}
    press = Press("books_done", check.check_id, 0).pack()
    return (Button("books.actions.confirm", press, facts, style="success"),)
