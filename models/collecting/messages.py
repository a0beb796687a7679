"""What is said about collection at the home, in private: times, the appointment, and its end."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.collecting.reading import owners_of
from models.collecting.rules import CollectionDeed, CollectionState, not_before
from models.collecting.tables import Collection
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person, Staff
from models.permissions import today_in
from models.repairs.visit_policy import VisitPolicy
from models.talks.messages import ASK
from models.values import frozen

STAMP = "%Y%m%d%H%M"  # of the estate's clocks, in a press


class Why(StrEnum):
    """Why times are offered."""

    ASKED = "asked"
    AT_DESK = "at_desk"  # the officer has the resident on the telephone
    PROPOSED = "proposed"  # by the office. FEE-11
    NOBODY = "nobody"
    NO_MONEY = "no_money"
    LAPSED = "lapsed"  # nobody came


MISSES = (Why.NOBODY, Why.NO_MONEY)


@frozen
class Offered:
    """A time to choose, and as the estate's clocks write it."""

    at: datetime
    stamp: str


@frozen
class CollectionTimes(Message):
    """Times at which somebody can come; one press chooses. FEE-03."""

    home_id: int
    home: str
    amount: int
    why: Why
    times: tuple[Offered, ...]
    following: int = 0  # how many to leave out on the next screen; nought is no next one
    now_at: datetime | None = None  # what is agreed
    can_ask: bool = False  # the officer may let the resident choose

    text_key: ClassVar[str] = "collecting.times"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return f"{self.text_key}.{self.why}"

    def buttons(self) -> Rows:
        times: Rows = tuple((self._button(each),) for each in self.times)
        if self.following:
            later = Press("fees_times", self.home_id, 0, str(self.following)).pack()
            times += ((Button("collecting.actions.later", later),),)
        if self.can_ask:
            ask = Press("fees_propose", self.home_id, 0).pack()
            times += ((Button("collecting.actions.propose", ask),),)
        return times if self.why is Why.AT_DESK else (*times, (ASK,))

    def _button(self, offered: Offered) -> Button:
        press = Press("fees_time", self.home_id, 0, offered.stamp).pack()
        return Button("collecting.actions.time", press, {"at": offered.at}, style="primary")


@frozen
class CollectionOffered(CollectionTimes):
    """The same, of the office's own accord: it waits for a decent hour. FEE-11, S-42."""

    priority: ClassVar[Priority] = Priority.NOTICE


@frozen
class CollectionSummary(Message):
    """What is about to be agreed: who comes, to which home, when, for how much. FEE-03."""

    home_id: int
    home: str
    owners: str
    payer: str
    comer: str
    at: datetime
    stamp: str
    amount: int
    at_desk: bool
    now_at: datetime | None = None

    text_key: ClassVar[str] = "collecting.summary"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        agree = Press(CollectionDeed.MOVE, self.home_id, 0, f"{self.stamp}_{self.amount}").pack()
        label = "collecting.actions.agreed_by_phone" if self.at_desk else "collecting.actions.agree"
        other = Press("fees_times", self.home_id, 0).pack()
        return (
            (Button(label, agree, style="primary"),),
            (Button("collecting.actions.other", other),),
        )


@frozen
class CollectionStands(Message):
    """To who expects somebody: who comes, when, for how much; moved or withdrawn by a press."""

    collection_id: int
    rev: int
    home_id: int
    home: str
    comer: str
    at: datetime
    amount: int
    early: int  # minutes, at most

    text_key: ClassVar[str] = "collecting.stands"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        other = Press("fees_times", self.home_id, 0).pack()
        drop = Press(CollectionDeed.WITHDRAW, self.collection_id, self.rev).pack()
        return (
            (Button("collecting.actions.move", other),),
            (Button("collecting.actions.withdraw", drop),),
        )

    def still_true(self, session: Session) -> bool:
        return is_current(session, self.collection_id, self.rev)


@frozen
class CollectionIsAgreed(Message):
    """To who agreed it for somebody else: by telephone, or for another of the home."""

    home: str
    comer: str
    at: datetime
    amount: int

    text_key: ClassVar[str] = "collecting.agreed_for"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class CollectionIsSoon(CollectionStands):
    """To the same, the evening before or some hours before. GEN-07, S-42."""

    text_key: ClassVar[str] = "collecting.soon"
    priority: ClassVar[Priority] = Priority.NOTICE


@frozen
class CollectionRunsLate(CollectionStands):
    """To the same, when the grace is over: an apology, said at once."""

    text_key: ClassVar[str] = "collecting.runs_late"


class CardNews(StrEnum):
    """What is new for who comes."""

    AGREED = "agreed"
    NEAR = "near"
    BEGINS = "begins"
    AT_DOOR = "at_door"


@frozen
class CollectionCard(Message):
    """To who comes, in private: name, owner, address, time and amount. FEE-03."""

    collection_id: int
    rev: int
    news: CardNews
    home: str = ""
    owners: str = ""
    payer: str = ""
    phone: str = ""
    at: datetime | None = None
    amount: int = 0
    not_before: datetime | None = None

    text_key: ClassVar[str] = "collecting.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.news}"

    def buttons(self) -> Rows:
        if self.news is not CardNews.AT_DOOR:
            arrived = Press(CollectionDeed.ARRIVE, self.collection_id, self.rev).pack()
            return ((Button("collecting.actions.arrived", arrived, style="primary"),),)
        received = Press(CollectionDeed.RECEIVE, self.collection_id, self.rev).pack()
        misses: Rows = tuple(
            (
                Button(
                    f"collecting.actions.{why}",
                    Press(CollectionDeed.MISS, self.collection_id, self.rev, why).pack(),
                ),
            )
            for why in MISSES
        )
        return ((Button("collecting.actions.received", received, style="primary"),), *misses)

    def drawn(self, session: Session) -> Message:
        known = session.get_one(Collection, self.collection_id)
        home, payer = session.get_one(Home, known.home_id), session.get_one(Person, known.person_id)
        on = today_in(session, known.estate_id, now=known.at)
        minutes = policy_of(session, known.estate_id, VisitPolicy).early_max_minutes
        return replace(
            self, home=home.address, owners=owners_of(session, home, on=on),
            payer=payer.name, phone=payer.phone or "", at=known.at, amount=known.amount,
            not_before=not_before(known.at, minutes),
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        known = session.get_one(Collection, self.collection_id)
        at_door = known.state is CollectionState.AT_DOOR
        is_open = known.ended_at is None and at_door is (self.news is CardNews.AT_DOOR)
        return is_open and known.rev == self.rev


@frozen
class CollectionOver(Message):
    """To either side: nobody comes, and why."""

    state: CollectionState
    home: str
    at: datetime
    to_payer: bool

    text_key: ClassVar[str] = "collecting.over"

    def key(self) -> str:
        return f"{self.text_key}.{self.state}"


@frozen
class CollectionGiven(Message):
    """To who was to come: the time was moved, or given to somebody else."""

    home: str
    at: datetime

    text_key: ClassVar[str] = "collecting.given"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class CollectionLate(Message):
    """To the superior: somebody waits for who does not come. No name of theirs."""

    collection_id: int
    rev: int
    home: str
    comer: str
    at: datetime

    text_key: ClassVar[str] = "collecting.late"
    priority: ClassVar[Priority] = Priority.STAFF

    def still_true(self, session: Session) -> bool:
        return is_current(session, self.collection_id, self.rev)


def is_current(session: Session, collection_id: int, rev: int) -> bool:
    """Tell whether that time is agreed, and nobody has come yet."""
    known = session.get_one(Collection, collection_id)
    return known.state is CollectionState.AGREED and known.rev == rev


def stands(session: Session, known: Collection, said: type[CollectionStands]) -> CollectionStands:
    """Return what the appointment is, to who expects somebody."""
    home, comer = session.get_one(Home, known.home_id), session.get_one(Staff, known.staff_id)
    early = policy_of(session, known.estate_id, VisitPolicy).early_max_minutes
    return said(
        known.id, known.rev, home.id, home.address, comer.name, known.at, known.amount, early
    )  # fmt: skip


def agreed_for(session: Session, known: Collection) -> CollectionIsAgreed:
    """Return what the appointment is, to who agreed it for somebody else."""
    home, comer = session.get_one(Home, known.home_id), session.get_one(Staff, known.staff_id)
    return CollectionIsAgreed(home.address, comer.name, known.at, known.amount)
