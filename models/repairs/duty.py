"""Whose duty a repair is: the warranty of its home, and who outside the office has it."""

from datetime import date

from sqlmodel import Session, col, select

from models.calendar import months_after
from models.cases.tables import Case
from models.estate.calendars import sheet_rows
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.permissions import today_in
from models.repairs.messages import Elsewhere
from models.repairs.policy import ClassPolicy
from models.repairs.rules import RecordClass
from models.repairs.tables import Referral, Repair


def warranty_until(session: Session, case: Case, repair: Repair) -> date | None:
    """Return the last day of the warranty on what is broken; None where the office decides.

    The component is the trade; months are of the sheet `warranty`, or of the setting, which wins.
    Source: CLS-03, CLS-07, S-14.
    """
    home = None if case.home_id is None else session.get(Home, case.home_id)
    months = dict(policy_of(session, case.estate_id, ClassPolicy).warranty)
    if repair.trade not in months:
        rows = sheet_rows(session, case.estate_id, "warranty")
        row = next((each for each in rows if each.key == f'["{repair.trade}"]'), None)
        months |= {} if row is None else {repair.trade: int(row.values["months"])}
    if home is None or home.delivered_on is None or repair.trade not in months:
        return None
    return months_after(home.delivered_on, months[repair.trade])


def open_referral(session: Session, case_id: int) -> Referral | None:
    """Return what somebody outside the office has of this case now."""
    return session.exec(
        select(Referral).where(Referral.case_id == case_id, col(Referral.ended_at).is_(None))
    ).first()


def elsewhere_of(session: Session, case: Case, repair: Repair) -> Elsewhere:
    """Return whose duty the repair is, as its cards show it."""
    until = warranty_until(session, case, repair)
    if repair.record_class in {RecordClass.OWN, RecordClass.OVERDUE}:
        held = until and until >= today_in(session, case.estate_id, now=case.opened_at)
        return Elsewhere(repair.record_class, warranty_until=until if held else None)
    newest = session.exec(
        select(Referral).where(Referral.case_id == case.id).order_by(col(Referral.id).desc())
    ).first()
    if newest is None:
        return Elsewhere(repair.record_class, warranty_until=until)
    return Elsewhere(
        repair.record_class, newest.name, newest.promised_at, newest.received_at, until
    )
