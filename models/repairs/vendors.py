"""其他类: a vendor's own product is its duty; it is urged by its own stated time."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.operations import locked, note
from models.cases.tables import Case
from models.estate.tables import SheetRow
from models.events import Actor
from models.intents.operations import redraw
from models.people.tables import Person, Trade
from models.repairs.referral_messages import Stage
from models.repairs.referrals import may_refer, out, refer, tell, watch
from models.repairs.rules import Action
from models.repairs.tables import Referral

WITHOUT_A_TIME = timedelta(days=1)  # a vendor that named none is asked again


def vendors(session: Session, estate_id: int, trade: Trade) -> list[tuple[str, str, str]]:
    """Return key, name and telephone of each vendor; those of the trade come first. CLS-04."""
    rows = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate_id, SheetRow.sheet == "contacts")
        .order_by(col(SheetRow.id))
    ).all()
    listed = [row for row in rows if row.values.get("kind") == "vendor"]
    listed.sort(key=lambda row: row.values.get("trade") != trade)
    return [(f"row-{r.id}", str(r.values["name"]), r.values.get("phone") or "") for r in listed]


def to_vendor(
    session: Session,
    case_id: int,
    name: str,
    promised: datetime | None,
    *,
    by: Person,
    now: datetime,
) -> Case:
    """Leave the repair to the vendor of this name, with the time it has stated itself. CLS-04.

    Raises NotAllowed.
    """
    case = locked(session, case_id)
    referral = Referral(
        estate_id=case.estate_id, case_id=case.id, name=name, promised_at=promised, written_at=now
    )
    case = refer(session, case_id, Action.TO_VENDOR, referral, by=by, now=now)
    watch(session, referral, promised or now + WITHOUT_A_TIME, now=now)
    tell(session, case, Stage.WITH_VENDOR, referral.name, promised, now=now)
    return case


def urge_vendor(
    session: Session, case_id: int, promised: datetime | None, *, by: Person, now: datetime
) -> Case:
    """Note that the vendor was urged, and the new time it states; the resident hears it. CLS-04."""
    case = may_refer(session, case_id, Action.URGE_VENDOR, by=by, now=now)
    referral = out(session, case)
    referral.promised_at = promised
    watch(session, referral, promised or now + WITHOUT_A_TIME, now=now)
    note(session, case, Action.URGE_VENDOR, actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)
    tell(session, case, Stage.URGED, referral.name, promised, now=now)
    return case
