"""An estate that lives with repairs and enquiries, some taken in time and some left lying."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.cases.words import Words
from models.clock import MovableClock
from models.complaints.accepting import Grievance, complain, retract
from models.complaints.words import Wished
from models.due import Due
from models.enquiries.asking import enquire
from models.enquiries.handling import answer, take
from models.enquiries.rules import Sort
from models.followups.hearing import hear
from models.followups.planning import newest_round
from models.followups.rules import Answer
from models.people.tables import Person, Trade
from models.repairs.reporting import RepairReport, report_repair
from models.repairs.rules import Entry
from models.repairs.working import claim, finish
from tests.support.figures import Figures
from tests.support.ground import on_sqlite
from tests.support.heard import Heard
from tests.support.living import GRAIN, Living
from tests.support.neighbours import RESIDENTS, peopled, resident, staff
from tests.support.promised import DAY, HOUR, MINUTE, PromiseBook

BEGINS = date(2026, 12, 20)
CASES_A_DAY = (0, 1, 1, 2)
NEAR = 5 * MINUTE  # nobody acts so near to what the clock does: it could be either first
AWAY = (  # from which day and hour until which: for hours, a night, days
    *((16, time(9, 30), 16, time(12, 20)), (33, time(19, 30), 34, time(8, 20))),
    *((97, time(22, 30), 98, time(7)), (110, time(16), 113, time(11, 10))),
    *((199, time(9, 50), 199, time(10, 40)), (285, time(8, 10), 286, time(21, 30))),
    *((316, time(16, 50), 316, time(17, 10)), (371, time(23), 375, time(6))),
)
FORTH = ((60, time(8, 40), 60, time(11, 40)), (180, time(16, 30), 180, time(19, 30)))
BACK = ((75, time(10, 30)), (140, time(0, 30)), (201, time(10, 20)), (264, time(17, 20)))
ONE_OF = Random.choice


Doing = Callable[[], Awaitable[None]]


@dataclass
class Casework(Living):
    """One estate; what is expected is said by the book of promises alone."""

    random: Random
    days: int
    book: PromiseBook
    acts: list[tuple[datetime, int, Doing]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    async def lives_on(self) -> None:
        """Go through the days, then until everything is done."""
        began = monotonic()
        self._foresees()
        while self.acts:
            at, _, doing = heappop(self.acts)
            await self.reaches(at)
            await doing()
        self.figures.seconds = monotonic() - began
        self.ends()

    def _foresees(self) -> None:
        """Draw who reports what when; set down when the process is away and the clock is set."""
        gaps = [(w, *each) for w, all_ in ((True, AWAY), (False, FORTH)) for each in all_]
        for is_away, day, hour, until, back in gaps:
            if until < self.days:
                gap = self._on(day, hour), self._on(until, back)
                self.book.gaps.append(gap)
                self._plan(gap[0], partial(self._is_away if is_away else self._is_set, gap[1]))
        for day, hour in BACK:
            if day < self.days:
                at = self._on(day, hour)
                self._plan(at, partial(self._is_set, at - HOUR))
        self.book.calendar(BEGINS, BEGINS + (self.days + 30) * DAY)
        for day in range(self.days):
            for _ in range(ONE_OF(self.random, CASES_A_DAY)):
                minute = self.random.randrange(24 * 60 - 1)
                at = self._on(day, time(minute // 60, minute % 60))
                self._plan(
                    at, ONE_OF(self.random, (self._reports, self._enquires, self._complains))
                )
            if not self.random.randrange(12):
                self._plan(self._on(day, time(7, 30)), self._dies)
        self._plan(self._on(self.days, time()) - MINUTE, self._nothing)

    def _on(self, day: int, hour: time) -> datetime:
        return self.book.wall(BEGINS + day * DAY, hour)

    def _plan(self, at: datetime, doing: Doing) -> None:
        heappush(self.acts, (at, next(self.numbers), doing))

    def _later(self, hours: float, doing: Doing) -> None:
        self._plan(self.clock.now() + max(1, round(hours * 60)) * MINUTE, doing)

    # What happens to the process and its clock.

    async def _is_away(self, until: datetime) -> None:
        self.clock.move_to(until)
        self.figures.steps["away"] += 1
        await self.restarts()
        await self.rings()

    async def _is_set(self, to: datetime) -> None:
        self.clock.move_to(to)
        self.figures.steps["set"] += 1
        self.plans()  # as every ten minutes
        await self.rings()

    async def _dies(self) -> None:
        self.telegram.dies_after = self.random.randrange(2)

    async def _nothing(self) -> None:
        """Let the last of the days be over."""

    # What people do.

    async def _reports(self) -> None:
        nth, words = self.random.randrange(RESIDENTS), Words("客厅的灯不亮")

        def reported(session: Session) -> tuple[int, int, int]:
            person, home = resident(session, nth)
            told = RepairReport(
                Trade.ELECTRICAL, f"home:{home.id}", "new", words, None, Entry.RING_FIRST
            )
            case = report_repair(session, told, by=person, now=self.clock.now())
            return case.id, case.number, person.id

        ids = self.database.write(reported)
        self.book.reported(ids[1], self.clock.now())
        self.figures.kinds["repairs"] += 1
        hours = ONE_OF(self.random, (0.1, 0.4, 0.8, 1.2, 5, 30, 60))
        self._later(self._about(hours), partial(self._takes, *ids))

    async def _takes(self, case_id: int, number: int, person_id: int) -> None:
        if self._is_too_near(number, partial(self._takes, case_id, number, person_id)):
            return
        self._does(lambda s, now: claim(s, case_id, by=staff(s, "张建国"), now=now))
        self.book.kept(number, self.clock.now(), "not taken")
        self._later(self._about(3), partial(self._mends, case_id, number, person_id))

    async def _mends(self, case_id: int, number: int, person_id: int) -> None:
        done = Words("换了灯管")
        self._does(lambda s, now: finish(s, case_id, done, by=staff(s, "张建国"), now=now))
        self.book.mended(number, self.clock.now())
        hours = ONE_OF(self.random, (1, 4, 16, 22, 40, 80))
        self._later(self._about(hours), partial(self._answers, case_id, number, person_id))

    async def _answers(self, case_id: int, number: int, person_id: int) -> None:
        if self._is_too_near(number, partial(self._answers, case_id, number, person_id)):
            return

        def answered(session: Session, now: datetime) -> None:
            asked, person = newest_round(session, case_id)[0], session.get_one(Person, person_id)
            hear(session, asked.id, Answer.FIXED, by=person, now=now)

        self._does(answered)
        self.book.kept(number, self.clock.now(), "asked", "telephone", "not telephoned")

    async def _enquires(self) -> None:
        nth = self.random.randrange(RESIDENTS)

        def enquired(session: Session) -> tuple[int, int]:
            person, _ = resident(session, nth)
            told = Words("游泳池几点开门")
            case = enquire(session, told, Sort.ENQUIRY, by=person, now=self.clock.now())
            return case.id, case.number

        ids = self.database.write(enquired)
        self.book.enquired(ids[1], self.clock.now())
        self.figures.kinds["enquiries"] += 1
        hours = ONE_OF(self.random, (0.5, 3, 14, 20, 40, 70))
        self._later(self._about(hours), partial(self._takes_on, *ids))

    async def _takes_on(self, case_id: int, number: int) -> None:
        if self._is_too_near(number, partial(self._takes_on, case_id, number)):
            return
        self._does(lambda s, now: take(s, case_id, by=staff(s, "王芳"), now=now))
        self.book.kept(number, self.clock.now(), "not_taken")
        hours = ONE_OF(self.random, (0.3, 4, 30))
        self._later(self._about(hours), partial(self._is_answered, case_id, number))

    async def _is_answered(self, case_id: int, number: int) -> None:
        if self._is_too_near(number, partial(self._is_answered, case_id, number)):
            return
        said = Words("早上七点")
        self._does(lambda s, now: answer(s, case_id, said, by=staff(s, "王芳"), now=now))
        self.book.kept(number, self.clock.now(), "near", "late_above")

    async def _complains(self) -> None:
        nth = self.random.randrange(RESIDENTS)

        def complained(session: Session) -> tuple[int, int, int]:
            person, home = resident(session, nth)
            told = Grievance(
                Words("楼道很脏"), "unsure", f"home:{home.id}", "nobody", None, "", Wished.ANY
            )
            case = complain(session, told, by=person, now=self.clock.now())
            return case.id, case.number, person.id

        ids = self.database.write(complained)
        self.book.complained(ids[1], self.clock.now())
        self.figures.kinds["complaints"] += 1
        hours = ONE_OF(self.random, (0.5, 10, 50, 70, 120))
        self._later(self._about(hours), partial(self._withdraws, *ids))

    async def _withdraws(self, case_id: int, number: int, person_id: int) -> None:
        if self._is_too_near(number, partial(self._withdraws, case_id, number, person_id)):
            return
        self._does(lambda s, now: retract(s, case_id, by=s.get_one(Person, person_id), now=now))
        whats = ("complaint not_routed", "complaint near", "complaint late_above")
        self.book.kept(number, self.clock.now(), *whats)

    def _about(self, hours: float) -> float:
        return hours * self.random.uniform(0.7, 1.3)

    def _is_too_near(self, number: int, doing: Doing) -> bool:
        """Tell whether the clock is about to act for it; then it is done a little later."""
        near = self.book.is_near(number, self.clock.now(), NEAR)
        if near:
            self._later(0.2, doing)
        return near

    def _does(self, doing: Callable[[Session, datetime], object]) -> None:
        self.database.write(lambda session: doing(session, self.clock.now()))

    # What is seen.

    def ends(self) -> None:
        """See that exactly this was said, each at its time, and that nothing failed."""
        telegram, figures = self.telegram, self.figures
        assert isinstance(telegram, Heard)
        for wrong in self.book.differs(telegram.said, self.clock.now(), GRAIN + MINUTE / 6):
            figures.notes("said", 1, wrong)
        wanted = select(Due.kind, Due.error).where(col(Due.error).is_not(None))
        failed = self.database.read(lambda s: s.exec(wanted).all())
        figures.notes("moments failed", len(failed), failed)
        figures.notes("at night", len(telegram.at_night), telegram.at_night[:3])
        again = [n for n in Counter(telegram.repeated).values() if n > 1]
        figures.notes("lost or twice in a death", len(again) + len(telegram.in_air))
        for (what, _), said in telegram.said.items():
            figures.told[what] += len(said)
        figures.messages, figures.repeated = telegram.count, len(telegram.repeated)


@contextmanager
def founded(folder: Path, zone: str, days: int, seed: int) -> Iterator[Casework]:
    """Found an estate in that zone, with its residents and its answers to go through."""
    random, here = Random(f"{zone} {seed}"), ZoneInfo(zone)  # noqa: S311 - drawn to be drawn again
    book = PromiseBook(here, [])
    clock = MovableClock(book.wall(BEGINS, time()))
    with on_sqlite(folder) as ground:
        telegram = Heard(clock, here)
        ground.database.write(lambda session: peopled(session, zone))
        town = Casework(ground.database, clock, here, telegram, Figures(zone), random, days, book)
        town.plans()
        yield town
