"""How an appointment at the home ends, who hears it, and that the ladder goes on. FEE-03."""

from datetime import datetime

from sqlmodel import Session

from models.collecting.clock import OF_COLLECTIONS
from models.collecting.messages import CollectionOver
from models.collecting.reading import open_at, open_in, owed_to, sides_of
from models.collecting.rules import COLLECTION_FLOW, CollectionDeed, CollectionState, Side
from models.collecting.tables import Collection
from models.due import called_off
from models.dunning.clock import RestIsUp
from models.dunning.resting import AlreadySettled, end_rest
from models.dunning.tables import Rest
from models.errors import NotAllowed
from models.estate.tables import Home
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.tables import Person, Staff
from models.permissions import today_in

CLOCK = frozenset({Side.CLOCK})


def in_hand(
    session: Session, collection_id: int, rev: int, by: Person, *, now: datetime
) -> tuple[Collection, frozenset[Side]]:
    """Return the appointment, held, and what the person is to it.

    Raises NotAllowed, AlreadySettled.
    """
    known = session.get(Collection, collection_id, with_for_update=True)
    if known is None:
        raise NotAllowed
    home = session.get_one(Home, known.home_id)
    sides = sides_of(session, home, known, by, now=now)
    if not sides:
        raise NotAllowed
    if known.ended_at is not None or known.rev != rev:
        raise AlreadySettled
    return known, sides


def end(
    session: Session, known: Collection, deed: CollectionDeed, *, by: frozenset[Side], now: datetime
) -> None:
    """Let the appointment be over, and the ladder go on. Raises NotAllowed."""
    known.state = COLLECTION_FLOW.after(known.state, deed, by=by)
    known.ended_at = now
    session.add(known)
    session.flush()
    give_up(session, known, now=now)
    called_off(session, *OF_COLLECTIONS, subject=known.id, now=now)


def account_changed(session: Session, home_id: int, *, now: datetime) -> None:
    """End the home's appointment if what was to be collected is not what is owed. FEE-03.

    What was paid at the door has its receipt; of all else both sides hear.
    """
    known = open_at(session, home_id)
    if known is not None:
        look_again(session, known, now=now)


def accounts_changed(session: Session, estate_id: int, *, now: datetime) -> None:
    """Do the same for every home of the estate that expects somebody."""
    for known in open_in(session, estate_id):
        look_again(session, known, now=now)


def look_again(session: Session, known: Collection, *, now: datetime) -> bool:
    """End it if another sum is owed by now; tell whether it is over."""
    home, payer = session.get_one(Home, known.home_id), session.get_one(Person, known.person_id)
    today = today_in(session, known.estate_id, now=now)
    if owed_to(session, home, payer, on=today) == known.amount:
        return False
    is_paid = known.state is CollectionState.AT_DOOR
    deed = CollectionDeed.PAY if is_paid else CollectionDeed.CHANGE
    end(session, known, deed, by=CLOCK, now=now)
    if not is_paid:
        tell_both(session, known, now=now)
    return True


def tell_both(session: Session, known: Collection, *, at_once: bool = False, now: datetime) -> None:
    """Tell either side that nobody comes, and why."""
    home = session.get_one(Home, known.home_id).address
    tell_payer(
        session, known, CollectionOver(known.state, home, known.at, True), at_once=at_once, now=now
    )
    tell_comer(
        session, known, CollectionOver(known.state, home, known.at, False), at_once=at_once, now=now
    )


def tell_payer(
    session: Session, known: Collection, message: Message, *, at_once: bool = False, now: datetime
) -> None:
    """Post to who expects somebody."""
    address = private(session.get_one(Person, known.person_id))
    if address is not None:
        post(session, message, to=address, now=now, at_once=at_once)


def tell_comer(
    session: Session, known: Collection, message: Message, *, at_once: bool = False, now: datetime
) -> None:
    """Post to who comes."""
    comer = session.get_one(Staff, known.staff_id)
    address = private(session.get_one(Person, comer.person_id))
    if address is not None:
        post(session, message, to=address, now=now, at_once=at_once)


def give_up(session: Session, known: Collection, *, now: datetime) -> None:
    """Let the ladder go on, where it rested for this."""
    rest = session.get(Rest, known.rest_id or 0)
    if rest is not None and rest.ended_at is None:
        end_rest(session, rest, kept=known.state is CollectionState.PAID or None, now=now)
        called_off(session, RestIsUp, subject=rest.id, now=now)
