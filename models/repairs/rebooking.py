"""Another time for a visit: it moves only when both sides have agreed. GEN-07, REP-09."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import ClassVar

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.moments import OfCase
from models.cases.operations import locked, move, note
from models.cases.parts import Part
from models.cases.tables import Case
from models.due import called_off, due
from models.emergencies.arrival import await_help
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.cards import place_of
from models.repairs.readers import lives_elsewhere
from models.repairs.reminders import tell_technician
from models.repairs.reporters import tell_resident
from models.repairs.rules import REPAIR_FLOW, Action, Status
from models.repairs.slots import hold_book_for, slots_with_room
from models.repairs.tables import Repair
from models.repairs.visit_messages import NewTimes, VisitConfirmed, VisitMoved, Why
from models.repairs.visit_policy import VisitPolicy
from models.repairs.visits import (
    NONE_YET,
    Visit,
    VisitTaken,
    agreed,
    keep_visit,
    waits_only_for_parts,
)
from models.repairs.working import moved, worked
from models.tasks.operations import close_kind, open_task
from models.tasks.tables import TaskKind
from models.values import frozen

OFFERED, A_DAY = 4, 2  # times to choose from in one press


@frozen
class ResidentIsSilent(OfCase):
    """Nobody was at home, and no other time has been chosen since."""

    subject: int
    visit_no: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return str(self.visit_no)


def may_rebook(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case for which this person may agree another time now. Raises NotAllowed."""
    return _permitted(session, case_id, Action.REBOOK, by, now)[0]


def rebook(
    session: Session, case_id: int, visit: Visit | None, *, by: Person, now: datetime
) -> Case:
    """Agree another time: an officer does it only with the resident on the telephone.

    Without a time that suits, an officer is to telephone. Who had the job keeps it and is told.
    Raises NotAllowed for everybody but who reported it and officers, VisitTaken.
    """
    hold_book_for(session, case_id)
    case, status, parts = _permitted(session, case_id, Action.REBOOK, by, now)
    if visit is None:
        _telephone(session, case, now=now)
        return case
    repair = session.get_one(Repair, case.id)
    times = agreed(
        session, case.estate_id, visit, trade=repair.trade, now=now, besides=case.id
    )  # fmt: skip
    keep_visit(session, case, repair, times, now=now)
    actor = Actor.RESIDENT if Part.REPORTER in parts else Actor.STAFF
    move(session, case, status, Action.REBOOK, actor=actor, person=by, now=now)
    await_help(session, case, now=now)
    called_off(session, ResidentIsSilent, subject=case.id, now=now)
    close_kind(session, case.id, TaskKind.PHONE_VISIT, now=now)
    if repair.visit_from is not None and repair.visit_until is not None:
        job = (case.id, case.number, repair.trade, place_of(session, case, repair))
        span = (repair.visit_from, repair.visit_until)
        told = VisitConfirmed(*job, owner_of(session, case), *span)
        tell_resident(session, case, told, now=now)
        tell_technician(session, case, VisitMoved(*job, *span), now=now)
    return case


def take_slot(
    session: Session, case_id: int, visit_no: int, visit: Visit, *, by: Person, now: datetime
) -> Case | None:
    """Agree one of the times that were offered; None when it is gone: newer ones are offered.

    Raises NotAllowed when another time has been agreed since, or it is not this person's to do.
    """
    hold_book_for(session, case_id)
    case = may_rebook(session, case_id, by=by, now=now)
    if session.get_one(Repair, case.id).visit_no != visit_no:
        raise NotAllowed
    try:
        with session.begin_nested():
            return rebook(session, case_id, visit, by=by, now=now)
    except VisitTaken:
        offer_times(session, locked(session, case_id), Why.PROPOSED, now=now)
        return None


def may_propose(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case for which this person may propose another time now. Raises NotAllowed."""
    return _permitted(session, case_id, Action.PROPOSE, by, now)[0]


def propose(
    session: Session, case_id: int, visit: Visit | None, *, by: Person, now: datetime
) -> Case:
    """Ask the resident whether another time suits; until they say yes the old one stands.

    Raises NotAllowed for everybody but who has the job and officers.
    """
    case = may_propose(session, case_id, by=by, now=now)
    note(session, case, Action.PROPOSE, actor=Actor.STAFF, person=by, now=now)
    if visit is None:
        _telephone(session, case, now=now)
    else:
        offer_times(session, case, Why.PROPOSED, now=now, first=(visit,))
    return case


def nobody_home(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Leave a home in which nobody was: the resident hears it kindly and chooses another time.

    Raises NotAllowed for everybody but who has the job.
    """
    case, _ = worked(session, case_id, Action.NOBODY_HOME, by, now)
    repair = session.get_one(Repair, case.id)
    keep_visit(session, case, repair, NONE_YET, now=now)
    moved(session, case, Action.NOBODY_HOME, by, now)
    offer_times(session, case, Why.NOBODY_HOME, now=now)
    wait = timedelta(days=policy_of(session, case.estate_id, VisitPolicy).resident_silent_days)
    moment = ResidentIsSilent(case.id, repair.visit_no)
    due(session, moment, estate_id=case.estate_id, at=now + wait)
    return case


def telephone_silent(session: Session, moment: ResidentIsSilent, *, now: datetime) -> None:
    """Let an officer telephone who has chosen no other time. GEN-07."""
    case = locked(session, moment.subject)
    current = session.get_one(Repair, case.id).visit_no == moment.visit_no
    if current and case.status == Status.WAITING_RESIDENT:
        _telephone(session, case, now=now)


def offer_times(
    session: Session, case: Case, why: Why, *, now: datetime, first: Sequence[Visit] = ()
) -> None:
    """Send the resident the next times with room, those of `first` before all; one press agrees.

    Who proposes a time cannot come before it: what else is offered comes after.
    """
    repair = session.get_one(Repair, case.id)
    offered = slots_with_room(session, case.estate_id, repair.trade, now=now, besides=case.id)
    found = (
        visit
        for day, spans in offered.items()
        for visit in (Visit(day, span.opens, span.closes) for span in spans[:A_DAY])
        if all((visit.day, visit.begins) > (each.day, each.begins) for each in first)
    )
    slots = (*first, *islice(found, OFFERED - len(first)))
    for_parts = waits_only_for_parts(session, case)
    times = NONE_YET if for_parts else (repair.visit_from, repair.visit_until)
    message = NewTimes(
        case.id, case.number, repair.trade, place_of(session, case, repair), repair.visit_no,
        owner_of(session, case), *times, why, slots, for_parts,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)


def _permitted(
    session: Session, case_id: int, action: Action, by: Person, now: datetime
) -> tuple[Case, Status, frozenset[Part]]:
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    if parts == {Part.REPORTER} and lives_elsewhere(session, case, by):
        raise NotAllowed  # it is not their door
    return case, REPAIR_FLOW.after(case.status, action, by=parts), parts


def _telephone(session: Session, case: Case, *, now: datetime) -> None:
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    open_task(
        session, TaskKind.PHONE_VISIT, case,
        due_at=calendar.end_of_day(now, 0), final_at=calendar.end_of_day(now, 1), now=now,
    )  # fmt: skip
