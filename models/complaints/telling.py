"""Tell who complained, show the card to who has it, and ask the next one up."""

from datetime import datetime

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.tables import Case
from models.complaints.cards import ComplainantCard, ComplaintCard
from models.complaints.messages import ComplaintNotice, Notice, OverrunAsked, SettlementAsked
from models.complaints.tables import Complaint, Overrun, Settlement
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
    code = session.get_one(Complaint, case.id).code
    return ComplaintNotice(
        case.id, case.number, about, code, owner_of(session, case), until, words, amount,
        approved,
    )  # fmt: skip


def settlement_asked(session: Session, row: Settlement) -> SettlementAsked:
    """Return the question whether so much may be promised, with its answer when there is one."""
    case, asker = session.get_one(Case, row.case_id), session.get_one(Staff, row.asked_by)
    return SettlementAsked(
        case.id, case.number, row.id, session.get_one(Complaint, case.id).code, asker.name,
        row.amount, row.what, row.approved,
    )  # fmt: skip


def overrun_asked(session: Session, row: Overrun) -> OverrunAsked:
    """Return the question whether it may take longer, with its answer when there is one."""
    case, asker = session.get_one(Case, row.case_id), session.get_one(Staff, row.asked_by)
    return OverrunAsked(
        case.id, case.number, row.id, session.get_one(Complaint, case.id).code, asker.name,
        row.until, row.reason, row.approved,
    )  # fmt: skip
