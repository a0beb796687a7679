"""A home that is charged for eighteen months: our own book of it, and what its kind does when.

The book knows nothing of the bot's rules: a few lines of S-38 and S-39 say which rung is due.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from models.dunning.words import HOLDS, Brake, Rung
from tests.support import doings

FIRST, MONTHS, LADDER_DAY = date(2027, 1, 1), 19, 16
USUAL = dict.fromkeys(range(6), Rung.REMINDER) | {6: Rung.LETTER, 12: Rung.LETTER, 18: Rung.SUIT}
LARGE = dict.fromkeys(range(3), Rung.REMINDER) | {3: Rung.LETTER, 6: Rung.SUIT}
MORNING, NOON, NIGHT = time(9, 30), time(15), time(2)


@dataclass
class Book:
    """What one home was charged and paid, and until when it rests, as the script has it."""

    is_large: bool = False
    charges: dict[date, int] = field(default_factory=dict)  # by due day
    named: dict[date, int] = field(default_factory=dict)
    paid: int = 0
    until: date | None = None  # it rests through that day
    through: date | None = None  # money that was found answers for what was due by that day

    def open(self, by: date = date.max, since: date = date.min) -> list[tuple[date, int]]:
        """Return each charge that is not wholly paid and due by then, oldest first."""
        left, found = self.paid, []
        for due_on, charged in sorted(self.charges.items()):
            amount = charged - self.named.get(due_on, 0)
            part = min(left, amount)
            left -= part
            if amount > part:
                found.append((due_on, amount - part))
        return [each for each in found if since <= each[0] <= by]

    def owed(self, by: date = date.max, since: date = date.min) -> int:
        """Return what is open of that."""
        return sum(amount for _, amount in self.open(by, since))

    @property
    def credit(self) -> int:
        """Return what was paid beyond all that was charged."""
        charged = sum(self.charges.values()) - sum(self.named.values())
        return max(0, self.paid - charged)

    def rests(self, on: date) -> bool:
        """Tell whether nobody is written to about this home that day."""
        if self.through is not None:
            return any(due_on <= self.through for due_on, _ in self.open())
        return self.until is not None and on <= self.until

    def rung(self, ladder_day: date, today: date) -> Rung | None:
        """Return the step that the home takes for that arrears day, by what is known today."""
        oldest = next((due_on for due_on, _ in self.open(ladder_day)), None)
        if oldest is None or self.rests(today):
            return None
        months = (ladder_day.year - oldest.year) * 12 + ladder_day.month - oldest.month
        return (LARGE if self.is_large else USUAL).get(months)


@dataclass
class Payer:
    """Somebody who may see what a home owes, from that month on; `reached` by a chat, or not."""

    person_id: int
    chat: int | None
    since: date = date.min
    reached: bool = True


@dataclass
class Life:
    """One home, who pays for it, and what will be done about it, each thing once."""

    kind: str
    home_id: int
    code: str
    book: Book
    payers: list[Payer]
    monthly: int  # fen
    acts: deque["Act"] = field(default_factory=deque)
    late: list["Act"] = field(default_factory=list)  # what an outage prevented


Doing = Callable[[doings.Office, Any], None]
Act = tuple[datetime, Doing]
Script = Callable[[int], Iterator[Act]]
IMPORTED = (doings.transfers, doings.corrects)


def at(month: int, day: int, doing: Doing, hour: time = NOON) -> Act:
    """Return the act on that day of the month of that number."""
    year, before = divmod(FIRST.month - 1 + month, 12)
    if doing in IMPORTED:
        hour = NIGHT
    return datetime.combine(date(FIRST.year + year, before + 1, day), hour), doing


def steady(first: int, last: int = MONTHS, every: int = 1) -> Iterator[Act]:
    """Pay on the second of each month what is owed."""
    for month in range(first, last, every):
        yield at(month, 2, doings.transfers)


def once(*acts: tuple[int, int, Doing], again: int) -> Script:
    """Do this from the month of that number on, pay on time before, and again after `again`."""

    def script(begins: int) -> Iterator[Act]:
        yield from steady(0, begins)
        for month, day, doing in acts:
            if begins + month < MONTHS:
                yield at(begins + month, day, doing)
        yield from steady(begins + again)

    return script


def over(every: int, *acts: tuple[int, int, Doing], hour: time = NOON) -> Script:
    """Do this again and again, every so many months; pay on time before."""

    def script(begins: int) -> Iterator[Act]:
        yield from steady(0, begins)
        for first in range(begins, MONTHS, every):
            for month, day, doing in acts:
                if first + month < MONTHS:
                    yield at(first + month, day, doing, hour)

    return script


def held(why: Brake) -> Script:
    """Let the office hold it for four months."""
    hold = partial(doings.holds, why=why)
    return once((0, 20, hold), (4, 20, doings.goes_on), (6, 20, doings.pays), again=7)


def between(*acts: tuple[int, int, Doing]) -> Script:
    """Brake between the step and its message, which waits for the person's own hours."""

    def script(begins: int) -> Iterator[Act]:
        yield from steady(0, begins)
        for month, day, doing in acts:
            yield at(begins + month, day, doing, MORNING if day == LADDER_DAY else NOON)
        yield from steady(begins + 2)

    return script


def newcomer(begins: int) -> Iterator[Act]:
    """Move out owing three months; who follows pays their own, and the old debt goes on."""
    yield from steady(0, begins)
    yield at(begins + 3, 10, doings.changes_hands)
    for month in range(begins + 4, MONTHS):
        yield at(month, 2, doings.pays_the_month)


PLAN = (1, 20, partial(doings.agrees, parts=3, kept=True))
BROKEN = (1, 20, partial(doings.agrees, parts=3, kept=False))
PROMISE, LONG = partial(doings.promises, days=7), partial(doings.promises, days=14)
FOUND, MISSING = partial(doings.judges, found=True), partial(doings.judges, found=False)
PART, AHEAD = partial(doings.pays, share=0.6), partial(doings.pays, months=4)
BANK = partial(doings.holds, why=Brake.BANK)
HARDSHIP = partial(doings.holds, why=Brake.HARDSHIP)
LATE = over(2, (1, 20, doings.pays))
KINDS: dict[str, tuple[int, Script]] = {  # how many of them there are, and what they do
    "pays on time": (30, over(1, (0, 2, doings.transfers))),
    "pays before it is announced": (4, over(1, (0, 23, doings.transfers))),
    "pays after the second reminder": (8, LATE),
    "pays in part": (4, over(1, (0, 18, PART))),
    "never pays": (6, once(again=MONTHS)),
    "a large payer never pays": (2, once(again=MONTHS)),
    "claims, and it is found": (
        4, over(3, (0, 18, doings.claims), (0, 19, FOUND), (1, 20, doings.pays)),
    ),
    "claims twice with a forged proof": (
        3, once((0, 18, doings.claims), (0, 19, MISSING), (0, 20, doings.proves_again),
                (0, 21, MISSING), (0, 23, doings.claims_in_vain), (1, 26, doings.pays), again=2),
    ),
    "disputes, and is answered": (
        3, once((0, 18, doings.disputes), (1, 20, doings.answers), (3, 20, doings.pays), again=4),
    ),
    "promises and keeps it": (4, over(2, (0, 18, PROMISE), (0, 24, doings.pays))),
    "promises and breaks it": (3, once((1, 8, LONG), (3, 20, doings.pays), again=4)),
    "promises an officer, and breaks it": (
        2, once((1, 8, doings.promises_an_officer), (2, 20, doings.pays), again=3),
    ),
    "instalments kept": (
        3, once(PLAN, *((n, 24, doings.pays_part) for n in (1, 2, 3)), again=5),
    ),
    "instalments broken": (
        3, once(BROKEN, (1, 24, doings.pays_part), (5, 20, doings.pays), again=6),
    ),
    "hardship": (2, held(HOLDS[0])),
    "death": (1, held(HOLDS[1])),
    "vacancy": (1, held(HOLDS[2])),
    "the bank collects, and it is found": (3, over(1, (0, 10, BANK), (0, 20, doings.pays))),
    "the bank collects, and it is not found": (
        2, once((0, 10, BANK), (2, 20, doings.pays), again=3),
    ),
    "moves out owing, a new owner comes": (2, newcomer),
    "owner of three homes": (4, LATE),
    "two owners of one home": (4, LATE),
    "blocked the bot": (3, LATE),
    "no account": (4, LATE),
    "charge corrected after the reminder": (
        2, once((0, 20, doings.corrects), (0, 21, doings.pays), again=1),
    ),
    "payment cancelled": (
        2, once((0, 2, doings.pays), (0, 10, doings.cancels), (0, 20, doings.pays), again=1),
    ),
    "overpays": (3, over(5, (0, 2, AHEAD), (4, 20, doings.pays))),
    "pays between step and message": (2, between((0, LADDER_DAY, doings.pays))),
    "held between step and message": (
        2, between((0, LADDER_DAY, HARDSHIP), (0, 20, doings.goes_on), (1, 20, doings.pays)),
    ),
}  # fmt: skip


def due_day(month: int) -> date:
    """Return the first of the month of that number."""
    year, before = divmod(FIRST.month - 1 + month, 12)
    return date(FIRST.year + year, before + 1, 1)


def is_spoken_of(today: date) -> date | None:
    """Return the due day that is spoken of: five days before it, on it, a week after. S-42."""
    for days in (-5, 0, 7):
        day = today - timedelta(days=days)
        if day.day == 1:
            return day
    return None
