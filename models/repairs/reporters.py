"""Those who reported a repair: all are told in private, and shown their own card."""

from datetime import datetime

from sqlmodel import Session

from models.cases.reporters import reporters_of
from models.cases.tables import Case
from models.intents.messages import Message
from models.intents.operations import post, private, show
from models.people.tables import Person
from models.permissions import today_in
from models.repairs.cards import ResidentCard
from models.repairs.readers import as_read_by
from models.repairs.tables import Repair
from models.tasks.undelivered import tell_otherwise


def tell_resident(
    session: Session, case: Case, message: Message, *, now: datetime, only: Person | None = None
) -> list[int]:
    """Post to everybody who reported the case, as each may read it; return the messages' ids.

    To `only` one of them if named. Of an emergency everything is said at once. Whoever has no
    account hears what matters by an officer's telephone, or by letter. S-10, S-42.
    """
    urgent = session.get_one(Repair, case.id).danger is not None
    today, posted = today_in(session, case.estate_id, now=now), []
    for person in [only] if only else reporters_of(session, case, on=today):
        address, theirs = private(person), as_read_by(session, case, message, person)
        if theirs is None:
            continue
        if address is not None:
            posted.append(post(session, theirs, to=address, now=now, at_once=urgent))
        else:
            tell_otherwise(session, case, theirs, to=person, now=now)
    return posted


def show_receipt(
    session: Session, case: Case, *, now: datetime, over: int | None, to: Person | None = None
) -> None:
    """Show their card to a reporter, or to the first: the receipt, and then every step.

    It takes the place of the message `over`.
    """
    person = to or session.get_one(Person, case.reporter_id)
    address = private(person)
    if address is not None:
        show(session, ResidentCard(case.id, person.id), to=address, now=now, over=over)
