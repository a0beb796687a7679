"""Residents ask for a change of their file; what proves it is kept, what is missing is named."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked, move, open_case
from models.cases.tables import Case, Kind
from models.due import called_off, due
from models.dunning.watching import home_stirs
from models.dunning.words import Stir
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.events import Actor
from models.owners.clock import ChangeHolds, ChangeLapses, ChangeWaits
from models.owners.effects import refuse_taken
from models.owners.messages import Notice
from models.owners.policy import OwnersPolicy
from models.owners.rules import (
    ASKED_BY_RESIDENTS,
    CLOSED,
    NEEDS,
    OF_THE_HOME,
    WITH_A_TENANCY,
    Action,
    Status,
    Subject,
    flow_for,
    open_until,
)
from models.owners.tables import FileChange
from models.owners.telling import keeper_for, notify, show_office, tell_in_writing
from models.owners.tenancies import falls_back, require_tenancy, stays_until
from models.papers.checking import take_in
from models.papers.operations import keep_until, missing
from models.papers.words import PaperKind
from models.parking.applying import owns
from models.people.roster import is_present
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_place, today_in
from models.values import frozen


class AlreadyAsked(DomainError):
    """The same change of the same home is under way: nothing is asked twice."""

    text_key = "owners.already_asked"


class OwnersAsk(DomainError):
    """Only an owner of the home asks for such a change."""

    text_key = "owners.owners_ask"


@frozen
class Wished:
    """What is to change, into what, and which proofs came along, by the ids of their files."""

    home_id: int
    subject: Subject
    proposed: str
    contact: str = ""
    lasts_until: date | None = None
    vehicle_id: int | None = None
    papers: Mapping[PaperKind, tuple[int, ...]] = field(default_factory=dict)


def ask_change(session: Session, wish: Wished, *, by: Person, now: datetime) -> Case:
    """Take in a request: №, and whether the proofs are here. The file stays as it is. OWN-06.

    Raises NotAllowed for another home, OwnersAsk, AlreadyAsked, NotFree, DayNotPossible, MovesOut.
    """
    require_place(session, by, wish.home_id, now=now)
    if wish.subject not in ASKED_BY_RESIDENTS:
        raise NotAllowed
    if NEEDS[wish.subject].by_owner and not owns(session, by, wish.home_id, now=now):
        raise OwnersAsk(subject=wish.subject)
    _refuse_twice(session, wish, by)
    case = open_case(
        session, kind=Kind.FILE_CHANGE, status=Status.PROOFS, reporter=by, home_id=wish.home_id,
        now=now,
    )  # fmt: skip
    change = FileChange(
        id=case.id, estate_id=case.estate_id, home_id=wish.home_id, person_id=by.id,
        subject=wish.subject, vehicle_id=wish.vehicle_id, proposed=wish.proposed,
        contact=wish.contact, lasts_until=wish.lasts_until,
    )  # fmt: skip
    if wish.subject in WITH_A_TENANCY:
        require_tenancy(session, change, now=now)
    refuse_taken(session, change)
    session.add(change)
    session.flush()
    take_in(session, case, wish.papers, by=by, now=now)
    go_on(session, case, by=by, now=now)
    if wish.subject in OF_THE_HOME:
        home_stirs(session, wish.home_id, Stir.FILE, now=now)
    return case


def send_proofs(
    session: Session, case_id: int, papers: Mapping[PaperKind, tuple[int, ...]],
    *, by: Person, now: datetime,
) -> Case:  # fmt: skip
    """Add what was missing; when everything is here an officer has it. Raises NotAllowed."""
    case, status = may(session, case_id, Action.SEND_PROOF, by=by, now=now)
    take_in(session, case, papers, by=by, now=now)
    moved(session, case, status, Action.SEND_PROOF, by=by, now=now)
    if status is Status.PROOFS:
        go_on(session, case, by=by, now=now)
    return case


def withdraw(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because it is not wanted any more; who has it hears so. Raises NotAllowed."""
    case, status = may(session, case_id, Action.WITHDRAW, by=by, now=now)
    end(session, case, status, Action.WITHDRAW, actor=Actor.RESIDENT, by=by, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.WITHDRAWN, now=now)
    return case


def go_on(session: Session, case: Case, *, by: Person, now: datetime) -> None:
    """Name what is missing and keep it open for that; else an officer is to see the originals."""
    change = session.get_one(FileChange, case.id)
    called_off(session, ChangeLapses, subject=case.id, now=now)
    if not missing(session, case, NEEDS[change.subject].proofs):
        parts = parts_in(session, case, by, now=now)
        status = flow_for(change.subject).after(case.status, Action.COMPLETE, by=parts)
        moved(session, case, status, Action.COMPLETE, by=by, now=now)
        give(session, case, session.get(Staff, case.owner_id or 0), now=now)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    until = open_until(now, policy_of(session, case.estate_id, OwnersPolicy), calendar)
    change.open_until = until
    session.add(change)
    if case.status == Status.ORIGINALS:
        stays_until(session, change, until, now=now)
    lapses = ChangeLapses(case.id, until.isoformat(), case.rev)
    due(session, lapses, estate_id=case.estate_id, at=until)


def give(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Let this officer have it while they are here, else who is on duty; in private. SEC-02."""
    if staff is None or not is_present(session, staff, now=now):
        home = session.get(Home, case.home_id or 0)
        staff = keeper_for(session, home, case.estate_id, now=now)
    case.owner_id = None if staff is None else staff.id
    session.add(case)
    session.flush()
    show_office(session, case, staff, now=now)


def end(
    session: Session, case: Case, status: Status, action: Action,
    *, actor: Actor, by: Person | None, now: datetime, **facts: str,
) -> None:  # fmt: skip
    """Close it: nothing rings any more, its copies are kept no longer than they must.

    Who was told in writing from when it holds is told that it does not.
    """
    change = session.get_one(FileChange, case.id)
    if status is not Status.IN_EFFECT:
        falls_back(session, change, now=now)
        if change.holds_from is not None:
            tell_in_writing(session, case, change, change.holds_from, is_off=True, now=now)
    for moment in (ChangeLapses, ChangeWaits, ChangeHolds):
        called_off(session, moment, subject=case.id, now=now)
    case.closed_at = now
    move(session, case, status, action, actor=actor, person=by, now=now, **facts)
    keep_until(session, case, today_in(session, case.estate_id, now=now))


def may(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the change that this person may do this to, and where it leads.

    Raises NotAllowed, for a case of another kind too.
    """
    case = locked(session, case_id)
    if case.kind is not Kind.FILE_CHANGE:
        raise NotAllowed
    flow = flow_for(session.get_one(FileChange, case.id).subject)
    return case, flow.after(case.status, action, by=parts_in(session, case, by, now=now))


def moved(
    session: Session, case: Case, status: Status, action: Action,
    *, by: Person, now: datetime, **facts: str,
) -> None:  # fmt: skip
    """Put it into that status by its resident's own act."""
    move(session, case, status, action, actor=Actor.RESIDENT, person=by, now=now, **facts)


def _refuse_twice(session: Session, wish: Wished, by: Person) -> None:
    known = session.exec(
        select(Case.number)
        .join(FileChange, col(FileChange.id) == col(Case.id))
        .where(
            Case.estate_id == by.estate_id, Case.reporter_id == by.id,
            FileChange.home_id == wish.home_id, FileChange.subject == wish.subject,
            col(Case.status).not_in(CLOSED),
        )
    ).first()  # fmt: skip
    if known is not None:
        raise AlreadyAsked(number=known, subject=wish.subject)
