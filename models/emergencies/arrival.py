"""Who has taken an emergency is looked after until they are there. S-10."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.due import called_off, due
from models.emergencies.messages import AreYouThereYet, HelpIsLate
from models.emergencies.moments import HelpIsAwaited
from models.emergencies.policy import EmergencyPolicy
from models.estate.settings import policy_of
from models.events import Actor
from models.people.tables import Department
from models.repairs.cards import place_of
from models.repairs.reminders import tell_technician
from models.repairs.reporting import CLIMB
from models.repairs.rules import Status
from models.repairs.tables import Repair
from models.tasks.operations import tell_office

NOT_THERE = frozenset({Status.CLAIMED, Status.ON_THE_WAY})
THEN = timedelta(hours=1)  # once everybody above has heard


def await_help(session: Session, case: Case, *, now: datetime) -> None:
    """Let the clock ask who is to go to an emergency from now on whether they are there."""
    if session.get_one(Repair, case.id).danger is None:
        return
    called_off(session, HelpIsAwaited, subject=case.id, now=now)
    if case.status not in NOT_THERE:
        return  # asked when it goes on
    minutes = policy_of(session, case.estate_id, EmergencyPolicy).arrive_minutes
    at = now + timedelta(minutes=minutes)
    due(session, HelpIsAwaited(case.id, case.rev, now), estate_id=case.estate_id, at=at)


def ask_after_help(session: Session, moment: HelpIsAwaited, *, now: datetime) -> None:
    """Ask who has it; from the second time tell who is above, rung by rung. It never ends early.

    Who said in how many minutes they arrive is asked when those are over, who agreed on a later
    visit when that begins; above it is told at once that they are not there.
    """
    case = locked(session, moment.subject)
    repair = session.get_one(Repair, case.id)
    if case.status not in NOT_THERE or repair.danger is None:
        return
    policy = policy_of(session, case.estate_id, EmergencyPolicy)
    again = replace(moment, step=moment.step + 1)
    gap = timedelta(minutes=policy.arrive_minutes) if moment.step < len(CLIMB) else THEN
    since = max(filter(None, (moment.since, repair.eta_at, repair.visit_from)))
    if since > now:
        due(session, again, estate_id=case.estate_id, at=since)
        return
    job = (case.id, case.number, repair.danger, place_of(session, case, repair))
    note(session, case, "help_awaited", actor=Actor.CLOCK, person=None, now=now)
    tell_technician(session, case, AreYouThereYet(*job, owner=case.owner_id), now=now)
    if moment.step:
        roles = CLIMB[min(moment.step, len(CLIMB)) - 1]
        message = HelpIsLate(
            *job, owner_of(session, case), since,
            owner=case.owner_id, promised=since > moment.since,
        )  # fmt: skip
        gc = Department.GC
        tell_office(session, message, case, roles, department=gc, now=now, but=case.owner_id)
    due(session, again, estate_id=case.estate_id, at=now + gap)
