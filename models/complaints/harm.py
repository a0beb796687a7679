"""Harm that is going on is stopped first: who is on duty is called, and the call climbs."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.independence import others
from models.cases.lines import owner_of
from models.cases.operations import locked, move
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.accepting import has_harm, may
from models.complaints.clock import HarmRings
from models.complaints.ladder import next_up, rung_of, superior, tell
from models.complaints.messages import ComplaintTold, Notice, Stage
from models.complaints.rules import UNSOLVED, Action
from models.complaints.tables import Complaint
from models.complaints.telling import notice, show_card
from models.due import called_off, due
from models.emergencies.policy import EmergencyPolicy
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.people.roster import on_duty
from models.people.tables import Person, Staff, StaffRole


def ring(session: Session, moment: HarmRings, *, now: datetime) -> None:
    """Tell who has it and who is on duty at once, then each time the next rung, until it stops.

    As often as `emergency.call_minutes` says. Source: CMP-10, S-10.
    """
    case = locked(session, moment.subject)
    if case.status not in UNSOLVED or not has_harm(session, case):
        return
    told = notice(session, case, Notice.HARM)
    for staff in _nearest(session, case, moment.step, now=now):
        tell(session, case, staff, told, now=now)
        if staff.id != case.owner_id:
            show_card(session, case, staff, now=now)
    after = timedelta(minutes=policy_of(session, case.estate_id, EmergencyPolicy).call_minutes)
    due(session, HarmRings(case.id, moment.step + 1), estate_id=case.estate_id, at=now + after)


def stop(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Note that the harm is stopped; the complainant hears so, and it is handled from here on.

    Raises NotAllowed, HarmIsStopped. Source: CMP-10.
    """
    case = may(session, case_id, Action.STOP, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    complaint.stopped_at = now
    session.add(complaint)
    move(session, case, case.status, Action.STOP, actor=Actor.STAFF, person=by, now=now)
    called_off(session, HarmRings, subject=case.id, now=now)
    told = ComplaintTold(
        case.id, case.number, Stage.STOPPED, owner_of(session, case), complaint.solve_by
    )
    tell_reporters(session, case, told, now=now)
    return case


def _nearest(session: Session, case: Case, step: int, *, now: datetime) -> list[Staff]:
    """Return who has it and who is on duty; later the next one up, at last the highest again."""
    owner = session.get(Staff, case.owner_id or 0)
    if step:
        rung = rung_of(owner) + step
        above = next_up(session, case, rung=rung, besides=case.owner_id, now=now)
        found = [above or superior(session, case, now=now) or owner]
    else:
        calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
        officers = on_duty(session, case.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
        found = [owner, *others(session, case, officers)[:1]]
    return [each for each in found if each is not None]
