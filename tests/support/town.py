"""An estate that lives through eighteen months, and what is expected of the bot each day."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.accounting.operations import enter
from models.accounting.reading import Accounts
from models.clock import MovableClock
from models.due import Due
from models.dunning.tables import DunningStep, LadderRun, Reminder
from models.dunning.words import TO_REACH, Rung
from models.fees.reading import account_of
from models.people.tables import Person
from models.workbook import Book, Row
from tests.support.arrivals import Arrivals, Told
from tests.support.doings import Office, charge
from tests.support.expected import announced, owing, reminded
from tests.support.figures import Figures
from tests.support.ground import on_sqlite
from tests.support.lives import (
    IMPORTED,
    LADDER_DAY,
    MONTHS,
    MORNING,
    NIGHT,
    NOON,
    Life,
    due_day,
    is_spoken_of,
)  # fmt: skip
from tests.support.living import Living
from tests.support.register import the_estate
from tests.support.townspeople import people

CHARGED_ON = 22
BEGINS, ENDS = date(2026, 12, 20), date(2028, 7, 22)
AWAY = (date(2027, 9, 13), date(2027, 9, 20))  # out of order: from that day, until that morning
FORTH, BACK = date(2027, 5, 16), (date(2027, 5, 16), date(2027, 8, 16))  # the clock is set


@dataclass
class Town(Living):
    """One estate and its homes; what is expected is said by the books of the homes alone."""

    random: Random
    lives: list[Life]
    taken: dict[tuple[int, date], Rung] = field(default_factory=dict)

    async def lives_on(self) -> None:
        """Go through the days."""
        day, began = BEGINS, monotonic()
        while day < ENDS:
            if not AWAY[0] <= day < AWAY[1]:
                await self.passes(day)
            day += timedelta(days=1)
        self.figures.seconds = monotonic() - began
        self.ends()

    async def passes(self, day: date) -> None:
        """Go through a day: what is expected is said before it happens, and compared after it."""
        if day == AWAY[1]:
            self.clock.move_to(self._at(day, time(7)))
        ladder = AWAY[1].replace(day=LADDER_DAY) if day == AWAY[1] else day
        is_ladder, spoken_of = ladder.day == LADDER_DAY, is_spoken_of(day)
        await self.until(day, NIGHT)
        self.imports(day)
        await self.until(day, time(8, 59))
        steps = self.steps(ladder, day) if is_ladder else {}
        if is_ladder or spoken_of:
            await self.restarts()
            self.telegram.dies_after = self.random.randrange(max(2, len(self.lives) // 4))
        await self.until(day, MORNING)
        self.act(day, MORNING)
        expected = reminded(self.lives, steps, ladder, day)
        expected += announced(self.lives, spoken_of, day)
        await self.clock_is_set(day)
        await self.until(day, NOON)
        if is_ladder:
            self.sees_steps(steps, ladder)
            self.sees_calls(steps, ladder, day)
        self.act(day, NOON)
        await self.until(day, time(23, 30))
        self.sees(day, expected)
        if day.day == 28:
            self.balances()

    async def clock_is_set(self, day: date) -> None:
        """Set the clock three hours forth, or an hour back, in the middle of the turns."""
        if day == FORTH:
            await self.until(day, time(9, 35))
            self.clock.advance(timedelta(hours=3))
            await self.rings()
            await self.until(day, time(12, 45))
        if day in BACK:
            self.clock.advance(timedelta(hours=-1))
            await self.rings()

    # What people do.

    def act(self, day: date, hour: time) -> None:
        """Let everybody do what is to be done by now, each in a transaction of its own."""
        for life in self.lives:
            while life.acts and self._is_ripe(life, day, hour):
                doing = life.acts.popleft()[1]
                self.database.write(lambda s, doing=doing, life=life: doing(self._office(s), life))

    def imports(self, day: date) -> None:
        """Enter accounting's export: the next month's charges on their day, and what was paid."""

        def entered(session: Session) -> None:
            rows: dict[str, list[Row]] = {"charges": [], "payments": []}
            office = self._office(session)
            for life in self.lives:
                while life.acts and life.acts[0][1] in IMPORTED and self._is_ripe(life, day, NIGHT):
                    doing = life.acts.popleft()[1]
                    if row := doing(office, life):
                        rows[row[0]].append(row[1])
            due_on = (day + timedelta(days=15)).replace(day=1)
            if day.day == CHARGED_ON and due_on < due_day(MONTHS):
                for life in self.lives:
                    life.book.charges[due_on] = life.monthly
                    rows["charges"].append(charge(life, due_on))
            if any(rows.values()):
                enter(session, the_estate(session), Accounts(Book(rows)))

        self.database.write(entered)

    def _is_ripe(self, life: Life, day: date, hour: time) -> bool:
        when, _ = life.acts[0]
        if hour in (MORNING, NIGHT) and when.time() != hour:
            return False
        return when <= datetime.combine(day, hour)

    def _office(self, session: Session) -> Office:
        people = [
            session.exec(select(Person).where(Person.name == name)).one()
            for name in ("孙会计", "王芳", "钱主任")
        ]
        now = self.clock.now()
        return Office(session, now, now.astimezone(self.zone).date(), *people)

    # What is expected, by the books of the homes.

    def steps(self, ladder: date, day: date) -> dict[int, Rung]:
        """Return the step of each home, and note it; new debt ends what answered for old."""
        found = {}
        for life in self.lives:
            rung = life.book.rung(ladder, day)
            if rung is not None:
                found[life.home_id] = self.taken[life.home_id, ladder] = rung
                life.book.through = None
        return found

    # What is seen.

    def sees_steps(self, steps: dict[int, Rung], ladder: date) -> None:
        """See that exactly these homes have taken exactly these steps."""
        wanted = select(DunningStep.home_id, DunningStep.rung).where(DunningStep.on == ladder)
        taken = dict(self.database.read(lambda s: s.exec(wanted).all()))
        kinds = {life.home_id: life for life in self.lives}
        for name, homes in (("missing", steps.items() - taken.items()),
                            ("beyond", taken.items() - steps.items())):  # fmt: skip
            about = [(kinds[n].kind, n, rung) for n, rung in homes]
            self.figures.notes(f"steps {name}", len(homes), ladder, about)
        self.figures.steps.update(rung.value for rung in steps.values())

    def sees_calls(self, steps: dict[int, Rung], ladder: date, day: date) -> None:
        """See that an officer has exactly those to ring up whom no chat reaches."""
        wanted = (
            select(Reminder.person_id)
            .join(LadderRun, col(LadderRun.id) == col(Reminder.run_id))
            .where(LadderRun.on == ladder, col(Reminder.state).in_(TO_REACH))
        )
        found = sorted(self.database.read(lambda s: s.exec(wanted).all()))
        expected = [
            each.person_id for each, _ in owing(self.lives, steps, ladder, day) if not each.reached
        ]
        self.figures.notes("calls", len(set(found) ^ set(expected)), ladder, found, expected)
        self.figures.to_call += len(found)

    def sees(self, day: date, expected: Told) -> None:
        """See that exactly this was told that day, and nothing at night."""
        told, self.telegram.told = self.telegram.told, Counter()
        for name, differs in (("missing", expected - told), ("beyond", told - expected)):
            self.figures.notes(f"messages {name}", differs.total(), day, differs)
        for (_, what, _), count in told.items():
            self.figures.told[what] += count

    def balances(self) -> None:
        """See that every account is as our book has it: charged and credit is paid and owed."""

        def see(session: Session) -> None:
            for life in self.lives:
                account, book = account_of(session, life.home_id), life.book
                charged, paid = sum(book.charges.values()), book.paid + sum(book.named.values())
                balances = charged + account.credit == paid + account.owed
                same = (account.owed, account.credit) == (book.owed(), book.credit)
                self.figures.notes("accounts", not (balances and same), life.kind, life.code)

        self.database.read(see)
        self.figures.checked += len(self.lives)

    def ends(self) -> None:
        """See that all in all nothing else was done, and that nothing failed."""

        def see(session: Session) -> None:
            wanted = select(DunningStep.home_id, DunningStep.on, DunningStep.rung)
            steps = [((home, on), rung) for home, on, rung in session.exec(wanted)]
            figures.notes("steps twice", len(steps) - len({taken for taken, _ in steps}))
            figures.notes("steps in the end", len(set(steps) ^ set(self.taken.items())))
            failed = session.exec(select(Due.kind, Due.error).where(col(Due.error).is_not(None)))
            figures.notes("moments failed", len(errors := failed.all()), errors)

        telegram, figures = self.telegram, self.figures
        self.database.read(see)
        figures.notes("messages at night", len(telegram.at_night), telegram.at_night[:3])
        again = [n for n in Counter(telegram.repeated).values() if n > 1]
        figures.notes("messages lost or twice in a death", len(again) + len(telegram.in_air))
        figures.homes, figures.repeated = len(self.lives), len(telegram.repeated)
        figures.messages, figures.kinds = telegram.count, Counter(each.kind for each in self.lives)


@contextmanager
def founded(folder: Path, zone: str, homes: int, seed: int) -> Iterator[Town]:
    """Found an estate in that zone: every kind of payer, the rest drawn by its share."""
    random, here = Random(f"{zone} {seed}"), ZoneInfo(zone)  # noqa: S311 - drawn to be drawn again
    clock = MovableClock(datetime.combine(BEGINS, time(0, 30), tzinfo=here))
    with on_sqlite(folder) as ground:
        telegram = Arrivals(clock, here)
        lives = ground.database.write(lambda s: people(s, zone, homes, random, telegram))
        yield Town(ground.database, clock, telegram.zone, telegram, Figures(zone), random, lives)
