"""Joint complaints 联名: neighbours sign; two make it major, three reach the company."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.lines import owner_of
from models.cases.operations import locked, move
from models.cases.parts import Part
from models.cases.reporters import joined
from models.cases.tables import Case, CaseReporter
from models.complaints.accepting import may
from models.complaints.ladder import tell_roles
from models.complaints.messages import JointReport
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import COMPLAINT_FLOW, Action, Importance, joint
from models.complaints.tables import Complaint
from models.complaints.telling import show_receipt
from models.complaints.watching import raise_to_a
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.people.operations import homes_of, staff_of
from models.people.tables import Person, StaffRole
from models.permissions import today_in

PREFIX = "sign-"  # of the word behind /start in a link


class NotForSigning(DomainError):
    """The link opens nothing for this account, or any more."""

    text_key = "complaints.not_for_signing"


def link_to_sign(session: Session, case_id: int, *, by: Person, now: datetime) -> tuple[Case, str]:
    """Return the word of the link with which neighbours sign. Raises NotAllowed."""
    case = may(session, case_id, Action.TELL_FURTHER, by=by, now=now)
    return case, f"{PREFIX}{session.get_one(Complaint, case.id).sign_code}"


def to_sign(session: Session, word: str, *, by: Person, now: datetime) -> tuple[Case, Complaint]:
    """Return the complaint that the link is for, to a resident of the estate.

    Staff sign nothing, and learn nothing of it by a link. Raises NotForSigning.
    """
    code = word.removeprefix(PREFIX)
    complaint = session.exec(select(Complaint).where(Complaint.sign_code == code)).first()
    if complaint is None or complaint.estate_id != by.estate_id:
        raise NotForSigning
    case = locked(session, complaint.id)
    today = today_in(session, case.estate_id, now=now)
    is_staff = staff_of(session, by.id, on=today) is not None
    if is_staff or not homes_of(session, by.id, on=today) or case.reporter_id == by.id:
        raise NotForSigning
    try:
        COMPLAINT_FLOW.after(case.status, Action.COSIGN, by=frozenset({Part.NEIGHBOUR}))
    except NotAllowed:
        raise NotForSigning from None
    return case, complaint


def cosign(session: Session, word: str, *, by: Person, now: datetime) -> Case:
    """Sign it: from two signers on it is major, from three on the company hears in writing.

    Source: CMP-08, CMP-11, S-23. Raises NotForSigning.
    """
    case, _ = to_sign(session, word, by=by, now=now)
    if by.id in {row.person_id for row in joined(session, case.id)}:
        return case
    homes = homes_of(session, by.id, on=today_in(session, case.estate_id, now=now))
    session.add(CaseReporter(case_id=case.id, person_id=by.id, home_id=homes[0].id, since=now))
    session.flush()
    move(session, case, case.status, Action.COSIGN, actor=Actor.RESIDENT, person=by, now=now)
    show_receipt(session, case, by, now=now)
    weigh_signers(session, case, now=now)
    return case


def weigh_signers(session: Session, case: Case, *, now: datetime) -> None:
    """Make it major when enough have signed, and report it to the company. CMP-08, S-23."""
    complaint = session.get_one(Complaint, case.id)
    signers = 1 + len(joined(session, case.id))
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    major, company = joint(signers, policy)
    if major and complaint.importance is not Importance.A:
        raise_to_a(session, case, now=now)
    if company and complaint.reported_at is None:
        report_to_company(session, case, now=now)


def report_to_company(session: Session, case: Case, *, now: datetime) -> None:
    """Report it in writing to the company's complaint department, the same day. CMP-08."""
    complaint = session.get_one(Complaint, case.id)
    complaint.reported_at = now
    session.add(complaint)
    report = JointReport(
        case.id, case.number, complaint.code, 1 + len(joined(session, case.id)),
        complaint.department, complaint.category, complaint.told, complaint.wish, case.opened_at,
        complaint.solve_by, owner_of(session, case),
    )  # fmt: skip
    tell_roles(session, case, (StaffRole.COMPANY, StaffRole.OFFICE_HEAD), report, now=now)
