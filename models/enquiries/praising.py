"""Praise 表扬: thanked for at once, and it reaches whom it praises, and the head."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.independence import staff_named
from models.cases.tables import Case
from models.cases.telling import show_photos
from models.cases.words import Words
from models.enquiries.asking import opened
from models.enquiries.messages import PraisePassedOn
from models.enquiries.tables import Enquiry
from models.enquiries.words import Sort, Status
from models.intents.operations import post, private
from models.people.roster import is_here, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import today_in

MET_AT_MOST = 6


def praise(session: Session, told: Words, of: str, *, by: Person, now: datetime) -> Case:
    """Keep the praise with its №, and bring it to whom it is for and to the head. ENQ-08.

    `of` is the number of a colleague, or words; whoever they name hears it. Raises NotAllowed.
    """
    case = opened(session, told, Sort.PRAISE, Status.DELIVERED, by=by, now=now)
    case.closed_at = now
    chosen = _colleague(session, case.estate_id, of)
    enquiry = session.get_one(Enquiry, case.id)
    enquiry.praised, enquiry.answered_at = chosen.name if chosen else of, now
    session.add_all((case, enquiry))
    praised = [chosen] if chosen else staff_named(session, case.estate_id, f"{of}\n{told.text}")
    heads = staff_in(session, case.estate_id, StaffRole.OFFICE_HEAD, now=now)
    here = today_in(session, case.estate_id, now=now)
    for staff in dict.fromkeys(each.id for each in (*praised, *heads)):
        reader = session.get_one(Staff, staff)
        if is_here(reader, here):
            _pass_on(session, case, reader, is_yours=reader in praised, by=by, now=now)
    return case


def met_by(session: Session, person: Person, *, now: datetime) -> list[Staff]:
    """Return the colleagues who have had a case of this person's, newest first."""
    wanted = (
        select(Case.owner_id)
        .where(Case.reporter_id == person.id, col(Case.owner_id).is_not(None))
        .order_by(col(Case.id).desc())
    )
    today = today_in(session, person.estate_id, now=now)
    known = (session.get_one(Staff, each or 0) for each in dict.fromkeys(session.exec(wanted)))
    return [each for each in known if is_here(each, today)][:MET_AT_MOST]


def _colleague(session: Session, estate_id: int, of: str) -> Staff | None:
    staff = session.get(Staff, int(of)) if of.isdecimal() and len(of) < 10 else None
    return staff if staff is not None and staff.estate_id == estate_id else None


def _pass_on(
    session: Session, case: Case, staff: Staff, *, is_yours: bool, by: Person, now: datetime
) -> None:
    address = private(session.get_one(Person, staff.person_id))
    enquiry = session.get_one(Enquiry, case.id)
    if address is not None:
        told = PraisePassedOn(
            case.id, case.number, enquiry.told, enquiry.praised, by.name, by.address_as, is_yours
        )
        post(session, told, to=address, now=now)
        show_photos(session, case, staff, now=now)
