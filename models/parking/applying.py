"""Residents apply for a space: what they show is kept, what is missing is named."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked, move, open_case
from models.cases.tables import Case, Kind
from models.due import called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.flow import Flow
from models.household.limits import require_matter
from models.household.rules import Matter
from models.papers.checking import take_in
from models.papers.operations import keep_until, missing
from models.papers.words import PaperKind
from models.parking.clock import ApplicationLapses, FormalityIsLate, PapersWait
from models.parking.ledger import free_spaces, hold, let_go
from models.parking.messages import Notice, Stage
from models.parking.openings import enter_draw, opening_ahead
from models.parking.policy import ParkingPolicy
from models.parking.rules import (
    CLOSED,
    Action,
    Status,
    checked_by,
    flow_for,
    open_until,
    papers_for,
)
from models.parking.tables import Application
from models.parking.telling import notify, show_at_desk, tell
from models.parking.waiting import offer_next, stays_open
from models.parking.words import SpaceKind
from models.people.tables import HomeRole, Person, Residency, Staff
from models.permissions import parts_in, require_place, today_in
from models.values import frozen


class NoSpace(DomainError):
    """Every space of the kind is taken, and the estate keeps no waiting list. S-34."""

    text_key = "parking.no_space"


class OwnersOnly(DomainError):
    """A VIP space is for owners. PRK-06, S-36."""

    text_key = "parking.owners_only"


class AlreadyApplied(DomainError):
    """An application for this car is open: nothing is asked twice."""

    text_key = "parking.already_applied"


@frozen
class Wish:
    """What an application says; which papers came along, by the ids of their files."""

    home_id: int
    kind: SpaceKind
    plate: str
    model: str
    address: str = ""
    employer: str = ""
    papers: Mapping[PaperKind, tuple[int, ...]] = field(default_factory=dict)


def apply(session: Session, wish: Wish, *, by: Person, now: datetime) -> Case:
    """Take in an application: №, and a space is kept for it, else it has a place on the list.

    Raises NotAllowed for another home, AlreadyApplied, OwnersOnly, NoSpace. PRK-01, PRK-02, S-34.
    """
    require_place(session, by, wish.home_id, now=now)
    require_matter(session, by, wish.home_id, Matter.PARKING, now=now)
    _refuse_twice(session, by.estate_id, wish.plate)
    if wish.kind is SpaceKind.VIP and not owns(session, by, wish.home_id, now=now):
        raise OwnersOnly
    pass_on_space(session, by.estate_id, wish.kind, now=now)  # who waits is served before
    ahead = opening_ahead(session, by.estate_id, wish.kind)
    waits = ahead or policy_of(session, by.estate_id, ParkingPolicy).waitlist
    if not waits and not free_spaces(session, by.estate_id, wish.kind):
        raise NoSpace(kind=wish.kind)
    case = open_case(
        session, kind=Kind.PARKING, status=Status.PAPERS, reporter=by, home_id=wish.home_id,
        now=now,
    )  # fmt: skip
    application = Application(
        id=case.id, estate_id=case.estate_id, space_kind=wish.kind, plate=wish.plate,
        model=wish.model, address=wish.address, employer=wish.employer,
        is_tenant=is_tenant(session, by, wish.home_id, now=now), counts_at=now,
    )  # fmt: skip
    if ahead is not None:
        enter_draw(application, ahead)
    session.add(application)
    session.flush()
    take_in(session, case, wish.papers, by=by, now=now)
    if ahead is None and hold(session, case, application):
        go_on(session, case, by=by, now=now)
    else:
        _moved(session, case, Action.QUEUE, by=by, now=now)
    return case


def send_papers(
    session: Session,
    case_id: int,
    papers: Mapping[PaperKind, tuple[int, ...]],
    *,
    by: Person,
    now: datetime,
) -> Case:
    """Add what was missing; when everything is here the desk looks at it. Raises NotAllowed."""
    case, _ = may(session, case_id, Action.SEND_PAPER, by=by, now=now)
    take_in(session, case, papers, by=by, now=now)
    _moved(session, case, Action.SEND_PAPER, by=by, now=now)
    if case.status == Status.PAPERS:
        go_on(session, case, by=by, now=now)
    return case


def take_space(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Take the space that was offered. Raises NotAllowed. S-34."""
    case, _ = may(session, case_id, Action.TAKE_SPACE, by=by, now=now)
    _moved(session, case, Action.TAKE_SPACE, by=by, now=now)
    go_on(session, case, by=by, now=now)
    return case


def give_up(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because the space is not wanted any more; who has it hears so. Raises NotAllowed."""
    case, status = may(session, case_id, Action.GIVE_UP, by=by, now=now)
    end(session, case, status, Action.GIVE_UP, actor=Actor.RESIDENT, by=by, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.GIVEN_UP, now=now)
    return case


def go_on(session: Session, case: Case, *, by: Person, now: datetime) -> None:
    """Name what is missing and keep it open for that; else bring it before the desk. S-34."""
    application = session.get_one(Application, case.id)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    called_off(session, ApplicationLapses, subject=case.id, now=now)
    if lacking(session, case):
        policy = policy_of(session, case.estate_id, ParkingPolicy)
        stays_open(session, application, open_until(now, policy, calendar))
        return
    application.open_until, application.check_by = None, checked_by(now, calendar)
    session.add(application)
    _moved(session, case, Action.COMPLETE, by=by, now=now)
    late = PapersWait(case.id, case.rev)
    due(session, late, estate_id=case.estate_id, at=application.check_by)
    show_at_desk(session, case, now=now)


def end(
    session: Session, case: Case, status: Status, action: Action,
    *, actor: Actor, by: Person | None, now: datetime,
) -> None:  # fmt: skip
    """Close it: nothing rings any more, its copies are kept no longer, its space passes on."""
    application = session.get_one(Application, case.id)
    called_off(session, ApplicationLapses, PapersWait, FormalityIsLate, subject=case.id, now=now)
    space = let_go(session, application)
    case.closed_at = now
    move(session, case, status, action, actor=actor, person=by, now=now)
    keep_until(session, case, today_in(session, case.estate_id, now=now))
    if space is not None:
        pass_on_space(session, case.estate_id, space.kind, now=now)


def pass_on_space(session: Session, estate_id: int, kind: SpaceKind, *, now: datetime) -> None:
    """Offer what is free to who waits, and tell them until when it is kept. S-34."""
    for case in offer_next(session, estate_id, kind, now=now):
        tell(session, case, Stage.OFFERED, now=now)


def lacking(session: Session, case: Case) -> list[PaperKind]:
    """Return which papers the application lacks."""
    return missing(session, case, papers_of_kind(session, case))


def papers_of_kind(session: Session, case: Case) -> tuple[PaperKind, ...]:
    """Return which papers the application takes."""
    application = session.get_one(Application, case.id)
    policy = policy_of(session, case.estate_id, ParkingPolicy)
    return papers_for(application.space_kind, policy, is_tenant=application.is_tenant)


def flow_of(session: Session, case: Case) -> Flow[Status, Action]:
    """Return the table of its kind of space."""
    return flow_for(session.get_one(Application, case.id).space_kind)


def is_tenant(session: Session, person: Person, home_id: int, *, now: datetime) -> bool:
    """Tell whether a tenant's papers are asked: of who rents the home, and of their family."""
    today = today_in(session, person.estate_id, now=now)
    rows = session.exec(select(Residency).where(Residency.home_id == home_id))
    roles = {
        (row.role, row.person_id == person.id)
        for row in rows
        if row.left_on is None or row.left_on > today
    }
    if (HomeRole.OWNER, True) in roles:
        return False
    return any(role is HomeRole.TENANT for role, _ in roles)


def owns(session: Session, person: Person, home_id: int, *, now: datetime) -> bool:
    """Tell whether the person is an owner of the home today."""
    today = today_in(session, person.estate_id, now=now)
    rows = session.exec(
        select(Residency).where(
            Residency.home_id == home_id, Residency.person_id == person.id,
            Residency.role == HomeRole.OWNER,
        )
    )  # fmt: skip
    return any(row.left_on is None or row.left_on > today for row in rows)


def may(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the application that this person may do this to, and where it leads.

    Raises NotAllowed, for a case of another kind too.
    """
    case = locked(session, case_id)
    if case.kind is not Kind.PARKING:
        raise NotAllowed
    parts = parts_in(session, case, by, now=now)
    return case, flow_of(session, case).after(case.status, action, by=parts)


def _moved(session: Session, case: Case, action: Action, *, by: Person, now: datetime) -> None:
    parts = parts_in(session, case, by, now=now)
    status = flow_of(session, case).after(case.status, action, by=parts)
    move(session, case, status, action, actor=Actor.RESIDENT, person=by, now=now)


def _refuse_twice(session: Session, estate_id: int, plate: str) -> None:
    known = session.exec(
        select(Case.number)
        .join(Application, col(Application.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id, Application.plate == plate,
            col(Case.status).not_in(CLOSED),
        )
    ).first()  # fmt: skip
    if known is not None:
        raise AlreadyApplied(number=known)
