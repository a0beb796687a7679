"""What an officer decides about a request, and what that does to account and register."""

from datetime import date, datetime

from sqlmodel import Session, select

from models.errors import DomainError, NotAllowed
from models.intents.messages import Message
from models.intents.operations import Address, post, private
from models.moving.ends import ends_on
from models.moving.rules import DAY
from models.owners.ending import end_forms
from models.owners.forms import open_form
from models.people.operations import belongs, linked, person_of
from models.people.tables import HomeRole, Language, Person, Residency
from models.permissions import require_officer, today_in
from models.registration.messages import Linked, LinkUndone, NotLinked, rooms_of
from models.registration.rules import REQUEST_FLOW, UNDO_FOR, Decider, Decision
from models.registration.tables import Request


class AlreadyDecided(DomainError):
    """The request is not in a state in which this can be done, or no longer."""

    text_key = "registration.already_decided"


class HomeUnclear(DomainError):
    """The home that was told is none of the register's."""

    text_key = "registration.home_unclear"


class AlreadyLinked(DomainError):
    """The account has become somebody's since it asked."""

    text_key = "registration.account_linked"


def seen(session: Session, request_id: int, *, by: Person, now: datetime) -> Request:
    """Return the request, held against others. Raises NotAllowed for all but the officers."""
    request = session.get(Request, request_id, with_for_update=True, populate_existing=True)
    staff = require_officer(session, by, now=now)
    if request is None or staff.estate_id != request.estate_id:
        raise NotAllowed
    return request


def decide(
    session: Session, request_id: int, decision: Decision, *, by: Person, now: datetime
) -> Request:
    """Link the account, refuse it, or undo that it was linked. Source: S-50.

    Raises NotAllowed, AlreadyDecided, HomeUnclear, AlreadyLinked.
    """
    request = seen(session, request_id, by=by, now=now)
    parts = {Decider.OFFICER}
    late = request.decided_at is not None and now - request.decided_at > UNDO_FOR
    if late or decision not in REQUEST_FLOW.actions(request.stage, by=parts):
        raise AlreadyDecided
    EFFECTS[decision](session, request, now=now)
    request.stage = REQUEST_FLOW.after(request.stage, decision, by=parts)
    request.rev += 1
    request.decided_at = None if decision is Decision.UNDO else now
    request.decided_by = require_officer(session, by, now=now).id
    session.add(request)
    return request


def link_account(session: Session, request: Request, *, now: datetime) -> None:
    """Make the account the resident's: of the register's row, or of a new one."""
    today = today_in(session, request.estate_id, now=now)
    account = person_of(session, request.account, request.estate_id)
    if account is not None and belongs(session, account.id, on=today):
        raise AlreadyLinked
    person = session.get(Person, request.resident_id or 0) or _newcomer(session, request, today)
    if not belongs(session, person.id, on=today):
        raise HomeUnclear
    request.resident_id, request.former_account = person.id, person.telegram_id
    linked(session, person, request.account, on=today, now=now)
    if request.residency_id is not None and request.role is HomeRole.OWNER:
        added = session.get_one(Residency, request.residency_id)
        open_form(session, added.home_id, person, now=now)  # OWN-04
    _welcome(session, request, person, now=now)


def refuse_account(session: Session, request: Request, *, now: datetime) -> None:
    """Tell the account kindly, with the way that is left."""
    _tell(session, request, NotLinked(), now=now)


def unlink_again(session: Session, request: Request, *, now: datetime) -> None:
    """Take back what approving did; a former account has its place again. Raises AlreadyDecided."""
    person = session.get_one(Person, request.resident_id or 0)
    if person.telegram_id != request.account:
        raise AlreadyDecided
    person.telegram_id = None
    session.add(person)
    session.flush()
    former = request.former_account
    if former is not None and person_of(session, former, request.estate_id) is None:
        person.telegram_id = former
        _welcome(session, request, person, now=now)
    if request.residency_id is not None:
        added = session.get_one(Residency, request.residency_id)
        end_forms(session, added, now=now)
        request.residency_id = request.resident_id = None
        session.flush()
        session.delete(added)
    _tell(session, request, LinkUndone(), now=now)


EFFECTS = {
    Decision.APPROVE: link_account,
    Decision.REFUSE: refuse_account,
    Decision.UNDO: unlink_again,
}


def _welcome(session: Session, request: Request, person: Person, *, now: datetime) -> None:
    rooms = tuple(room for room, _ in rooms_of(session, request))
    to = private(person)
    if to is not None:
        post(session, Linked(rooms), to=to, now=now)


def _newcomer(session: Session, request: Request, today: date) -> Person:
    """Return a new resident of the home. Raises HomeUnclear."""
    if request.home_id is None or request.role is None:
        raise HomeUnclear
    for former in session.exec(
        select(Person).where(Person.estate_id == request.estate_id, Person.phone == request.phone)
    ):
        former.phone = None  # a number belongs to one person at a time
        session.add(former)
    session.flush()
    person = Person(
        estate_id=request.estate_id, name=request.name, phone=request.phone,
        language=Language(request.language),
    )  # fmt: skip
    session.add(person)
    session.flush()
    residency = Residency(
        estate_id=request.estate_id, home_id=request.home_id, person_id=person.id,
        name=request.name, role=request.role,
        since=request.lease_from and min(request.lease_from, today),  # who asks is here
    )  # fmt: skip
    if request.lease_until is not None and request.lease_until >= today:
        ends_on(session, residency, request.lease_until + DAY)
    session.add(residency)
    session.flush()
    request.residency_id = residency.id
    return person


def _tell(session: Session, request: Request, message: Message, *, now: datetime) -> None:
    to = Address(request.estate_id, request.account, language=request.language)
    post(session, message, to=to, now=now)
