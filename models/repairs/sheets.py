"""The sheet of a repair: parts, the resident's signature, its way back to the desk."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.lines import owner_of
from models.cases.operations import attach, locked, note
from models.cases.tables import Case, FileRole
from models.due import due
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.intents.messages import Message
from models.intents.operations import post, private, redraw
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import OFFICERS, parts_in, require_staff
from models.repairs.cards import place_of
from models.repairs.classes import MINUTES_AWAY, ORDERS
from models.repairs.in_danger import of_things
from models.repairs.policy import SheetPolicy
from models.repairs.reckoning import parts_told
from models.repairs.record import ResultIsMissing, SheetsAreOut, sheet_of
from models.repairs.reporters import tell_resident
from models.repairs.rules import REPAIR_FLOW, TAKEN, Action, Status
from models.repairs.sheet_messages import (
    PartsFitted,
    ResultNotEntered,
    SheetsOut,
    TechnicianEta,
)
from models.repairs.tables import FittedPart, Repair
from models.repairs.working import worked
from models.tasks.operations import tell_office

DESK = (StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.MANAGER)


class AlreadySigned(DomainError):
    """The sheet has its signature."""

    text_key = "sheets.already_signed"


class AlreadyReturned(DomainError):
    """The sheet is back."""

    text_key = "sheets.already_returned"


class NothingTold(DomainError):
    """There was nothing to keep."""

    text_key = "sheets.already_empty"


def say_eta(session: Session, case_id: int, minutes: int, *, by: Person, now: datetime) -> Case:
    """Tell the resident in how many minutes the technician is there. Source: ETQ-06."""
    case, staff = worked(session, case_id, Action.ETA, by, now)
    if minutes not in MINUTES_AWAY:
        raise NotAllowed
    repair = session.get_one(Repair, case.id)
    repair.eta_at = now + timedelta(minutes=minutes)
    _keep(session, case, repair, Action.ETA, by, now=now)
    place = place_of(session, case, repair)
    message = TechnicianEta(
        case.id, case.number, repair.trade, place, staff.name, minutes, repair.eta_at
    )
    tell_resident(session, case, message, now=now)
    return case


def may_keep(session: Session, case_id: int, action: Action, *, by: Person, now: datetime) -> Case:
    """Return the case to whose sheet this person may do that now. Raises NotAllowed."""
    return worked(session, case_id, action, by, now)[0]


def add_parts(session: Session, case_id: int, told: str, *, by: Person, now: datetime) -> Case:
    """Put parts on the sheet: item, specification, model. What was signed before is signed anew.

    No resident signs for a common part, so none is asked to.
    Source: REP-12. Raises NothingTold.
    """
    case, _ = worked(session, case_id, Action.ADD_PARTS, by, now)
    parts = parts_told(told)
    if not parts:
        raise NothingTold
    for item, specification, model in parts:
        session.add(
            FittedPart(
                estate_id=case.estate_id, case_id=case.id, item=item,
                specification=specification, model=model,
            )
        )  # fmt: skip
    repair = session.get_one(Repair, case.id)
    repair.signed_at = None
    _keep(session, case, repair, Action.ADD_PARTS, by, now=now)
    if not ORDERS[repair.order_kind].signed:
        return case
    place, fitted = place_of(session, case, repair), sheet_of(session, repair).parts
    message = PartsFitted(case.id, case.number, repair.trade, place, fitted)
    tell_resident(session, case, message, now=now)
    return case


def sign(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the resident confirm the sheet as it stands; the case stays where it is. REP-12.

    Raises NotAllowed for everybody but who reported, and for a public order; AlreadySigned.
    """
    case = locked(session, case_id)
    REPAIR_FLOW.after(case.status, Action.SIGN, by=parts_in(session, case, by, now=now))
    repair = session.get_one(Repair, case.id)
    if not ORDERS[repair.order_kind].signed:
        raise NotAllowed
    if repair.signed_at is not None:
        raise AlreadySigned
    repair.signed_at = now
    _keep(session, case, repair, Action.SIGN, by, now=now, actor=Actor.RESIDENT)
    return case


def keep_sheet_photo(
    session: Session, case_id: int, files: tuple[int, ...], *, by: Person, now: datetime
) -> Case:
    """Keep photographs of the sheet signed on paper: that is a signature too. REP-12.

    Raises NothingTold without a file.
    """
    case, _ = worked(session, case_id, Action.SHEET_PHOTO, by, now)
    if not files:
        raise NothingTold
    attach(session, case, files, FileRole.SHEET)
    repair = session.get_one(Repair, case.id)
    repair.signed_at = repair.signed_at or now
    _keep(session, case, repair, Action.SHEET_PHOTO, by, now=now)
    return case


def return_sheet(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Note when the sheet came back; a result that is missing is to follow in two hours.

    Source: REP-13, REP-14, S-08. Raises AlreadyReturned.
    """
    case, _ = worked(session, case_id, Action.RETURN_SHEET, by, now)
    repair = session.get_one(Repair, case.id)
    if repair.returned_at is not None:
        raise AlreadyReturned
    repair.returned_at = now
    _keep(session, case, repair, Action.RETURN_SHEET, by, now=now)
    if case.status in TAKEN:
        within = timedelta(hours=policy_of(session, case.estate_id, SheetPolicy).case_hours)
        due(session, ResultIsMissing(case.id), estate_id=case.estate_id, at=now + within)
    return case


def return_sheets(session: Session, staff_id: int, *, by: Person, now: datetime) -> list[int]:
    """Note that everything somebody had out is back; return the numbers.

    For that person and for officers. Raises NotAllowed, AlreadyReturned when nothing is out.
    """
    staff = require_staff(session, by, now=now)
    owner = session.get(Staff, staff_id)
    if owner is None or owner.estate_id != staff.estate_id:
        raise NotAllowed
    if staff.id != staff_id and staff.role not in OFFICERS:
        raise NotAllowed
    cases = sheets_out(session, staff_id)
    if not cases:
        raise AlreadyReturned
    return [return_sheet(session, case.id, by=by, now=now).number for case in cases]


def sheets_out(session: Session, staff_id: int) -> list[Case]:
    """Return the finished cases whose sheets this member of staff has not brought back."""
    return list(
        session.exec(
            select(Case)
            .join(Repair, col(Repair.id) == col(Case.id))
            .where(
                Case.owner_id == staff_id,
                col(Case.status).in_((Status.DONE, Status.CLOSED)),
                col(Repair.returned_at).is_(None),
                of_things(),
            )
            .order_by(col(Case.number))
        )
    )


def call_sheets_in(session: Session, moment: SheetsAreOut, *, now: datetime) -> None:
    """Remind who has sheets out, before the shift ends; at its end tell an officer. REP-13."""
    cases = sheets_out(session, moment.subject)
    if not cases:
        return
    owner = session.get_one(Staff, moment.subject)
    numbers = tuple(case.number for case in cases)
    message = SheetsOut(owner.id, owner.name, numbers, for_officer=bool(moment.step))
    for case in cases:
        note(session, case, "call_sheet_in", actor=Actor.CLOCK, person=None, now=now)
    if moment.step:
        tell_office(session, message, cases[0], DESK, department=Department.KF, now=now)
    else:
        _tell(session, owner, message, now=now)


def ask_for_result(session: Session, moment: ResultIsMissing, *, now: datetime) -> None:
    """Tell an officer and who has the job that the result is still not entered. REP-14."""
    case = locked(session, moment.subject)
    repair = session.get_one(Repair, case.id)
    if case.status not in TAKEN or repair.returned_at is None:
        return
    message = ResultNotEntered(
        case.id, case.number, owner_of(session, case), repair.returned_at, for_officer=True
    )
    note(session, case, "ask_for_result", actor=Actor.CLOCK, person=None, now=now)
    tell_office(session, message, case, DESK, department=Department.KF, now=now)
    if case.owner_id is not None:
        owner = session.get_one(Staff, case.owner_id)
        _tell(session, owner, replace(message, for_officer=False), now=now)


def _tell(session: Session, staff: Staff, message: Message, *, now: datetime) -> None:
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        post(session, message, to=address, now=now)


def _keep(
    session: Session,
    case: Case,
    repair: Repair,
    action: Action,
    by: Person,
    *,
    now: datetime,
    actor: Actor = Actor.STAFF,
) -> None:
    session.add(repair)
    note(session, case, action, actor=actor, person=by, now=now)
    redraw(session, case.id, now=now)
