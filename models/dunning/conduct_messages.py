"""What an officer is told of a home that owes: what to do, what to say, and what follows."""

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.buttons import Press
from models.dunning.conduct_rules import OFFERED
from models.dunning.messages import OwedLine, owed_lines
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, standing_of
from models.dunning.tables import Errand
from models.dunning.words import ErrandKind, Outcome
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.policy import CollectingPolicy
from models.fees.reading import payers_of
from models.intents.messages import Button, Message, Priority, Rows
from models.permissions import today_in
from models.values import frozen


@frozen
class Noted:
    """What an errand came to, as the office reads it later."""

    on: date
    kind: ErrandKind
    outcome: Outcome | None
    reason: str


@frozen
class ErrandCard(Message):
    """To an officer, in private: whom to telephone or visit, what to say, by when. FEE-10, FEE-11.

    It is not sent any more when all is paid, or while the home rests.
    """

    errand_id: int
    rev: int = 0
    kind: ErrandKind = ErrandKind.PHONE
    home: str = ""
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    lines: tuple[OwedLine, ...] = ()
    owed: int = 0
    tries: int = 0
    due_at: datetime | None = None
    before: tuple[Noted, ...] = ()
    days: tuple[int, ...] = ()
    visited_at: int = 0  # the home, where a time can be agreed. FEE-03

    text_key: ClassVar[str] = "conduct.errand"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"conduct.errand.{self.kind}"

    def buttons(self) -> Rows:
        offered = OFFERED[self.kind]
        promises = tuple(
            Button(
                "conduct.actions.promised",
                Press("errand_promise", self.errand_id, self.rev, str(count)).pack(),
                {"days": count},
            )
            for count in self.days
            if Outcome.PROMISED in offered
        )
        others: Rows = tuple(
            (_noted(self, outcome),) for outcome in offered if outcome is not Outcome.PROMISED
        )
        return self._appoint() + ((promises,) if promises else ()) + others

    def _appoint(self) -> Rows:
        """Return how a time is agreed: without one nobody is visited. FEE-03."""
        if self.kind is not ErrandKind.VISIT or not self.visited_at:
            return ()
        times = Press("fees_times", self.visited_at, 0).pack()
        return ((Button("collecting.actions.appoint", times, style="primary"),),)

    def drawn(self, session: Session) -> Message:
        errand = session.get_one(Errand, self.errand_id)
        standing = stands(session, errand)
        people = payers_of(session, standing.home, on=standing.on)
        policy = policy_of(session, errand.estate_id, DunningPolicy)
        return replace(
            self, rev=errand.rev, kind=errand.kind, home=standing.home.address,
            names=tuple(each.name for each in people),
            phones=tuple(each.phone for each in people if each.phone),
            lines=owed_lines(session, standing), owed=standing.owed, tries=errand.tries,
            due_at=errand.due_at, before=noted_of(session, errand.home_id)[-3:],
            days=policy.promise_days,
            visited_at=errand.home_id if _comes_home(session, errand) else 0,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        errand = session.get_one(Errand, self.errand_id)
        return errand.closed_at is None and is_wanted(session, errand)


@frozen
class ErrandNoted(Message):
    """To who noted it: what is written down, and what follows by when."""

    home: str
    outcome: Outcome | None  # none: it is paid, or at rest already
    until: date | None = None
    following: ErrandKind | None = None
    by: datetime | None = None

    text_key: ClassVar[str] = "conduct.noted"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class ErrandLate(Message):
    """To the supervisor, then the head: a home has not been telephoned or visited in time."""

    errand_id: int
    home: str = ""
    kind: ErrandKind = ErrandKind.PHONE
    owed: int = 0
    tries: int = 0

    text_key: ClassVar[str] = "conduct.late"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        errand = session.get_one(Errand, self.errand_id)
        standing = stands(session, errand)
        return replace(
            self, home=standing.home.address, kind=errand.kind, owed=standing.owed,
            tries=errand.tries,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        errand = session.get_one(Errand, self.errand_id)
        return errand.closed_at is None and is_wanted(session, errand)


def stands(session: Session, errand: Errand) -> Standing:
    """Return where the home stands, of what was due when the errand was opened."""
    on = today_in(session, errand.estate_id, now=errand.opened_at)
    return standing_of(session, session.get_one(Home, errand.home_id), on=on)


def is_wanted(session: Session, errand: Errand) -> bool:
    """Tell whether the home still owes and does not rest. FEE-12."""
    standing = stands(session, errand)
    return bool(standing.owed) and standing.rest is None


def noted_of(session: Session, home_id: int) -> tuple[Noted, ...]:
    """Return what was noted of the home, oldest first."""
    wanted = select(Errand).where(Errand.home_id == home_id, col(Errand.outcome).is_not(None))
    return tuple(
        Noted(
            today_in(session, each.estate_id, now=each.closed_at or each.opened_at), each.kind,
            each.outcome, each.reason,
        )
        for each in session.exec(wanted.order_by(col(Errand.id)))
    )  # fmt: skip


def _comes_home(session: Session, errand: Errand) -> bool:
    return policy_of(session, errand.estate_id, CollectingPolicy).at_home


def _noted(card: ErrandCard, outcome: Outcome) -> Button:
    if outcome is Outcome.REASON:
        return Button(
            "conduct.actions.reason", Press("errand_reason", card.errand_id, card.rev).pack()
        )
    press = Press("errand_noted", card.errand_id, card.rev, outcome)
    return Button(f"conduct.actions.{outcome}", press.pack())
