"""What an estate has promised to say by itself, and when: a book that knows none of the bot's code.

It knows a wall clock, two spans of the day, and when the process was away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SERVED, SPOKEN = (time(8), time(18)), (time(9), time(20))
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
BOOKS_AT, ASKED_AT = time(17), time(10)
WHATS = {
    "not taken": "repairs that nobody took: to the supervisor, the head, each morning",
    "asked": "residents asked how it went",
    "telephone": "calls given to an officer, as nobody answered",
    "not telephoned": "calls not made: to the supervisor, at the second midnight to the head",
    "not_taken": "enquiries that nobody took in two hours of service",
    "near": "reminded before the answer is due",
    "late_above": "answers late: to the next one up, each day another",
    "complaint not_routed": "complaints that nobody judged within the hour",
    "complaint near": "warned half a day before a complaint is to be solved",
    "complaint late_above": "complaints late: to the next one up, each day another",
    "books day": "books to be checked: each day",
    "books week": "each Friday",
    "books month": "each month",
    "quiz": "quizzes, each month, of one member of staff",
    "answers": "answers to be gone through, each half-year",
    "files": "files of owners to be looked through, each quarter",
}
Key = tuple[str, int]  # what is said, and of which case: 0 for what the calendar asks for


@dataclass(frozen=True)
class Promise:
    """Something that is to be said then; `step` counts what follows from itself being said."""

    at: datetime
    step: int = 0


@dataclass
class PromiseBook:
    """What is to be said, by what it says; in `gaps` the clock showed nothing."""

    zone: ZoneInfo
    gaps: list[tuple[datetime, datetime]]
    open: dict[Key, list[Promise]] = field(default_factory=dict)

    # How an estate counts.

    def wall(self, day: date, hour: time) -> datetime:
        """Return when the clocks on the walls show that."""
        return datetime.combine(day, hour, tzinfo=self.zone).astimezone(ZoneInfo("UTC"))

    def served(self, since: datetime, minutes: float) -> datetime:
        """Return when so many minutes of service have passed."""
        left, day = timedelta(minutes=minutes), since.astimezone(self.zone).date()
        while True:
            opens, closes = (self.wall(day, each) for each in SERVED)
            begins = max(opens, since)
            if begins + left <= closes:
                return begins + left
            left, day = left - max(closes - begins, timedelta()), day + DAY

    def spoken(self, at: datetime) -> datetime:
        """Return the first moment from then on at which residents are written to."""
        local = at.astimezone(self.zone)
        if local.time() >= SPOKEN[1]:
            return self.wall(local.date() + DAY, SPOKEN[0])
        return max(at, self.wall(local.date(), SPOKEN[0]))

    def noticed(self, at: datetime) -> datetime:
        """Return when a moment is noticed: at once, or when the process is there again."""
        return next((back for away, back in self.gaps if away < at <= back), at)

    # What is promised of a case.

    def reported(self, case: int, at: datetime) -> None:
        """Nobody has taken it: the supervisor hears, the head twice, and each morning anew."""
        for minutes in (30, 60, 90):
            self._promise("not taken", case, self.served(at, minutes))
        day = self.noticed(self.served(at, 90)).astimezone(self.zone).date()
        for _ in range(8):
            morning = self.noticed(self.wall(day + DAY, SERVED[0]))
            self._promise("not taken", case, morning)
            day = morning.astimezone(self.zone).date()

    def mended(self, case: int, at: datetime) -> None:
        """The resident is asked, then telephoned, then two superiors hear that nobody has."""
        ask = self.spoken(at + 2 * HOUR)
        self._promise("asked", case, ask)
        self._promise("telephone", case, min(max(at + 20 * HOUR, ask), at + DAY))
        self._promise("not telephoned", case, at + DAY)
        day = at.astimezone(self.zone).date()
        self._promise("not telephoned", case, self.wall(day + 3 * DAY, time()))

    def enquired(self, case: int, at: datetime) -> None:
        """It is to be taken in two hours of service, and answered in a day; then daily."""
        until = self._answered_by(at)
        self._promise("not_taken", case, self.served(at, 120))
        self._promise("near", case, until - (until - at) / 4)
        self._daily("late_above", case, until)

    def complained(self, case: int, at: datetime) -> None:
        """It is to be judged within the hour, and solved by the end of the second day."""
        until = self.wall(at.astimezone(self.zone).date() + 3 * DAY, time())
        self._promise("complaint not_routed", case, at + HOUR)
        self._promise("complaint near", case, until - 12 * HOUR)
        self._daily("complaint late_above", case, until)

    def _daily(self, what: str, case: int, at: datetime) -> None:
        """Promise it for then, and each day anew, counted from when it was said."""
        for step in range(8):
            self._promise(what, case, at, step)
            at = self.noticed(at) + DAY

    def _answered_by(self, at: datetime) -> datetime:
        until = at + DAY
        local = until.astimezone(self.zone)
        if SERVED[0] <= local.time() <= SERVED[1]:
            return until
        day = local.date() if local.time() > SERVED[1] else local.date() - DAY
        closed = self.wall(day, SERVED[1])
        return closed if closed > at else self.served(at, 60)

    def kept(self, case: int, at: datetime, *whats: str) -> None:
        """It has been done: of what would have been said later, nothing is."""
        for what in whats:
            told = [each for each in self.open.get((what, case), []) if self._due(what, each) <= at]
            self.open[what, case] = told

    def is_near(self, case: int, at: datetime, span: timedelta) -> bool:
        """Tell whether something of it is to be said about then."""
        mine = [each for (_, number), all_ in self.open.items() if number == case for each in all_]
        return any(abs(self._due("", each) - at) < span for each in mine)

    def _promise(self, what: str, case: int, at: datetime, step: int = 0) -> None:
        self.open.setdefault((what, case), []).append(Promise(at, step))

    def _due(self, what: str, promise: Promise) -> datetime:
        at = self.noticed(promise.at)
        return self.spoken(at) if what == "asked" else at

    # What the calendar asks for.

    def calendar(self, first: date, last: date) -> None:
        """Enter what is asked for on its days; of what came while it was away, the first alone."""
        series: dict[str, list[datetime]] = {}
        for number in range((last - first).days):
            day = first + number * DAY
            for what, hour in _asked_on(day):
                series.setdefault(what, []).append(self.wall(day, hour))
        for what, moments in series.items():
            for at in {self.noticed(each): each for each in reversed(moments)}.values():
                self._promise(what, 0, at)

    # What was said.

    def differs(
        self, told: dict[Key, list[datetime]], now: datetime, late: timedelta
    ) -> Iterator[str]:
        """Yield what was said too early, too late, beyond what was promised, or not at all."""
        for key in sorted({*told, *self.open}):
            wanted = [(self._due(key[0], each), each.step) for each in self.open.get(key, [])]
            wanted = sorted(each for each in wanted if each[0] <= now)
            said = sorted(told.get(key, []))
            if len(said) != len(wanted):
                yield f"{key}: said {said}, promised {wanted}"
            for at, (due, step) in zip(said, wanted, strict=False):
                if not due <= at <= due + (1 + step) * late:
                    yield f"{key}: said {at}, promised {due}"


def _asked_on(day: date) -> Iterator[tuple[str, time]]:
    yield "books day", BOOKS_AT
    if day.weekday() == 4:
        yield "books week", BOOKS_AT
    if day.day == 5:
        yield "books month", BOOKS_AT
        yield "quiz", ASKED_AT
    if day.day == 5 and day.month in (1, 7):
        yield "answers", ASKED_AT
    if (day + 7 * DAY).day == 1 and day.month in (3, 6, 9, 12):
        yield "files", ASKED_AT
