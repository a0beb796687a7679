"""The cards of a repair: for the staff group, for the resident, and for who has the job."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.lines import owner_of, place_of_home
from models.cases.operations import files_of
from models.cases.parts import Part
from models.cases.reporters import households, joined, joining
from models.cases.tables import Case, FileRole
from models.cases.words import Place, abridged, masked
from models.emergencies.rules import OF_PEOPLE
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Event
from models.followups.planning import asked_next_at, heard_last, leak_waits
from models.followups.rules import Answer, Reason
from models.household.limits import on_behalf_of
from models.intents.cards import Card
from models.intents.messages import Message
from models.people.tables import Person, Staff, StaffRole
from models.permissions import OFFICERS
from models.prepared import Rows, prepared
from models.repairs.duplicates import similar
from models.repairs.duty import elsewhere_of
from models.repairs.messages import RepairFace
from models.repairs.policy import RepairPolicy
from models.repairs.readers import elsewhere, lives_elsewhere, own_words
from models.repairs.record import sheet_of
from models.repairs.repeats import mended_before
from models.repairs.rules import (
    BEFORE_DONE,
    OF_THINGS,
    ON_CARDS,
    REPAIR_FLOW,
    STRUCK_OFF,
    Action,
    Status,
    calls,
    climbs,
)
from models.repairs.tables import Repair
from models.repairs.visits import waits_only_for_parts
from models.values import frozen

OPINION_SHOWN = 500  # characters, the newest
# With any of these who has the job has answered the resident.
ANSWERING = ("staff_said", Action.PROPOSE, Action.SET_OFF, Action.ARRIVE, Action.NEED_PARTS)
MORE = "more"  # the button behind which everything else stands


@frozen
class DispatchCard(Card):
    """In the staff group: what, where, when; who may press stands in the flow, not here."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, self.case_id)
        details = ("details",) if face.technician and face.status not in REPAIR_FLOW.closed else ()
        actions = (*offered_on(face), *details, *_tests(session, face), MORE)
        return replace(
            face, told=masked(face.told), opinion=masked(face.opinion),
            result=masked(face.result), resident="", phone="",
            actions=actions, similar=_similar(session, self.case_id), shows="dispatch",
            by_proxy=bool(_behalf(session, self.case_id)), elsewhere=face.elsewhere.for_groups(),
            is_overdue=_is_overdue(session, face),
        )  # fmt: skip


@frozen
class ResidentCard(Card):
    """In a reporter's chat: №, promise, who has it, what happens next. 0 is the first reporter."""

    case_id: int
    person_id: int = 0

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        return face_for(session, case, session.get_one(Person, self.person_id or case.reporter_id))


@frozen
class JobCard(Card):
    """In the private chat of who has the job: the sheet, with name, telephone and every word."""

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        face = face_of(session, self.case_id)
        if session.get_one(Case, self.case_id).owner_id != self.staff_id:
            return replace(face, told="", resident="", phone="", result="", shows="job_gone")
        told = abridged("\n".join((face.told, *homes_of_others(session, self.case_id))))
        actions = (*offered_on(face), *_tests(session, face), MORE)
        behalf = _behalf(session, self.case_id)
        return replace(face, told=told, behalf=behalf, actions=actions, shows="job")


@frozen
class OfficeCard(Card):
    """In a private chat: for the desk with name, telephone and what is the desk's to press.

    Who has it gets what is theirs too; a colleague of another trade sees the group's card.
    """

    case_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        as_in_group = DispatchCard(self.case_id).drawn(session)
        staff = session.get_one(Staff, self.staff_id)
        if staff.role not in OFFICERS or staff.left_on is not None:
            return as_in_group
        case, face = session.get_one(Case, self.case_id), face_of(session, self.case_id)
        parts = {Part.OFFICER, *((Part.ASSIGNEE,) if case.owner_id == staff.id else ())}
        may = REPAIR_FLOW.actions(case.status, by=parts)
        offered = (a for a in (*offered_on(face), Action.ASSIGN) if a in may)
        actions = (*offered, *_tests(session, face), MORE)
        return replace(
            face, similar=_similar(session, self.case_id), actions=actions, shows="dispatch",
            by_proxy=bool(_behalf(session, self.case_id)), is_overdue=_is_overdue(session, face),
        )  # fmt: skip


def offered_on(face: RepairFace) -> tuple[Action, ...]:
    """Return what a card of the staff offers at once."""
    without = OF_THINGS if face.of_person else frozenset()
    return tuple(each for each in ON_CARDS.get(face.status, ()) if each not in without)


def _behalf(session: Session, case_id: int) -> str:
    return on_behalf_of(session, session.get_one(Case, case_id))


def face_for(session: Session, case: Case, person: Person) -> RepairFace:
    """Return the repair as this reporter may read it now."""
    row = joining(session, case, person)
    leaves = row is not None and case.status not in STRUCK_OFF
    is_gone = row is None and case.reporter_id != person.id
    gone = case.status not in BEFORE_DONE or is_gone
    actions = (*(("leave",) if leaves else ()), *(() if gone else (MORE,)))
    face = face_of(session, case.id)
    face = replace(
        own_words(session, case, face, person),
        resident="", phone="", opinion="", actions=actions, is_overdue=_is_overdue(session, face),
        shows="resident_gone" if is_gone else "resident",
    )  # fmt: skip
    if waits_only_for_parts(session, case):
        face = replace(face, visit_from=None, visit_until=None)
    return elsewhere(face) if lives_elsewhere(session, case, person) else face


def face_at(session: Session, case: Case, home_id: int | None) -> RepairFace:
    """Return the repair as somebody may read it who is about to report the same from there."""
    face = replace(face_of(session, case.id), told="", resident="", phone="", result="")
    return face if case.home_id in {None, home_id} else elsewhere(face)


def words_of_others(session: Session, case_id: int) -> tuple[str, ...]:
    """Return what those who joined in told, for who has the job."""
    return tuple(f"+ {row.told}" for row in joined(session, case_id) if row.told)


def homes_of_others(session: Session, case_id: int) -> tuple[str, ...]:
    """Return what those who joined in told, for who has the job, and in which homes to look too."""
    mine, told = session.get_one(Case, case_id).home_id, []
    for row in joined(session, case_id):
        is_next = None not in {mine, row.home_id} and row.home_id != mine
        place = place_of_home(session, row.home_id).address if is_next else ""
        told.append(" · ".join(filter(None, (place, row.told))))
    return tuple(f"+ {each}" for each in told if each)


def face_of(session: Session, case_id: int) -> RepairFace:
    """Return the repair as it is now."""
    case = session.get_one(Case, case_id)
    repair = session.get_one(Repair, case_id)
    reporter = session.get_one(Person, case.reporter_id)
    heard = heard_last(session, case.id)
    return RepairFace(
        case_id=case.id, number=case.number, rev=case.rev, status=Status(case.status),
        level=case.level, trade=repair.trade, place=place_of(session, case, repair),
        told=abridged(repair.told), reported_at=case.opened_at, visit_from=repair.visit_from,
        visit_until=repair.visit_until, entry=repair.entry,
        claim_by=_claim_by(session, case, repair),
        photos=len(files_of(session, case.id, FileRole.REPORT)),
        technician=owner_of(session, case), result=repair.result or "",
        answer_by=answer_owed(session, case, repair),
        ask_at=asked_next_at(session, case.id), eta_at=repair.eta_at,
        sheet=sheet_of(session, repair), elsewhere=elsewhere_of(session, case, repair),
        resident=reporter.name,
        address_as=reporter.address_as, phone=reporter.phone or "",
        record_class=repair.record_class, is_late=0 < repair.late_no == repair.visit_no,
        late_cause=repair.late_cause,
        handed_over=masked(repair.handed_over or ""),
        danger=repair.danger, of_person=repair.danger in OF_PEOPLE,
        times=1 + len(mended_before(session, case, repair)),
        within_days=policy_of(session, case.estate_id, RepairPolicy).repeat_days,
        answer=heard.answer if heard else None,
        reasons=tuple(map(Reason, heard.reasons)) if heard else (),
        opinion=heard.opinion[-OPINION_SHOWN:] if heard else "",
        households=households(session, case), linked=number_of(session, repair.linked_id),
    )  # fmt: skip


def place_of(session: Session, case: Case, repair: Repair) -> Place:
    """Return where the repair is."""
    return place_of_home(session, case.home_id) if case.home_id else Place(common=repair.place)


def number_of(session: Session, case_id: int | None) -> int:
    """Return the № of the case, 0 without one."""
    return 0 if case_id is None else session.get_one(Case, case_id).number


def _similar(session: Session, case_id: int) -> tuple[int, ...]:
    return tuple(each.number for each in similar(session, session.get_one(Case, case_id)))


def technician_of(session: Session, case: Case) -> str:
    """Return the name of the technician who has the case, or nothing: an officer is none."""
    owner = None if case.owner_id is None else session.get_one(Staff, case.owner_id)
    return owner.name if owner and owner.role is StaffRole.TECHNICIAN else ""


def _tests(session: Session, face: RepairFace) -> tuple[str, ...]:
    """Return the button for the leak test, while it is awaited. Source: CB-03."""
    return (Action.TEST_LEAK.value,) if leak_waits(session, face.case_id) else ()


def _is_overdue(session: Session, face: RepairFace) -> bool:
    """Tell whether it was called again when nobody had taken it in its time. Source: S-13."""
    if face.status != Status.REPORTED or face.danger is not None:
        return False
    return _called_again(session, face.case_id, face.claim_by).first() is not None


@prepared
def _called_again(case_id: Any, since: Any) -> Rows[int]:
    called = select(Event.id).where(Event.case_id == case_id, Event.action == "call_again")
    return called.where(col(Event.at) >= since)


def answer_owed(session: Session, case: Case, repair: Repair) -> datetime | None:
    """Return by when an answer about what is partly mended was promised; None once it is here."""
    heard = heard_last(session, case.id)
    if heard is None or heard.answer is not Answer.PARTLY or heard.answered_at is None:
        return None
    if case.status != Status.CLAIMED or repair.visit_from is not None:
        return None
    answered = select(Event.id).where(
        Event.case_id == case.id,
        col(Event.action).in_(ANSWERING),
        col(Event.at) >= heard.answered_at,
    )
    given = session.exec(answered).first() is not None
    return None if given else answer_calls(session, case, heard.answered_at)[-1]


def answer_calls(session: Session, case: Case, since: datetime) -> tuple[datetime, ...]:
    """Return when an answer is called for, as a dispatch is; the last time it is due. S-13."""
    estate = session.get_one(Estate, case.estate_id)
    policy, calendar = policy_of(session, estate.id, RepairPolicy), calendar_of(session, estate)
    return (*calls(since, policy, calendar), *climbs(since, policy, calendar)[:1])


def _claim_by(session: Session, case: Case, repair: Repair) -> datetime:
    estate = session.get_one(Estate, case.estate_id)
    policy = policy_of(session, estate.id, RepairPolicy)
    since = repair.dispatched_at or case.opened_at
    return calls(since, policy, calendar_of(session, estate))[-1]
