"""Rates, months and checks of the books. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.books.policy import BooksPolicy
from models.books.words import Period, Rate
from models.calendar import Calendar
from models.values import frozen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_DAY = timedelta(days=1)
TARGET = 100  # per cent


@frozen
class Counts:
    """What the books count of one kind of case in one month.

    A promise is `due` when its limit lies in the month. What was `handled` in the month is followed
    to its end: the questions about it are counted whenever they were asked and answered.
    """

    opened: int = 0
    tracked: int = 0  # of those opened: with somebody, or ended
    valid: int = 0  # of those opened
    due: int = 0
    timely: int = 0
    handled: int = 0
    called_back: int = 0
    right: int = 0  # handled, and not found wanting
    asked: int = 0
    answered: int = 0
    satisfied: int = 0
    phoned: int = 0  # asked by telephone or at the door
    units: int = 0  # homes of the estate

    @property
    def is_quiet(self) -> bool:
        """Tell whether nothing came, was due or was handled."""
        return not (self.opened or self.due or self.handled)

    @property
    def unanswered(self) -> int:
        """Return how many questions nobody has answered; silence satisfies nobody (GEN-08)."""
        return self.asked - self.answered


@frozen
class Formula:
    """Which count is divided by which, and what it should reach in per cent."""

    part: str
    whole: str
    target: int | None = None


# fmt: off
FORMULAS: Mapping[Rate, Formula] = {
    #                        counted         of          target     source
    Rate.TIMELY:     Formula("timely",      "due",       TARGET),  # S-51, CMP-24
    Rate.CALLBACK:   Formula("called_back", "handled",   TARGET),  # S-51, CMP-24
    Rate.SATISFIED:  Formula("satisfied",   "answered"),           # S-51
    Rate.CORRECT:    Formula("right",       "handled"),            # CMP-23; the formula is ours
    Rate.TRACKED:    Formula("tracked",     "opened",    TARGET),  # CMP-24; the formula is ours
    Rate.COMPLAINTS: Formula("opened",      "units"),              # S-51
    Rate.VALID:      Formula("valid",       "opened"),             # S-51
}
# fmt: on
OF_COMPLAINTS = frozenset({Rate.COMPLAINTS, Rate.VALID})


@frozen
class Share:
    """A rate: so many of so many, in tenths of a per cent; None where there was nothing to count.

    Rounded down: only all of them are 100 %. `before` is the month before.
    """

    rate: Rate
    part: int
    whole: int
    permille: int | None
    target: int | None = None
    before: int | None = None

    @property
    def percent(self) -> str:
        """Return the rate in per cent, with one decimal."""
        return tenths(self.permille)

    @property
    def percent_before(self) -> str:
        """Return the rate of the month before."""
        return tenths(self.before)

    @property
    def is_short(self) -> bool:
        """Tell whether the target is missed."""
        return self.permille is not None and self.permille < (self.target or 0) * 10


def share(rate: Rate, counts: Counts, before: Counts | None = None) -> Share:
    """Return the rate of these counts by its formula. S-51, CMP-24."""
    formula = FORMULAS[rate]
    part, whole = getattr(counts, formula.part), getattr(counts, formula.whole)
    earlier = None if before is None else share(rate, before).permille
    return Share(rate, part, whole, permille(part, whole), formula.target, earlier)


def shares(
    counts: Counts, before: Counts | None, wanted: Collection[Rate], *, of_complaints: bool
) -> tuple[Share, ...]:
    """Return the rates that are wanted, in their order; some are of complaints only."""
    return tuple(
        share(rate, counts, before)
        for rate in Rate
        if rate in wanted and (of_complaints or rate not in OF_COMPLAINTS)
    )


def tenths(permille: int | None) -> str:
    """Return tenths of a per cent as people write them; nothing for none."""
    return "" if permille is None else f"{permille // 10}.{permille % 10}"


def permille(part: int, whole: int) -> int | None:
    """Return so many of so many in tenths of a per cent, rounded down; None where none were."""
    return part * 1000 // whole if whole else None


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar, written 2026-11."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of that day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month that is written so. Raises ValueError."""
        if len(text) != len("2026-11"):
            raise ValueError(text)
        return cls.of(date.fromisoformat(f"{text}-01"))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.month, 1)

    @property
    def before(self) -> "Month":
        """Return the month before."""
        return Month.of(self.first - A_DAY)

    @property
    def after(self) -> "Month":
        """Return the month after."""
        return Month.of(self.first + 31 * A_DAY)

    def span(self, calendar: Calendar) -> tuple[datetime, datetime]:
        """Return its first moment in the estate's zone, and that of the month after."""
        return calendar.local(self.first, time()), calendar.local(self.after.first, time())


def days_of(period: Period, policy: BooksPolicy, *, since: date) -> date:
    """Return the next day, `since` or later, on which the books are checked. CMP-23."""
    day = since
    while not _is_day_of(period, policy, day):
        day += A_DAY
    return day


def _is_day_of(period: Period, policy: BooksPolicy, day: date) -> bool:
    if period is Period.MONTH:
        return day.day == policy.month_day
    return period is Period.DAY or WEEKDAYS[day.weekday()] == policy.week_on


@frozen
class Check:
    """Who checks, the first who can be reached; after how many days it climbs, and once more."""

    roles: tuple[str, ...]
    late_after: int
    last_after: int
    looks_back: int  # days


# fmt: off
CHECKS: Mapping[Period, Check] = {
    #                    who                                           late  last  looks back
    Period.DAY:   Check(("supervisor", "manager", "office_head"),         1,    2,    1),
    Period.WEEK:  Check(("quality_supervisor", "manager", "office_head"), 3,    5,    7),
    Period.MONTH: Check(("quality_supervisor", "manager", "office_head"), 3,    6,   31),
}
# fmt: on
