"""Apply for a card, send what was missing, give it up: what who applies does. CRD-01."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from sqlmodel import Session, col, select

from models.access_cards.cards import papers_of_kind
from models.access_cards.clock import BlockIsLate, CardIsLate, CardLapses
from models.access_cards.messages import AccessNews
from models.access_cards.policy import CardPolicy
from models.access_cards.rules import (
    APPLICANT,
    CLOSED,
    Action,
    CardKind,
    Status,
    flow_for,
    served_by,
)
from models.access_cards.tables import CardApplication
from models.access_cards.telling import at_desk, notify
from models.cases.operations import locked, move, open_case
from models.cases.tables import Case, Kind
from models.due import called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.flow import Flow
from models.papers.checking import take_in
from models.papers.operations import keep_until, missing
from models.papers.words import PaperKind
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_place, today_in
from models.values import frozen

Papers = Mapping[PaperKind, tuple[int, ...]]


class CardAppliedFor(DomainError):
    """The same card is applied for already: nothing is asked twice."""

    text_key = "access_cards.applied_for"


class NoSuchKind(DomainError):
    """The estate has no cards of that kind."""

    text_key = "access_cards.no_such_kind"


@frozen
class CardForm:
    """What an application says; which papers came along, by the ids of their files.

    `holder`: for whom it is, where that is not who applies.
    """

    home_id: int
    kind: CardKind
    holder: str = ""
    papers: Papers = field(default_factory=dict)


def apply_for_card(session: Session, form: CardForm, *, by: Person, now: datetime) -> Case:
    """Take in an application: №, and before the desk as soon as its papers are here. CRD-01.

    Raises NotAllowed for another home, NoSuchKind, CardAppliedFor.
    """
    require_place(session, by, form.home_id, now=now)
    if form.kind not in policy_of(session, by.estate_id, CardPolicy).kinds:
        raise NoSuchKind(kind=form.kind)
    _refuse_twice(session, by, form)
    case = open_case(
        session, kind=Kind.CARD, status=Status.PAPERS, reporter=by, home_id=form.home_id, now=now
    )
    session.add(
        CardApplication(
            id=case.id, estate_id=case.estate_id, card_kind=form.kind, holder=form.holder
        )
    )
    session.flush()
    take_in(session, case, form.papers, by=by, now=now)
    go_on(session, case, by=by, now=now)
    return case


def send_papers(
    session: Session, case_id: int, papers: Papers, *, by: Person, now: datetime
) -> Case:
    """Add what was missing; when everything is here the desk looks at it. Raises NotAllowed."""
    case, status = may(session, case_id, Action.SEND_PAPER, by=by, now=now)
    take_in(session, case, papers, by=by, now=now)
    move(session, case, status, Action.SEND_PAPER, actor=Actor.RESIDENT, person=by, now=now)
    if status is Status.PAPERS:
        go_on(session, case, by=by, now=now)
    return case


def give_up(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because no card is wanted any more; who has it hears so. Raises NotAllowed."""
    case, status = may(session, case_id, Action.GIVE_UP, by=by, now=now)
    end(session, case, status, Action.GIVE_UP, actor=Actor.RESIDENT, by=by, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), AccessNews.GIVEN_UP, now=now)
    return case


def card_can_be_given_up(session: Session, case: Case) -> bool:
    """Tell whether who applies may still give it up: not what is paid for."""
    return Action.GIVE_UP in flow_of(session, case).actions(case.status, by=APPLICANT)


def give_up_card_for_mover(session: Session, case: Case, *, now: datetime) -> None:
    """End the application of who moves out; who has it hears so."""
    status = flow_of(session, case).after(case.status, Action.GIVE_UP, by=APPLICANT)
    end(session, case, status, Action.GIVE_UP, actor=Actor.CLOCK, by=None, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), AccessNews.GIVEN_UP, now=now)


def go_on(session: Session, case: Case, *, by: Person, now: datetime) -> None:
    """Name what is missing and keep it open for that; else bring it before the desk. S-34."""
    application = session.get_one(CardApplication, case.id)
    policy = policy_of(session, case.estate_id, CardPolicy)
    if lacking(session, case):
        wait_for_applicant(session, case, application, policy.incomplete_days, now=now)
        return
    parts = parts_in(session, case, by, now=now)
    status = flow_of(session, case).after(case.status, Action.COMPLETE, by=parts)
    move(session, case, status, Action.COMPLETE, actor=Actor.RESIDENT, person=by, now=now)
    promise(session, case, application, policy.look_days, now=now)
    at_desk(session, case, now=now)


def wait_for_applicant(
    session: Session, case: Case, application: CardApplication, days: int, *, now: datetime
) -> None:
    """Let it lapse unless what is asked comes until the end of that day; nothing is late."""
    called_off(session, CardIsLate, CardLapses, subject=case.id, now=now)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    until = calendar.end_of_day(now, days)
    application.open_until, application.promised_by = until, None
    session.add(application)
    moment = CardLapses(case.id, until.isoformat(), case.rev)
    due(session, moment, estate_id=case.estate_id, at=until)


def promise(
    session: Session, case: Case, application: CardApplication, days: int, *, now: datetime
) -> None:
    """Promise it by the end of service on that day; what is not kept is told. GEN-07, ETQ-06."""
    called_off(session, CardIsLate, CardLapses, subject=case.id, now=now)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    application.open_until, application.promised_by = None, served_by(now, days, calendar)
    session.add(application)
    late = CardIsLate(case.id, case.rev)
    due(session, late, estate_id=case.estate_id, at=application.promised_by)


def end(
    session: Session, case: Case, status: Status, action: Action,
    *, actor: Actor, by: Person | None, now: datetime,
) -> None:  # fmt: skip
    """Close it: nothing rings any more, and its copies are kept no longer than they must."""
    called_off(session, CardIsLate, CardLapses, BlockIsLate, subject=case.id, now=now)
    case.closed_at = now
    move(session, case, status, action, actor=actor, person=by, now=now)
    keep_until(session, case, today_in(session, case.estate_id, now=now))


def lacking(session: Session, case: Case) -> list[PaperKind]:
    """Return which papers the application lacks."""
    return missing(
        session, case, papers_of_kind(session, session.get_one(CardApplication, case.id))
    )


def flow_of(session: Session, case: Case) -> Flow[Status, Action]:
    """Return the table of the application: for a card, or in place of a lost one."""
    return flow_for(is_lost=session.get_one(CardApplication, case.id).replaces is not None)


def may(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the application that this person may do this to, and where it leads.

    Raises NotAllowed, for a case of another kind too.
    """
    case = locked(session, case_id)
    if case.kind is not Kind.CARD:
        raise NotAllowed
    parts = parts_in(session, case, by, now=now)
    return case, flow_of(session, case).after(case.status, action, by=parts)


def _refuse_twice(session: Session, by: Person, form: CardForm) -> None:
    known = session.exec(
        select(Case.number)
        .join(CardApplication, col(CardApplication.id) == col(Case.id))
        .where(
            Case.reporter_id == by.id, Case.home_id == form.home_id,
            CardApplication.card_kind == form.kind, CardApplication.holder == form.holder,
            col(Case.status).not_in(CLOSED),
        )
    ).first()  # fmt: skip
    if known is not None:
        raise CardAppliedFor(number=known)
