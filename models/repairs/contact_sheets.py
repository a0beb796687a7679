"""整改类: under warranty the developer does it, on a contact sheet that the office head signs."""

from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, col, select

from models.cases.operations import attach, locked, note
from models.cases.tables import Case, FileRole
from models.estate.settings import policy_of
from models.estate.tables import SheetRow
from models.events import Actor
from models.intents.operations import redraw, show
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import parts_in, require_staff
from models.repairs.cards import place_of
from models.repairs.classes import DutyReason
from models.repairs.duty import warranty_until
from models.repairs.policy import ClassPolicy
from models.repairs.referral_messages import ContactSheet, ContactSheetRejected, SheetToSign, Stage
from models.repairs.referrals import (
    NoSignature,
    may_refer,
    out,
    refer,
    take_back,
    tell,
    tell_writer,
    watch,
)
from models.repairs.rules import REPAIR_FLOW, Action
from models.repairs.tables import Referral, Repair
from models.repairs.working import moved
from models.tasks.operations import office_of

Sheet = TypeVar("Sheet", bound=ContactSheet)
LOOKED_AFTER = timedelta(days=2)  # the developer names no time of its own


def may_write(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, date | None]:
    """Return the case and until when it is under warranty, for who may write the sheet now."""
    case = may_refer(session, case_id, Action.TO_DEVELOPER, by=by, now=now)
    return case, warranty_until(session, case, session.get_one(Repair, case.id))


def developer_of(session: Session, estate_id: int) -> str:
    """Return what the developer is called in the workbook."""
    rows = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate_id, SheetRow.sheet == "contacts")
        .order_by(col(SheetRow.id))
    )
    named = (str(row.values["name"]) for row in rows if row.values.get("kind") == "developer")
    return next(named, "")


def to_developer(
    session: Session, case_id: int, reason: DutyReason, demands: str, *, by: Person, now: datetime
) -> Case:
    """Write the contact sheet; it goes to the head, who verifies and signs. CLS-03, CLS-07."""
    case = locked(session, case_id)
    developer = developer_of(session, case.estate_id)
    referral = Referral(
        estate_id=case.estate_id, case_id=case.id, name=developer, told=demands, reason=reason,
        written_at=now,
    )  # fmt: skip
    case = refer(session, case_id, Action.TO_DEVELOPER, referral, by=by, now=now)
    watch(session, referral, now + LOOKED_AFTER, now=now)
    head = (StaffRole.OFFICE_HEAD,)
    signer = office_of(session, case, head, department=Department.QT, now=now)
    if signer is not None:
        sheet = sheet_of(session, case, referral, SheetToSign)
        show(session, sheet, to=signer, now=now, anew=True)
    tell(session, case, Stage.WRITTEN, developer, None, now=now)
    return case


def approve(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Sign the contact sheet: the officer gets it to be handed over. Raises NotAllowed. CLS-03."""
    case, staff = _decided(session, case_id, Action.APPROVE, by, now)
    referral = out(session, case)
    referral.approved_at, referral.approved_by = now, staff.id
    session.add(referral)
    moved(session, case, Action.APPROVE, by, now)
    watch(session, referral, now + LOOKED_AFTER, now=now)
    tell_writer(session, case, referral, sheet_of(session, case, referral, ContactSheet), now=now)
    tell(session, case, Stage.WITH_DEVELOPER, referral.name, None, now=now)
    return case


def reject(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Do not sign: the repair is the office's own again, and dispatched. Raises NotAllowed."""
    case, _ = _decided(session, case_id, Action.REJECT, by, now)
    referral = out(session, case)
    head = policy_of(session, case.estate_id, ClassPolicy).head_title
    message = ContactSheetRejected(case.id, case.number, head)
    case = take_back(session, case_id, Action.REJECT, by=by, now=now)
    tell_writer(session, case, referral, message, now=now)
    return case


def received(
    session: Session, case_id: int, files: tuple[int, ...], *, by: Person, now: datetime
) -> Case:
    """Keep the developer's receipt: the signed sheet, photographed. CLS-03. Raises NoSignature."""
    case = may_refer(session, case_id, Action.RECEIVED, by=by, now=now)
    if not files:
        raise NoSignature
    referral = out(session, case)
    attach(session, case, files, FileRole.CONTACT_SHEET)
    referral.received_at = now
    session.add(referral)
    note(session, case, Action.RECEIVED, actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)
    tell(session, case, Stage.RECEIVED, referral.name, None, now=now)
    return case


def sheet_of(session: Session, case: Case, referral: Referral, kind: type[Sheet]) -> Sheet:
    """Return the contact sheet as it stands."""
    repair = session.get_one(Repair, case.id)
    writer = session.get_one(Staff, referral.written_by)
    signer = None if referral.approved_by is None else session.get(Staff, referral.approved_by)
    return kind(
        case_id=case.id, number=case.number, rev=case.rev, trade=repair.trade,
        place=place_of(session, case, repair), told=repair.told, demands=referral.told,
        reason=referral.reason or DutyReason.WARRANTY,
        warranty_until=warranty_until(session, case, repair), developer=referral.name,
        officer=writer.name, written_at=referral.written_at,
        head=policy_of(session, case.estate_id, ClassPolicy).head_title,
        approved_by=signer.name if signer else "", approved_at=referral.approved_at,
    )  # fmt: skip


def _decided(
    session: Session, case_id: int, action: Action, by: Person, now: datetime
) -> tuple[Case, Staff]:
    case = locked(session, case_id)
    REPAIR_FLOW.after(case.status, action, by=parts_in(session, case, by, now=now))
    return case, require_staff(session, by, now=now)
