"""Who is kept from a case: a member of staff whom it is about neither sees nor handles it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from models.cases.tables import Case, CaseAbout, Kind
from models.people.tables import Staff, StaffRole

# Complaints are handled by the office and, above it, the company; repairs by everybody.
NOT_FOR_COMPLAINTS = frozenset(StaffRole) - {
    *(StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.QUALITY_SUPERVISOR),
    *(StaffRole.MANAGER, StaffRole.OFFICE_HEAD, StaffRole.COMPANY),
}


def about(session: Session, case_id: int) -> frozenset[int]:
    """Return the ids of the staff whom the case is about."""
    return frozenset(
        session.exec(select(CaseAbout.staff_id).where(CaseAbout.case_id == case_id)).all()
    )


def kept_from(session: Session, case: Case, staff: Staff) -> bool:
    """Tell whether the case is not for this member of staff, whatever their role."""
    return staff.id in about(session, case.id) or (
        case.kind is Kind.COMPLAINT
        and staff.role in NOT_FOR_COMPLAINTS
        and case.owner_id != staff.id
    )


def others(session: Session, case: Case, candidates: Collection[Staff]) -> list[Staff]:
    """Return those of the candidates from whom the case is not kept, in their order."""
    return [staff for staff in candidates if not kept_from(session, case, staff)]


def readable(staff: Staff, *, private: bool) -> ColumnElement[bool]:
    """Return the condition on cases that this member of staff may read here.

    A group reads no complaint: neither who is named nor that anybody is.
    """
    own = col(Case.id).not_in(select(CaseAbout.case_id).where(CaseAbout.staff_id == staff.id))
    if private and staff.role not in NOT_FOR_COMPLAINTS:
        return own
    is_other = col(Case.kind) != Kind.COMPLAINT
    if private:
        return and_(own, or_(is_other, col(Case.owner_id) == staff.id))
    return and_(own, is_other)
