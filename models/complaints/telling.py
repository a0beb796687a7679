"""Tell who complained, and show the card to who has it."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.complaints.cards import ComplainantCard, ComplaintCard
from models.complaints.messages import ComplaintNotice, Notice
from models.complaints.tables import Complaint
from models.intents.operations import private, show
from models.people.tables import Person, Staff


def show_receipt(
    session: Session, case: Case, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who complained or signed; it follows every step. `over` that message."""
    address = private(person)
    if address is not None:
        card = ComplainantCard(case.id, person.id)
        show(session, card, to=address, now=now, over=over, anew=over is None)


def show_card(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show the complaint to this member of staff, in private, at the bottom of the chat."""
    address = None if staff is None else private(session.get_one(Person, staff.person_id))
    if staff is not None and address is not None:
        show(session, ComplaintCard(case.id, staff.id), to=address, now=now, anew=True)


def notice(
    session: Session,
    case: Case,
    about: Notice,
    *,
    until: datetime | None = None,
    words: str = "",
    amount: int | None = None,
    approved: bool = False,
) -> ComplaintNotice:
    """Return what a member of staff hears."""
    owner = session.get(Staff, case.owner_id or 0)
    code = session.get_one(Complaint, case.id).code
    return ComplaintNotice(
        case.id, case.number, about, code, owner.name if owner else "", until, words, amount,
        approved,
    )  # fmt: skip
