"""A repair that becomes something else, and what turns out to be a repair. S-52."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import Carried, Turning
from models.cases.reporters import reporters_of
from models.cases.tables import Case
from models.conversions.limits import may_leave
from models.due import called_off
from models.errors import NotAllowed
from models.followups.operations import let_go
from models.people.tables import Trade
from models.permissions import today_in
from models.repairs.cards import (
    DispatchCard,
    JobCard,
    OfficeCard,
    ResidentCard,
    face_of,
    words_of_others,
)
from models.repairs.classes import order_for
from models.repairs.faults import FaultCard
from models.repairs.owed import RestIsOwed
from models.repairs.reporters import show_receipt
from models.repairs.reporting import ClaimIsLate, dispatch
from models.repairs.rules import REPAIR_FLOW, CommonPart, RecordClass
from models.repairs.tables import Repair
from models.repairs.visits import NONE_YET, keep_visit
from models.wishes.urging import UrgeIsLate


def may_become_another(session: Session, case: Case) -> bool:
    """Tell whether it may be converted; never an emergency, which is somebody's at once."""
    return session.get_one(Repair, case.id).danger is None and may_leave(session, case)


def leave(session: Session, case: Case, *, now: datetime) -> Carried:
    """Give its visit free, and let no dispatch ring for it any more."""
    repair = session.get_one(Repair, case.id)
    told = "\n".join((repair.told, *words_of_others(session, case.id)))
    keep_visit(session, case, repair, NONE_YET, now=now)
    repair.record_class = RecordClass.OWN
    called_off(session, ClaimIsLate, RestIsOwed, UrgeIsLate, subject=case.id, now=now)
    let_go(session, case.id, now=now)
    return Carried(told, repair.place)


def enter(session: Session, case: Case, carried: Carried, sort: str, *, now: datetime) -> datetime:
    """Dispatch it as a repair of this trade; return by when somebody takes it. REP-06.

    Raises NotAllowed without a place.
    """
    if case.home_id is None and carried.common not in set(CommonPart):
        raise NotAllowed
    repair = session.get(Repair, case.id) or Repair(
        id=case.id, trade=Trade(sort), told="", order_kind=order_for(is_common=case.home_id is None)
    )
    repair.trade, repair.told = Trade(sort), carried.told
    repair.place = "" if case.home_id else carried.common
    session.add(repair)
    session.flush()
    dispatch(session, case, now=now, again=True)
    for person in reporters_of(session, case, on=today_in(session, case.estate_id, now=now)):
        show_receipt(session, case, to=person, now=now, over=None)
    return face_of(session, case.id).claim_by


TURNING = Turning(
    flow=REPAIR_FLOW,
    may_leave=may_become_another,
    leave=leave,
    enter=enter,
    cards=(DispatchCard, OfficeCard, ResidentCard, JobCard, FaultCard),
    sorts=tuple(Trade),
)
