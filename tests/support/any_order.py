"""What homes owe and why they rest, in any order, beside a small book of our own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import months_after
from models.dunning.reading import rest_of
from models.dunning.resting import claim_paid, judge_claim, promise
from models.dunning.tables import DunningStep, Rest
from models.dunning.words import Brake
from models.errors import DomainError
from models.estate.tables import Home
from models.fees.announcing import claim_announced
from models.fees.operations import take_payment
from models.fees.tables import Charge
from models.fees.words import Method
from models.people.rules import WrittenAt
from models.people.tables import Person, StaffRole
from scheduler.dunning import plan_dunning
from scheduler.fees import plan_fees
from tests.support.home_book import Book
from tests.support.owing import CASHIER, charged, publishes
from tests.support.register import hired
from tests.support.world import SHANGHAI, World

LADDER_DAY, OPENS, ALL_SENT = 16, 9, 12
AHEAD = timedelta(days=5)  # a fee is first spoken of
MONTHS = ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03")
LAST = date(2027, 4, 30)
OWNERS = {"101": ("anna", "林秀英"), "102": ("chen", "陈大文")}
HOLD, GO_ON = "⏸", "▶ 继续"
REMINDED, ANNOUNCED = "温馨提醒", "缴费提示"


@dataclass
class AnyOrder:
    """A seed's acts on two homes, each through its operation, and what was told after each."""

    world: World
    random: Random
    books: dict[str, Book] = field(default_factory=lambda: {unit: Book() for unit in OWNERS})
    read: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)  # for who has to read a failure

    async def begins(self) -> None:
        """Let the estate have its list of fees, its finance and its clock."""

        def founded(session: Session) -> None:
            publishes(session)
            hired(session, "孙会计", StaffRole.FINANCE, telegram_id=CASHIER)
            for unit, book in self.books.items():
                charged(session, unit, ("2026-11", "WY", 90000))
                book.charges["2026-11", "WY"] = 90000
            _person(session, "林秀英").written_at = WrittenAt.DAYTIME  # from ten: after the step

        self.world.write(founded)
        self.world.joins("sun", CASHIER)
        await self.world.settles()
        plan_fees(self.world.database, self.world.clock)
        plan_dunning(self.world.database, self.world.clock)

    async def goes_on(self) -> None:
        """Let one thing happen in one home, or the clock go on; then see what was told."""
        unit = self.random.choice(list(OWNERS))
        act = self.random.choice((*ACTS, *(None,) * (4 if self._is_between else 10)))
        if act is None:
            await self.random.choice((self.passes, self.passes, lambda: self.at_the_desk(unit)))()
            self._sees()
            return
        try:
            done = self.world.write(lambda session: act(self, session, unit))
        except DomainError as refused:
            done = type(refused).__name__
        self.told.append(f"{act.__name__} {unit}: {done}")
        await self.world.settles()
        self._sees()

    async def passes(self) -> None:
        """Let time go by: to the middle of an arrears day, or past it, or a few days."""
        before, target = self._now, self._target()
        if target.date() > LAST:
            return
        self.told.append(f"until {target:%m-%d %H:%M}")
        await self.world.waits(seconds=(target - before).total_seconds())
        ladder = _ladder_day(before, target)
        told = self._sees()
        if ladder and before < _at(ladder, OPENS) and target >= _at(ladder, ALL_SENT):
            for unit, book in self.books.items():
                expected = int(book.climbs(ladder) and not book.rests(ladder))
                assert told.get(unit, 0) == expected, (unit, ladder, book)
        for book in self.books.values():
            self._lapses(book, ladder if ladder and target >= _at(ladder, OPENS, 30) else None)

    def _target(self) -> datetime:
        now = self._now
        ladder = now.date().replace(day=LADDER_DAY)
        if now.date() >= ladder:
            ladder = months_after(ladder, 1)
        if self._is_between:
            return _at(now.date(), ALL_SENT)
        days = now + timedelta(days=self.random.choice((1, 4, 8)))
        if days.date() >= ladder:
            days = _at(ladder, ALL_SENT)
        halfway = _at(ladder, OPENS, 30)
        return self.random.choice((halfway, halfway, _at(ladder, ALL_SENT), days))

    @property
    def _is_between(self) -> bool:
        """Tell whether the step is taken, and its message still waits for a later hour."""
        return self._today.day == LADDER_DAY and OPENS <= self._now.hour < ALL_SENT

    def _lapses(self, book: Book, ladder: date | None) -> None:
        """End what ends by itself: a promise after its day, what was found when new debt climbs."""
        today, now = self._today, self._now
        over = today - timedelta(days=1) if now.hour >= OPENS else today - timedelta(days=2)
        if book.brake is Brake.PROMISED and book.until <= over:
            book.brake = None
        if book.brake is Brake.FOUND and ladder and book.climbs(ladder) and not book.rests(ladder):
            book.brake = None

    def _sees(self) -> dict[str, int]:
        """See that whatever was told since is of a home that does not rest; count the reminders."""
        told: dict[str, int] = {}
        for unit, (name, _) in OWNERS.items():
            book, human = self.books[unit], self.world.humans[name]
            for message in human.messages[self.read.get(name, 0) :]:
                text, at = message["text"] or "", _sent(message)
                if REMINDED in text or ANNOUNCED in text:
                    assert not book.rests(at.date()), (unit, at, book, text)
                    assert book.owed(at.date() + AHEAD), (unit, at, book, text)
                if REMINDED in text:
                    told[unit] = told.get(unit, 0) + 1
                    assert f"合计 ¥{book.owed(at.date()) / 100:,.2f}" in text, (at, book, text)
            self.read[name] = len(human.messages)
        return told

    @property
    def _now(self) -> datetime:
        return self.world.clock.now().astimezone(SHANGHAI)

    @property
    def _today(self) -> date:
        return self._now.date()

    # What happens to a home, each by its operation; our book notes it only when that held.

    def charges(self, session: Session, unit: str) -> str:
        """Charge a month that is past or to come."""
        named = self.random.choice(MONTHS), self.random.choice(("WY", "CW"))
        if named in self.books[unit].charges:
            return "charged already"
        amount = self.random.choice((20000, 25088, 35000))
        charged(session, unit, (*named, amount))
        self.books[unit].charges[named] = amount
        return "done"

    def corrects(self, session: Session, unit: str) -> str:
        """Make a charge smaller, as the next import would."""
        book, home = self.books[unit], _home(session, unit)
        if not book.charges:
            return "nothing charged"
        named = self.random.choice(sorted(book.charges))
        wanted = select(Charge).where(
            Charge.home_id == home.id, Charge.period == named[0], Charge.item == named[1]
        )
        charge = session.exec(wanted).one()
        charge.amount = book.charges[named] = self.random.choice(
            (charge.amount - 1, charge.amount // 2)
        )
        return "done"

    def pays(self, session: Session, unit: str) -> str:
        """Pay a part, all of it, or more."""
        book = self.books[unit]
        amount = self.random.choice((100, 5000, book.owed(date.max) or 1))
        sun = _person(session, "孙会计")
        nothing_named = (None, None)
        home = _home(session, unit).id
        take_payment(
            session, home, None, nothing_named, amount, Method.TRANSFER, by=sun, now=self._now_utc
        )
        book.paid += amount
        return "done"

    def claims(self, session: Session, unit: str) -> str:
        """Say under the newest reminder that it is paid."""
        claim_paid(session, _step(session, unit), by=_owner(session, unit), now=self._now_utc)
        self._begins(unit, Brake.CLAIMED, self._today)
        return "done"

    def claims_early(self, session: Session, unit: str) -> str:
        """Say under an announcement that it is paid."""
        home, owner = _home(session, unit), _owner(session, unit)
        claim_announced(session, home.id, by=owner, now=self._now_utc)
        through = max([self._today, *self.books[unit].due(self._today + AHEAD)])
        self._begins(unit, Brake.CLAIMED, through)
        return "done"

    def promises(self, session: Session, unit: str) -> str:
        """Name a day."""
        days, owner = self.random.choice((3, 7, 14)), _owner(session, unit)
        promise(session, _step(session, unit), days, by=owner, now=self._now_utc)
        self._begins(unit, Brake.PROMISED, self._today + timedelta(days=days))
        return "done"

    def judges(self, session: Session, unit: str) -> str:
        """Say whether the money is there."""
        found, sun = self.random.choice((True, False)), _person(session, "孙会计")
        wanted = select(Rest.id).where(Rest.home_id == _home(session, unit).id)
        newest = session.exec(wanted.order_by(col(Rest.id).desc())).first()
        judge_claim(session, newest or 0, found=found, by=sun, now=self._now_utc)
        self.books[unit].brake = Brake.FOUND if found else None
        return "done"

    async def at_the_desk(self, unit: str) -> None:
        """Let the office hold the home's ladder, or let it go on, whatever it rests for."""
        sun, book = self.world.humans["sun"], self.books[unit]
        await sun.says(f"/dunning 1-{unit}")
        way = self.random.choice((HOLD, GO_ON, GO_ON))
        if any(way in label for label in sun.buttons()):
            await sun.presses(way)
            home = self.world.read(lambda session: rest_of(session, _home(session, unit).id))
            assert (home is None) == (way == GO_ON), (unit, home)
            book.brake = home.brake if home else None

    @property
    def _now_utc(self) -> datetime:
        return self.world.clock.now()

    def _begins(self, unit: str, brake: Brake, until: date) -> None:
        self.books[unit].brake, self.books[unit].until = brake, until


Act = Callable[[AnyOrder, Session, str], str]
ACTS: tuple[Any, ...] = (
    *(AnyOrder.charges, AnyOrder.corrects, AnyOrder.pays, AnyOrder.claims_early),
    *(AnyOrder.claims, AnyOrder.claims, AnyOrder.claims, AnyOrder.judges, AnyOrder.judges),
    *(AnyOrder.promises, AnyOrder.promises, AnyOrder.promises),
)


def _at(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI)


def _ladder_day(before: datetime, target: datetime) -> date | None:
    """Return the arrears day on which something may have been sent between these moments."""
    on = target.date().replace(day=LADDER_DAY)
    return on if before < _at(on, ALL_SENT) <= _at(on, 23) and target > _at(on, OPENS) else None


def _sent(message: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(message["date"]).astimezone(SHANGHAI)


def _person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(Person.name == name)).one()


def _owner(session: Session, unit: str) -> Person:
    return _person(session, OWNERS[unit][1])


def _home(session: Session, unit: str) -> Home:
    return session.exec(select(Home).where(Home.unit == unit)).one()


def _step(session: Session, unit: str) -> int:
    """Return the newest step of the home; none has that of nobody."""
    wanted = select(DunningStep.id).where(DunningStep.home_id == _home(session, unit).id)
    return session.exec(wanted.order_by(col(DunningStep.on).desc())).first() or 0
