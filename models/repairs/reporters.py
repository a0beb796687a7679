"""Those who reported a repair: told in private, and shown their card."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.intents.messages import Message
from models.intents.operations import post, private, show
from models.people.tables import Person
from models.repairs.cards import ResidentCard
from models.repairs.tables import Repair


def tell_resident(session: Session, case: Case, message: Message, *, now: datetime) -> list[int]:
    """Post to who reported the case; return the ids of the messages.

    Of an emergency everything is said at once. S-10, S-42.
    """
    address = private(session.get_one(Person, case.reporter_id))
    urgent = session.get_one(Repair, case.id).danger is not None
    if address is None:
        return []
    return [post(session, message, to=address, now=now, at_once=urgent)]


def show_receipt(session: Session, case: Case, *, now: datetime, over: int | None) -> None:
    """Show the resident's card: the receipt, and then every step. It takes the place of `over`."""
    address = private(session.get_one(Person, case.reporter_id))
    if address is not None:
        show(session, ResidentCard(case.id), to=address, now=now, over=over)
