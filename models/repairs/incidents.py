"""One fault, many reporters: they join in, are joined by an officer, and may leave again."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.messages import CasePhotos
from models.cases.operations import attach, files_of, locked, move, note
from models.cases.parts import Part
from models.cases.reporters import joined, joining, reporters_of
from models.cases.tables import Case, CaseReporter, FileRole, Kind
from models.cases.words import Words
from models.errors import DomainError, NotAllowed
from models.events import Actor
from models.files.tables import parcels
from models.intents.operations import post, private, show
from models.people.operations import homes_of
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_place, require_staff, today_in
from models.repairs.cards import JobCard, place_of
from models.repairs.duplicates import Spot, already_reported
from models.repairs.messages import RepairJoined
from models.repairs.readers import add_words
from models.repairs.reporters import show_receipt, tell_resident
from models.repairs.reporting import RepairReport, nobody_is_called, to_group
from models.repairs.rules import REPAIR_FLOW, STRUCK_OFF, Action, Status
from models.repairs.tables import Repair


class NoSuchIncident(DomainError):
    """The case that it was to belong to is no longer open, or is another fault."""

    text_key = "repairs.no_such_incident"


def join_in(session: Session, report: RepairReport, *, by: Person, now: datetime) -> Case:
    """Let the report belong to the case it repeats; no second order is made. REP-04, S-07.

    Raises NoSuchIncident when that case is not one that this report repeats now.
    """
    spot = Spot.parse(report.place)
    require_place(session, by, spot.home_id, now=now)
    open_cases = already_reported(session, report.category, spot, by=by, now=now)
    case = next((each for each in open_cases if str(each.id) == report.same), None)
    if case is None:
        raise NoSuchIncident
    case = locked(session, case.id)
    home_id = spot.home_id or _home(session, by, now)
    if case.reporter_id != by.id and joining(session, case, by) is None:
        session.add(CaseReporter(case_id=case.id, person_id=by.id, home_id=home_id, since=now))
        session.flush()
    add_words(session, case, report.told, by=by)
    note(session, case, "join_in", actor=Actor.RESIDENT, person=by, now=now)
    _tell_staff(session, case, report.told, now=now)
    return case


def may_join(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that this officer may join to another. Raises NotAllowed."""
    case = locked(session, case_id)
    require_staff(session, by, now=now)
    REPAIR_FLOW.after(case.status, Action.JOIN, by=parts_in(session, case, by, now=now))
    return case


def join(session: Session, case_id: int, lead_number: int, *, by: Person, now: datetime) -> Case:
    """Make the case part of another; its reporters are reporters of that one, and told so.

    Raises NotAllowed for everybody but officers, NoSuchIncident when the № cannot take it.
    """
    lead = _lead(session, case_id, lead_number, by=by)
    case = may_join(session, case_id, by=by, now=now)
    people = reporters_of(session, case, on=today_in(session, case.estate_id, now=now))
    _take_in(session, lead, case, now=now)
    case.owner_id, case.closed_at = None, now
    nobody_is_called(session, case, now=now)
    move(session, case, Status.JOINED, Action.JOIN, actor=Actor.STAFF, person=by, now=now)
    note(session, lead, "take_in", actor=Actor.STAFF, person=by, now=now, of=case.id)
    repair = session.get_one(Repair, case.id)
    place = place_of(session, case, repair)
    message = RepairJoined(case.id, case.number, repair.trade, place, lead.number)
    tell_resident(session, case, message, now=now)
    for person in people:
        show_receipt(session, lead, to=person, now=now, over=None)
    _tell_staff(session, lead, Words(), now=now)
    return lead


def _lead(session: Session, case_id: int, number: int, *, by: Person) -> Case:
    """Return the open repair of that №, held against others like the one that joins it."""
    wanted = select(Case.id).where(Case.estate_id == by.estate_id, Case.number == number)
    lead_id = session.exec(wanted.where(Case.kind == Kind.REPAIR)).first()
    if lead_id is None or lead_id == case_id:
        raise NoSuchIncident
    for each in sorted((case_id, lead_id)):  # always in this order, or two would wait for ever
        locked(session, each)
    lead = session.get_one(Case, lead_id)
    if lead.status in STRUCK_OFF:
        raise NoSuchIncident
    return lead


def _take_in(session: Session, lead: Case, case: Case, *, now: datetime) -> None:
    """Let the lead have the reporters of the case, each with their own words and files."""
    repair, others = session.get_one(Repair, case.id), joined(session, case.id)
    first = CaseReporter(
        case_id=case.id, person_id=case.reporter_id, home_id=case.home_id, told=repair.told,
        since=case.opened_at,
    )  # fmt: skip
    known = {lead.reporter_id, *(row.person_id for row in joined(session, lead.id))}
    for row in (*others, first):
        if row.person_id not in known:
            known.add(row.person_id)
            told = row.model_dump(include={"person_id", "home_id", "told", "since"})
            session.add(CaseReporter(case_id=lead.id, **told))
    files = tuple(row.file_id for row in files_of(session, case.id, FileRole.REPORT))
    attach(session, lead, files, FileRole.REPORT)
    repair.linked_id = lead.id
    session.add(repair)
    session.flush()


def leave(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let a reporter go, and nobody else: the case stays for the others. Raises NotAllowed.

    When the first reporter goes, the next one is the first from then on.
    """
    case = locked(session, case_id)
    if Part.REPORTER not in parts_in(session, case, by, now=now):
        raise NotAllowed
    row = joining(session, case, by)
    others = [each for each in joined(session, case.id) if each.person_id != by.id]
    if case.reporter_id == by.id:
        if not others:
            raise NotAllowed
        case.reporter_id = others[0].person_id
        session.add(case)
    if row is not None:
        session.delete(row)
    session.flush()
    note(session, case, "leave", actor=Actor.RESIDENT, person=by, now=now)
    to_group(session, case, now=now, anew=False)
    show_receipt(session, case, to=by, now=now, over=None)  # which says goodbye now
    return case


def _home(session: Session, person: Person, now: datetime) -> int | None:
    today = today_in(session, person.estate_id, now=now)
    homes = homes_of(session, person.id, on=today)
    return homes[0].id if homes else None


def _tell_staff(session: Session, case: Case, told: Words, *, now: datetime) -> None:
    """Draw the cards of the staff again, which make no sound; the residents' stay as they are."""
    to_group(session, case, now=now, anew=False)
    if case.owner_id is None:
        return
    staff = session.get_one(Staff, case.owner_id)
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        show(session, JobCard(case.id, staff.id), to=address, now=now)
        for files in parcels(session, told.media):
            post(session, CasePhotos(case.number, files), to=address, now=now)
