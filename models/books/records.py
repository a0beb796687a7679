"""The books of complaints: 投诉登记表, the register, and 投诉处理记录表, the handling record."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.books.counting import about_any
from models.books.rules import Month
from models.cases.lines import owner_of
from models.cases.lists import reasons
from models.cases.reporters import joined
from models.cases.tables import Case, CaseAbout, Kind
from models.cases.words import Place
from models.complaints.cards import place_of
from models.complaints.rules import UNSOLVED
from models.complaints.tables import Complaint, Settlement
from models.complaints.words import Fault, Importance, Status
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.followups.policy import Channel
from models.followups.rules import Answer, FollowUpKind
from models.followups.tables import FollowUp
from models.people.tables import Department, Person, Staff
from models.values import frozen


@frozen
class RegisterLine:
    """A complaint as one line of the register."""

    case_id: int
    number: int
    code: str
    department: Department
    category: str
    status: Status
    opened_at: datetime
    solve_by: datetime
    owner: str
    late: bool


@frozen
class Complainant:
    """Who complained: nothing is known of who wishes to stay unnamed. SEC-01."""

    name: str = ""
    address_as: str = "none"
    address: str = ""
    phone: str = ""
    unnamed: bool = False


@frozen
class Step:
    """A stage of the handling, with its time."""

    at: datetime
    action: str
    name: str = ""


@frozen
class Reply:
    """A question after the result, and what was answered; silence has no answer."""

    kind: FollowUpKind
    asked_at: datetime | None
    answer: Answer | None
    answered_at: datetime | None
    channel: Channel | None


@frozen
class Record:
    """Both books of one complaint: the fields of the manuals' forms."""

    case_id: int
    number: int
    code: str
    importance: Importance
    department: Department
    category: str
    status: Status
    complainant: Complainant
    signers: int
    opened_at: datetime
    place: Place
    told: str
    against: str
    named: tuple[str, ...]
    wish: str
    answer_by: datetime
    solve_by: datetime
    owner: str
    valid: bool | None
    cause: str
    fault: Fault | None
    plan: str
    promised: tuple[int, ...]  # what was settled, in fen
    handed_to: str
    result: str
    explanation: str
    steps: tuple[Step, ...]
    replies: tuple[Reply, ...]


def register_of(
    session: Session, estate_id: int, month: Month, *, readers: Collection[Staff], now: datetime
) -> list[RegisterLine]:
    """Return the complaints of a month that these readers may know, oldest first. CMP-06."""
    return [
        RegisterLine(
            case.id, case.number, complaint.code, complaint.department, complaint.category,
            Status(case.status), case.opened_at, complaint.solve_by, owner_of(session, case),
            case.status in UNSOLVED and complaint.solve_by < now,
        )
        for case, complaint in complaints_of(session, estate_id, month, readers=readers)
    ]  # fmt: skip


def complaints_of(
    session: Session, estate_id: int, month: Month, *, readers: Collection[Staff]
) -> list[tuple[Case, Complaint]]:
    """Return the complaints of a month that are about none of the readers, oldest first."""
    since, until = month.span(calendar_of(session, session.get_one(Estate, estate_id)))
    wanted = (
        select(Case, Complaint)
        .join(Complaint, col(Complaint.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id, Case.kind == Kind.COMPLAINT,
            Case.opened_at >= since, Case.opened_at < until,
        )
        .order_by(col(Case.id))
    )  # fmt: skip
    hidden = about_any(session, readers)
    return [(case, each) for case, each in session.exec(wanted) if case.id not in hidden]


def record_of(session: Session, case: Case) -> Record:
    """Return both books of the complaint. CMP-14."""
    complaint = session.get_one(Complaint, case.id)
    return Record(
        case_id=case.id, number=case.number, code=complaint.code,
        importance=complaint.importance, department=complaint.department,
        category=complaint.category, status=Status(case.status),
        complainant=complainant_of(session, case), signers=1 + len(joined(session, case.id)),
        opened_at=case.opened_at, place=place_of(session, case, complaint),
        told=complaint.told, against=complaint.against, named=_named(session, case),
        wish=complaint.wish, answer_by=complaint.answer_by, solve_by=complaint.solve_by,
        owner=owner_of(session, case), valid=complaint.valid, cause=complaint.cause,
        fault=complaint.fault, plan=complaint.plan, promised=_promised(session, case),
        handed_to=complaint.handed_to, result=complaint.result,
        explanation=complaint.explanation,
        steps=steps_of(session, case), replies=replies_of(session, case),
    )  # fmt: skip


def complainant_of(session: Session, case: Case) -> Complainant:
    """Return the reporter of a case of any kind as the books may name them."""
    if case.unnamed:
        return Complainant(unnamed=True)
    person = session.get_one(Person, case.reporter_id)
    home = session.get(Home, case.home_id or 0)
    address = home.address if home else ""
    return Complainant(person.name, person.address_as, address, person.phone or "")


def steps_of(session: Session, case: Case) -> tuple[Step, ...]:
    """Return each stage after the intake with its time; who did it, of the staff."""
    lines = reasons(session, case, named=True, to_office=False)
    return tuple(Step(line["at"], line["action"], line["name"]) for line in lines[1:])


def replies_of(session: Session, case: Case) -> tuple[Reply, ...]:
    """Return what was asked after the result, in the order it was planned."""
    wanted = select(FollowUp).where(FollowUp.case_id == case.id).order_by(col(FollowUp.id))
    return tuple(
        Reply(row.kind, row.asked_at, row.answer, row.answered_at, row.channel)
        for row in session.exec(wanted)
    )


def _named(session: Session, case: Case) -> tuple[str, ...]:
    wanted = (
        select(Staff.name)
        .join(CaseAbout, col(CaseAbout.staff_id) == col(Staff.id))
        .where(CaseAbout.case_id == case.id)
        .order_by(col(Staff.id))
    )
    return tuple(session.exec(wanted))


def _promised(session: Session, case: Case) -> tuple[int, ...]:
    rows: Sequence[int] = session.exec(
        select(Settlement.amount)
        .where(Settlement.case_id == case.id, col(Settlement.approved).is_(True))
        .order_by(col(Settlement.id))
    ).all()
    return tuple(rows)
