"""A price that waits for its answer: told, told again, and asked for by an officer's telephone."""

from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.operations import locked, note
from models.cases.parts import Part
from models.cases.tables import Case, CaseReporter
from models.due import called_off, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.cards import place_of
from models.repairs.classes import QuoteState
from models.repairs.policy import PaidPolicy
from models.repairs.quote_messages import (
    PriceToBePressed,
    PriceTold,
    PriceToldAgain,
    PriceToldAtTheDoor,
)
from models.repairs.reporters import tell_resident
from models.repairs.rules import Status
from models.repairs.tables import Quote, Repair
from models.tasks.operations import close_kind, open_task
from models.tasks.tables import TaskKind
from models.values import frozen

WAITS = frozenset({Status.QUOTED, Status.OFFERED})
A_DAY = timedelta(days=1)
_Told = TypeVar("_Told", bound=PriceTold)


@frozen
class PriceIsUnanswered(OfCase):
    """A price waits: `step` 0 reminds the resident, later ones let an officer telephone. GEN-07."""

    subject: int  # of a quote
    step: int
    rings: ClassVar[str] = "repairs"
    about = Quote

    def identity(self) -> str:
        return str(self.step)


def ask_for_answer(session: Session, case: Case, price: Quote, *, now: datetime) -> None:
    """Tell the resident the price; without an answer it is told again, then somebody telephones.

    Whoever is at the door with it is answered whatever the hour. Source: PAY-01, GEN-07.
    """
    _tell(session, case, price, PriceToldAtTheDoor if case.owner_id else PriceTold, now=now)
    policy = policy_of(session, case.estate_id, PaidPolicy)
    _wait(session, price, 0, until=now + timedelta(hours=policy.remind_hours))
    _wait(session, price, 1, until=now + timedelta(hours=policy.call_hours))


def call_for_answer(session: Session, moment: PriceIsUnanswered, *, now: datetime) -> None:
    """Tell the price again, or let an officer telephone: every day, until there is an answer."""
    price = session.get_one(Quote, moment.subject)
    case = locked(session, price.case_id)
    if price.state is not QuoteState.ASKED or case.status not in WAITS:
        return
    note(session, case, "ask_price", actor=Actor.CLOCK, person=None, now=now, step=moment.step)
    if moment.step == 0:
        _tell(session, case, price, PriceToldAgain, now=now)
        return
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    open_task(
        session, TaskKind.PHONE_PRICE, case,
        due_at=calendar.end_of_day(now, 0), final_at=calendar.end_of_day(now, 1), now=now,
    )  # fmt: skip
    _wait(session, price, moment.step + 1, until=now + A_DAY)


def waiting_for(session: Session, person: Person, *, now: datetime) -> list[tuple[Case, Quote]]:
    """Return the prices that this reporter may answer and nobody has, each with its case."""
    joined_in = select(CaseReporter.case_id).where(CaseReporter.person_id == person.id)
    rows = session.exec(
        select(Case, Quote)
        .join(Quote, col(Quote.case_id) == col(Case.id))
        .where(
            Quote.state == QuoteState.ASKED,
            col(Case.status).in_(WAITS),
            or_(col(Case.reporter_id) == person.id, col(Case.id).in_(joined_in)),
        )
        .order_by(col(Quote.id))
    )
    return [
        (case, price)
        for case, price in rows
        if Part.REPORTER in parts_in(session, case, person, now=now)
    ]


def price_again(session: Session, case: Case, price: Quote) -> PriceToBePressed:
    """Return the price for who wrote instead of pressing: words alone accept no money. PAY-01."""
    return _told(session, case, price, PriceToBePressed)


def waits_no_longer(session: Session, case: Case, price: Quote | None, *, now: datetime) -> None:
    """Let nobody ask for this answer any more: it is here, or the price is void."""
    if price is not None:
        called_off(session, PriceIsUnanswered, subject=price.id, now=now)
    close_kind(session, case.id, TaskKind.PHONE_PRICE, now=now)


def _wait(session: Session, price: Quote, step: int, *, until: datetime) -> None:
    """Enter in the book when somebody asks, in the office's hours."""
    calendar = calendar_of(session, session.get_one(Estate, price.estate_id))
    at = calendar.first_permitted(until, calendar.shift)
    due(session, PriceIsUnanswered(price.id, step), estate_id=price.estate_id, at=at)


def _tell(
    session: Session, case: Case, price: Quote, kind: type[PriceTold], *, now: datetime
) -> None:
    tell_resident(session, case, _told(session, case, price, kind), now=now)


def _told(session: Session, case: Case, price: Quote, kind: type[_Told]) -> _Told:
    repair = session.get_one(Repair, case.id)
    return kind(
        case.id, case.number, repair.trade, place_of(session, case, repair), price.id,
        price.amount, price.service, price.unit, price.note,
    )  # fmt: skip
