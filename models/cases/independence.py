"""Who is kept from a case: a member of staff whom it is about neither sees nor handles it."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from models.cases.tables import Case, CaseAbout, Kind
from models.cases.words import named_in
from models.complaints.tables import Complaint
from models.owners.tables import FileChange
from models.owners.words import Subject
from models.people.tables import Staff, StaffRole
from models.prepared import Rows, prepared

# Complaints are for the office, repairs for everybody; the company reads what was brought to it.
OFFICE = frozenset(
    {
        *(StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.QUALITY_SUPERVISOR),
        *(StaffRole.MANAGER, StaffRole.OFFICE_HEAD),
    }
)
FOR_THE_OFFICE = frozenset({Kind.COMPLAINT, Kind.FILE_CHANGE})  # in no group, before nobody else


def about(session: Session, case_id: int) -> frozenset[int]:
    """Return the ids of the staff whom the case is about."""
    return frozenset(_about(session, case_id))


@prepared
def _about(case_id: Any) -> Rows[int]:
    return select(CaseAbout.staff_id).where(CaseAbout.case_id == case_id)


def staff_named(session: Session, estate_id: int, words: str) -> list[Staff]:
    """Return the staff whose names stand in the words."""
    everybody = session.exec(select(Staff).where(Staff.estate_id == estate_id)).all()
    names = named_in(words, (staff.name for staff in everybody))
    return [staff for staff in everybody if staff.name in names]


def names_of_staff(session: Session, estate_id: int) -> tuple[str, ...]:
    """Return everybody's name: words that hold one are about them."""
    return tuple(session.exec(select(Staff.name).where(Staff.estate_id == estate_id)))


def note_about(session: Session, case: Case, staff: Iterable[Staff]) -> None:
    """Note that the case is about these: from now on it is kept from them, and from groups."""
    session.add_all(CaseAbout(case_id=case.id, staff_id=each.id) for each in staff)
    session.flush()


def is_for_groups(session: Session, case: Case) -> bool:
    """Tell whether a group may read of it: no complaint, no owner's file, nothing about staff."""
    return case.kind not in FOR_THE_OFFICE and not about(session, case.id)


def kept_from(session: Session, case: Case, staff: Staff) -> bool:
    """Tell whether the case is not for this member of staff, whatever their role.

    The company reads a complaint that is joint, was handed on, asked of it or climbed to it.
    An owner's file is the office's; of accounts the company's too, which may close them.
    Source: CMP-08, CMP-20, SEC-01, OWN-05, OWN-08.
    """
    if staff.id in about(session, case.id):
        return True
    if case.kind not in FOR_THE_OFFICE or case.owner_id == staff.id or staff.role in OFFICE:
        return False
    complaint, change = session.get(Complaint, case.id), session.get(FileChange, case.id)
    before_it = complaint is not None and complaint.company_since is not None
    before_it |= change is not None and change.subject is Subject.REGISTRATION
    return not (staff.role is StaffRole.COMPANY and before_it)


def others(session: Session, case: Case, candidates: Collection[Staff]) -> list[Staff]:
    """Return those of the candidates from whom the case is not kept, in their order."""
    return [staff for staff in candidates if not kept_from(session, case, staff)]


def impartial(session: Session, case: Case, candidates: Collection[Staff]) -> list[Staff]:
    """Return those of the candidates whom the case is not about, in their order."""
    named = about(session, case.id)
    return [staff for staff in candidates if staff.id not in named]


def readable(staff: Staff, *, private: bool) -> ColumnElement[bool]:
    """Return the condition on cases that this member of staff may read here.

    A group reads no complaint, and nothing that is about one of the staff: neither who is named
    nor that anybody is.
    """
    own = col(Case.id).not_in(select(CaseAbout.case_id).where(CaseAbout.staff_id == staff.id))
    if private and staff.role in OFFICE:
        return own
    is_other = col(Case.kind).not_in(FOR_THE_OFFICE)
    if not private:
        return and_(is_other, col(Case.id).not_in(select(CaseAbout.case_id)))
    theirs = [is_other, col(Case.owner_id) == staff.id]
    if staff.role is StaffRole.COMPANY:
        before_it = select(Complaint.id).where(col(Complaint.company_since).is_not(None))
        accounts = select(FileChange.id).where(FileChange.subject == Subject.REGISTRATION)
        theirs += [col(Case.id).in_(before_it), col(Case.id).in_(accounts)]
    return and_(own, or_(*theirs))
