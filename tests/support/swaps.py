"""Every button that a story drew, in every other hand, place and hour; all of it is undone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, col, select

from handlers.context import Toast, Turn
from handlers.incoming import Incoming, Shape
from handlers.turns import take_turn
from models.cases.registry import kind_of
from models.cases.tables import Case
from models.estate.tables import Estate, Home
from models.intents.tables import Outbox
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from tests.support.entitled import ESTATE, Drawn, Somebody, is_entitled
from tests.support.pressing import drawn, rows_in
from tests.support.world import DISPATCH_CHAT, MANAGEMENT_CHAT, SHANGHAI, World

STRANGER, UNKNOWN_GROUP, GONE = 9_000_000, -999, 9_999_999  # two accounts, and no message
PLACES: Mapping[str, Callable[[Somebody, Drawn], int]] = {
    "their own chat": lambda each, _: each.account,
    "where it stands": lambda _, button: button.chat_id,
    "another's chat": lambda *_: STRANGER,
    "the group": lambda *_: DISPATCH_CHAT,
    "another group": lambda *_: MANAGEMENT_CHAT,
    "an unknown group": lambda *_: UNKNOWN_GROUP,
}
HOURS = ("at once", "moved on", "closed", "deleted", "48 hours", "a year")
WRITES = ("INSERT", "UPDATE", "DELETE")
Coordinate = tuple[str, str, str, str]  # what, by whom, where, when
Try = tuple[Drawn, Somebody, str, str]


@dataclass
class Swaps:
    """What was tried in all stories, and what of it did what it may not."""

    chance: Random
    tried: Counter[Coordinate] = field(default_factory=Counter)
    came_of_it: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def swap(self, world: World, hours: Sequence[str], at_most: int) -> None:
        """Press what the story has drawn, by everybody, everywhere; then undo all of it."""

        def work(session: Session) -> None:
            stage = Stage(world, session)
            with stage.listening():
                for each in self._drawn(stage, hours, at_most):
                    self._try(stage, each)
            session.rollback()

        world.write(work)

    def _drawn(self, stage: "Stage", hours: Sequence[str], at_most: int) -> list[Try]:
        """Draw from what was tried least; of each button the newest and the oldest."""
        pairs = [*{each.on: each for each in stage.buttons}.values()]
        pairs += {each.on: each for each in reversed(stage.buttons)}.values()
        tries: list[Try] = [
            (button, who, place, self.chance.choice(hours))
            for button in dict.fromkeys(pairs)
            for who in stage.people
            for place in self.chance.sample(list(PLACES), 2)
        ]
        self.chance.shuffle(tries)
        return sorted(tries, key=lambda each: self.tried[coordinate(*each)])[:at_most]

    def _try(self, stage: "Stage", each: Try) -> None:
        button, who, place, hour = each
        self.tried[coordinate(*each)] += 1
        came, wrong = stage.tries(*each)
        self.came_of_it[came] += 1
        if wrong:
            told = f"{button.data} of {button.chat_id} by {who.role}, {place}, {hour}: {wrong}"
            self.wrong.append(told)


def coordinate(button: Drawn, who: Somebody, place: str, hour: str) -> Coordinate:
    """Return what was tried, without the numbers of this story."""
    return button.press.action, who.role, place, hour


class Stage:
    """A moment of a story, in which one press after the other is tried and undone."""

    def __init__(self, world: World, session: Session) -> None:
        self.world, self.session, self.now = world, session, world.clock.now()
        self.buttons = drawn(world)
        self.shown = frozenset((*each.on, each.chat_id) for each in self.buttons)
        self.people = cast(session, on=self.now.astimezone(SHANGHAI).date())
        self.before, self.last = rows_in(self.session), self._last()
        self.writes = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Count what is written: where nothing was, no row need be compared."""

        def heard(*told: Any) -> None:
            self.writes += told[2].startswith(WRITES)

        engine = self.world.database.engine
        event.listen(engine, "before_cursor_execute", heard)
        try:
            yield
        finally:
            event.remove(engine, "before_cursor_execute", heard)

    def tries(self, button: Drawn, who: Somebody, place: str, hour: str) -> tuple[str, str]:
        """Return what came of it, and what was wrong with that."""
        undone, before = self.session.begin_nested(), self.before
        if hour == "closed":
            self._close_all()
            before = rows_in(self.session)
        at = self.now + timedelta(days=365 * (hour == "a year"))
        may = is_entitled(self.session, who, button, self.shown, on=at.astimezone(SHANGHAI).date())
        self.writes = 0
        toast = self._pressed(button, who, PLACES[place](who, button), hour, at)
        rows = rows_in(self.session) if self.writes else before
        changed = [name for name in rows if rows[name] != before[name]]
        wrong = "" if may or (toast.alert and not changed) else f"{toast.key} {changed}"
        if changed:
            wrong = wrong or self._said_elsewhere(who)
        undone.rollback()
        self.session.expire_all()
        did = "changed something" if changed else "was refused" if toast.alert else "was answered"
        return f"{'may' if may else 'may not'}, {did}", wrong

    def _pressed(self, button: Drawn, who: Somebody, chat_id: int, hour: str, at: Any) -> Toast:
        incoming = Incoming(
            Shape.PRESS, who.account, chat_id, is_private=chat_id > 0, text=button.data,
            message_id=GONE if hour == "deleted" else button.message_id, query_id="1",
        )  # fmt: skip
        turn = Turn(self.session, incoming, self.world.desk.catalogue, "guanjia_bot", at)
        take_turn(turn)
        self.session.flush()
        return turn.answer or Toast()

    def _said_elsewhere(self, who: Somebody) -> str:
        """Return where it was said that may not read it: a group that is none of the office's."""
        new = self.session.exec(select(Outbox).where(col(Outbox.id) > self.last)).all()
        foreign = who.person_id is not None and who.role.startswith("foreign")
        for each in new:
            if each.chat_id in (UNKNOWN_GROUP, STRANGER):
                return f"said in {each.chat_id}"
            if foreign and each.estate_id == ESTATE:
                return "said of another estate"
        return ""

    def _close_all(self) -> None:
        for case in self.session.exec(select(Case)):
            case.status = min(kind_of(case).closed)
            self.session.add(case)
        self.session.flush()

    def _last(self) -> int:
        newest = select(Outbox.id).order_by(col(Outbox.id).desc()).limit(1)
        return self.session.exec(newest).first() or 0


def cast(session: Session, *, on: date) -> list[Somebody]:
    """Return whom the story knows, and somebody of each role: of today, of before, elsewhere."""
    known = session.exec(select(Person).where(col(Person.telegram_id).is_not(None))).all()
    found = [Somebody(f"{each.name}", each.telegram_id or 0, each.id) for each in known]
    elsewhere = Estate(office_code="ZZZ", name="绿湖苑")
    session.add(elsewhere)
    session.flush()
    there = Home(estate_id=elsewhere.id, code="0099", building="9号楼", unit="901")
    session.add(there)
    session.flush()
    here = session.exec(select(Home).where(Home.estate_id == ESTATE)).first()
    assert here is not None
    for home, gone, called in ((here, None, ""), (here, on, "former "), (there, None, "foreign ")):
        for role in (*StaffRole, *HomeRole):
            name, account = f"{called}{role}", STRANGER + 1 + len(found)
            person = Person(estate_id=home.estate_id, name=name, telegram_id=account)
            session.add(person)
            session.flush()
            row = {"estate_id": home.estate_id, "person_id": person.id, "name": name}
            if isinstance(role, StaffRole):
                session.add(Staff(role=role, left_on=gone, **row))
            else:
                session.add(Residency(home_id=home.id, role=role, left_on=gone, **row))
            found.append(Somebody(name, account, person.id))
    session.flush()
    return [*found, Somebody("stranger", STRANGER)]
