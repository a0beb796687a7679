"""A card is lost: blocked at once, and replaced; or it is not needed and comes back. CRD-01."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.access_cards.applying import go_on, may
from models.access_cards.clock import BlockIsLate
from models.access_cards.messages import AccessStage, CardComesBack
from models.access_cards.policy import CardPolicy
from models.access_cards.rules import Action, CardState, Status, blocked_by
from models.access_cards.tables import AccessCard, CardApplication
from models.access_cards.telling import at_desk, in_private, tell
from models.cases.lines import place_of_home
from models.cases.operations import move, open_case
from models.cases.tables import Case, Kind
from models.due import called_off, due
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.groups.desk import desk
from models.intents.operations import post
from models.people.absences import takes
from models.people.operations import homes_of
from models.people.tables import Person
from models.permissions import require_officer, require_staff, today_in

OPENS = (CardState.WORKS, CardState.RETURNING)


def cards_of(session: Session, person: Person, *, on: date) -> Sequence[AccessCard]:
    """Return the cards of the person's homes that open something, by their numbers."""
    homes = [home.id for home in homes_of(session, person.id, on=on)]
    wanted = select(AccessCard).where(
        col(AccessCard.home_id).in_(homes), col(AccessCard.state).in_(OPENS)
    )
    return session.exec(wanted.order_by(col(AccessCard.number))).all()


def report_lost(session: Session, card_id: int, *, by: Person, now: datetime) -> Case:
    """Have a lost card blocked at once by whoever is nearest, and replaced. Raises NotAllowed."""
    card = of_home(session, card_id, by=by, now=now)
    card.state = CardState.LOST
    session.add(card)
    case = open_case(
        session, kind=Kind.CARD, status=Status.BLOCKING, reporter=by, home_id=card.home_id, now=now
    )
    session.add(
        CardApplication(
            id=case.id, estate_id=case.estate_id, card_kind=card.kind, holder=card.holder,
            replaces=card.id,
        )
    )  # fmt: skip
    session.flush()
    late = blocked_by(now, policy_of(session, case.estate_id, CardPolicy))
    due(session, BlockIsLate(case.id), estate_id=case.estate_id, at=late)
    at_desk(session, case, now=now)
    return case


def block(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Note that the lost card opens nothing any more; its replacement goes on. Raises NotAllowed.

    Who lost it hears so at once, and what is still asked. CRD-01.
    """
    case, status = may(session, case_id, Action.BLOCK, by=by, now=now)
    staff = require_staff(session, by, now=now)
    card = session.get_one(AccessCard, session.get_one(CardApplication, case.id).replaces)
    takes(session, staff, now=now)
    card.state, case.owner_id = CardState.BLOCKED, staff.id
    session.add(card)
    called_off(session, BlockIsLate, subject=case.id, now=now)
    move(session, case, status, Action.BLOCK, actor=Actor.STAFF, person=by, now=now)
    in_private(session, case, staff, now=now)
    go_on(session, case, by=by, now=now)
    tell(session, case, AccessStage.BLOCKED, words=card.number, now=now)
    return case


def bring_back(session: Session, card_id: int, *, by: Person, now: datetime) -> AccessCard:
    """Say that the card is not needed any more; the desk takes it back. Raises NotAllowed."""
    card = of_home(session, card_id, by=by, now=now)
    card.state = CardState.RETURNING
    session.add(card)
    address = desk(session, card.estate_id, now=now)
    if address is not None:
        told = CardComesBack(card.id, card.kind, card.number, place_of_home(session, card.home_id))
        post(session, told, to=address, now=now)
    return card


def take_back(session: Session, card_id: int, *, by: Person, now: datetime) -> AccessCard:
    """Note that the card is back: it opens nothing any more. Raises NotAllowed."""
    card = _locked(session, card_id)
    staff = require_officer(session, by, now=now)
    if staff.estate_id != card.estate_id or card.state is not CardState.RETURNING:
        raise NotAllowed
    card.state = CardState.RETURNED
    session.add(card)
    return card


def of_home(session: Session, card_id: int, *, by: Person, now: datetime) -> AccessCard:
    """Return the card that works in a home of this person. Raises NotAllowed for all else."""
    card = _locked(session, card_id)
    mine = cards_of(session, by, on=today_in(session, by.estate_id, now=now))
    if card not in mine:
        raise NotAllowed
    return card


def _locked(session: Session, card_id: int) -> AccessCard:
    card = session.get(AccessCard, card_id, with_for_update=True, populate_existing=True)
    if card is None:
        raise NotAllowed
    return card
