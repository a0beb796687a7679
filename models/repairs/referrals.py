"""Repairs that somebody outside the office has: handed out, urged by the clock, and their outcome.

The record classes CLS-03 to CLS-05 share this; what is their own stands in contact_sheets, vendors
and coordination.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlmodel import Session

from models.cases.messages import ResultFiles
from models.cases.moments import OfCase
from models.cases.operations import attach, locked, note
from models.cases.tables import Case, FileRole
from models.cases.words import Words
from models.due import called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.files.tables import parcels
from models.followups.planning import asked_next_at, newest_round, plan_follow_up
from models.followups.rules import FollowUpKind
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.roster import is_here
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import today_in
from models.repairs.cards import place_of
from models.repairs.duty import open_referral
from models.repairs.policy import ClassPolicy, RepairPolicy
from models.repairs.referral_messages import OutcomeTold, ReferralIsLate, ReferralTold, Stage
from models.repairs.reporters import tell_resident
from models.repairs.reporting import dispatch, nobody_is_called
from models.repairs.rules import Action, RecordClass, Status, calls
from models.repairs.tables import Referral, Repair
from models.repairs.working import moved, worked
from models.tasks.operations import tell_office
from models.values import frozen

DESK = (StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.MANAGER)
CLASSES = {
    Action.TO_DEVELOPER: RecordClass.WARRANTY,
    Action.TO_VENDOR: RecordClass.VENDOR,
    Action.COORDINATE: RecordClass.COORDINATION,
}


class NoSignature(DomainError):
    """The developer's receipt and the work it confirms need the signed sheet."""

    text_key = "referrals.already_unsigned"


@frozen
class ReferralIsDue(OfCase):
    """It is time to look after what somebody outside has, for the `step`-th time."""

    subject: int
    step: int
    rings: ClassVar[str] = "repairs"
    about = Referral

    def identity(self) -> str:
        return str(self.step)


def may_refer(session: Session, case_id: int, action: Action, *, by: Person, now: datetime) -> Case:
    """Return the case with which this person may do that now. Raises NotAllowed."""
    return worked(session, case_id, action, by, now)[0]


def refer(
    session: Session, case_id: int, action: Action, referral: Referral, *, by: Person, now: datetime
) -> Case:
    """Let somebody outside have the repair: nobody of ours is called for it any more."""
    case, staff = worked(session, case_id, action, by, now)
    repair = session.get_one(Repair, case.id)
    case.owner_id, repair.record_class = None, CLASSES[action]
    referral.written_by, referral.record_class = staff.id, CLASSES[action]
    session.add_all((case, repair, referral))
    session.flush()
    moved(session, case, action, by, now)
    nobody_is_called(session, case, now=now)
    return case


def out(session: Session, case: Case) -> Referral:
    """Return what somebody outside has of this case. Raises NotAllowed when it is ours."""
    referral = open_referral(session, case.id)
    if referral is None:
        raise NotAllowed
    return referral


def watch(session: Session, referral: Referral, at: datetime, *, now: datetime) -> None:
    """Enter in the book when an officer is to look after it; an earlier entry is called off."""
    called_off(session, ReferralIsDue, subject=referral.id, now=now)
    referral.urged += 1
    session.add(referral)
    due(session, ReferralIsDue(referral.id, referral.urged), estate_id=referral.estate_id, at=at)


def outcome(session: Session, case_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Write down what came of it: the resident is told and asked about it. CLS-03 to CLS-05, CB-12.

    A developer's work is done when the sheet is back with the signature that confirms it:
    raises NoSignature without a photograph of it.
    """
    case, _ = worked(session, case_id, Action.OUTCOME, by, now)
    referral = out(session, case)
    signed = referral.record_class is RecordClass.WARRANTY
    if signed and not told.media:
        raise NoSignature
    repair = session.get_one(Repair, case.id)
    repair.done_at, repair.result = now, told.text
    session.add(repair)
    attach(session, case, told.media, FileRole.CONTACT_SHEET if signed else FileRole.RESULT)
    _end(session, referral, told.text, now=now)
    plan_follow_up(session, case, done_at=now)
    moved(session, case, Action.OUTCOME, by, now)
    asks = newest_round(session, case.id)[0]
    in_reply = asks.id if asks.kind is FollowUpKind.PUBLIC else None
    message = OutcomeTold(
        case.id, case.number, repair.trade, place_of(session, case, repair),
        referral.name, told.text, asked_next_at(session, case.id), in_reply,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)
    for files in () if signed else parcels(session, told.media):
        tell_resident(session, case, ResultFiles(case.number, files), now=now)
    return case


def take_back(session: Session, case_id: int, action: Action, *, by: Person, now: datetime) -> Case:
    """Let the repair be the office's own again: the group is called as for a new one. CLS-01."""
    case, _ = worked(session, case_id, action, by, now)
    _end(session, out(session, case), None, now=now)
    repair = session.get_one(Repair, case.id)
    repair.record_class = RecordClass.OWN
    session.add(repair)
    moved(session, case, action, by, now)
    dispatch(session, case, now=now, again=True)
    estate = session.get_one(Estate, case.estate_id)
    policy = policy_of(session, estate.id, RepairPolicy)
    until = calls(now, policy, calendar_of(session, estate))[-1]
    tell(session, case, Stage.TAKEN_BACK, "", until, now=now)
    return case


def look_after(session: Session, moment: ReferralIsDue, *, now: datetime) -> None:
    """Tell the officer who wrote it that there is no outcome yet, and again each day.

    Talks are asked after every `coordination.min_days`. Source: CLS-03, CLS-04, CLS-05, S-16.
    """
    referral = session.get_one(Referral, moment.subject)
    if referral.ended_at is not None:
        return
    case = locked(session, referral.case_id)
    talks = referral.record_class is RecordClass.COORDINATION
    message = ReferralIsLate(  # to a group where nobody can be reached: it never says with whom
        case.id, case.number, case.rev, referral.record_class, Status(case.status),
        "" if talks else referral.name, referral.promised_at, referral.urged,
    )  # fmt: skip
    note(session, case, "look_after", actor=Actor.CLOCK, person=None, now=now)
    tell_writer(session, case, referral, message, now=now)
    days = 1
    if talks:
        days = policy_of(session, case.estate_id, ClassPolicy).coordination_days
    watch(session, referral, now + timedelta(days=days), now=now)


def tell_writer(
    session: Session, case: Case, referral: Referral, message: Message, *, now: datetime
) -> None:
    """Post to the officer who wrote the referral, while they are here; else to the desk."""
    staff = session.get_one(Staff, referral.written_by)
    person = session.get_one(Person, staff.person_id)
    address = private(person)
    here = is_here(staff, today_in(session, case.estate_id, now=now))
    if address is not None and here and person.unreachable_since is None:
        post(session, message, to=address, now=now)
    else:
        tell_office(session, message, case, DESK, department=Department.KF, now=now)


def tell(
    session: Session, case: Case, stage: Stage, name: str, until: datetime | None, *, now: datetime
) -> None:
    """Tell the resident who has it now, and by when they hear more. Source: GEN-02."""
    repair = session.get_one(Repair, case.id)
    message = ReferralTold(
        case.id, case.number, repair.trade, place_of(session, case, repair), stage, name, until,
        policy_of(session, case.estate_id, ClassPolicy).head_title,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)


def _end(session: Session, referral: Referral, told: str | None, *, now: datetime) -> None:
    referral.ended_at, referral.outcome = now, told
    session.add(referral)
    called_off(session, ReferralIsDue, subject=referral.id, now=now)
