"""At the door: never more than five minutes early; then the money, or another time. FEE-03."""

from datetime import datetime

from sqlmodel import Session

from models.collecting.ending import end, in_hand, look_again
from models.collecting.messages import MISSES, CardNews, CollectionCard, Why
from models.collecting.operations import offer
from models.collecting.reading import owed_to
from models.collecting.rules import COLLECTION_FLOW, CollectionDeed, not_before
from models.collecting.tables import Collection
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.intents.messages import Message
from models.people.tables import Person
from models.permissions import today_in
from models.repairs.visit_policy import VisitPolicy


class TooEarly(DomainError):
    """Nobody is at a door more than five minutes before they are expected. FEE-03."""

    text_key = "collecting.too_early"


def arrive(
    session: Session, collection_id: int, rev: int, *, by: Person, now: datetime
) -> Message | None:
    """Be at the door: what is offered then. None when another sum is owed, which ends it. FEE-03.

    Raises NotAllowed, AlreadySettled, TooEarly.
    """
    known, sides = in_hand(session, collection_id, rev, by, now=now)
    state = COLLECTION_FLOW.after(known.state, CollectionDeed.ARRIVE, by=sides)
    early = policy_of(session, known.estate_id, VisitPolicy).early_max_minutes
    if now < not_before(known.at, early):
        raise TooEarly(at=known.at, until=not_before(known.at, early))
    if look_again(session, known, now=now):
        return None
    known.state, known.arrived_at = state, now
    session.add(known)
    session.flush()
    return CollectionCard(known.id, known.rev, CardNews.AT_DOOR)


def receive(
    session: Session, collection_id: int, rev: int, *, by: Person, now: datetime
) -> Collection:
    """Return the appointment whose payment may be taken now. Raises NotAllowed, AlreadySettled."""
    known, sides = in_hand(session, collection_id, rev, by, now=now)
    COLLECTION_FLOW.after(known.state, CollectionDeed.RECEIVE, by=sides)
    return known


def miss(
    session: Session, collection_id: int, rev: int, why: Why, *, by: Person, now: datetime
) -> None:
    """Leave without money: the resident hears it kindly and chooses again. FEE-11.

    Raises NotAllowed, AlreadySettled.
    """
    known, sides = in_hand(session, collection_id, rev, by, now=now)
    if why not in MISSES:
        raise NotAllowed
    end(session, known, CollectionDeed.MISS, by=sides, now=now)
    offer_again(session, known, why, now=now)


def offer_again(session: Session, known: Collection, why: Why, *, now: datetime) -> None:
    """Let the resident choose another time, while anything is owed."""
    home, payer = session.get_one(Home, known.home_id), session.get_one(Person, known.person_id)
    if owed_to(session, home, payer, on=today_in(session, home.estate_id, now=now)):
        offer(session, home, payer, why, now=now)
