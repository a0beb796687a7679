"""An account without a code asks; the number, the home and the name are compared; staff decide."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.due import Moment, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.homes import homes_meant
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.groups.desk import above_the_desk, desk
from models.intents.operations import Address, post
from models.people.operations import homes_of, staff_of
from models.people.tables import HomeRole, Language, Person, Residency
from models.permissions import today_in
from models.registration.deciding import AlreadyDecided, HomeUnclear, link_account, seen
from models.registration.messages import face_of
from models.registration.policy import RegistrationPolicy
from models.registration.rules import (
    REQUEST_FLOW,
    Decider,
    Decision,
    Stage,
    answered_by,
    overdue_at,
)
from models.registration.tables import Request
from models.values import frozen


class AlreadyAsked(DomainError):
    """The account's request is being looked at."""

    text_key = "registration.already_asked"


class StaffByCode(DomainError):
    """The number is a colleague's: who works here joins by the office's code."""

    text_key = "registration.staff_by_code"


@frozen
class RequestIsLate(Moment):
    """Nobody has decided the request."""

    subject: int
    rings: ClassVar[str] = "registration"


@frozen
class Account:
    """A Telegram account that has shown its own number."""

    telegram_id: int
    phone: str
    language: Language


@frozen
class Application:
    """What somebody says of themselves: home as typed, name, role; a tenant the lease's days."""

    home: str
    name: str
    role: HomeRole
    lease_from: date | None = None
    lease_until: date | None = None


def ask_to_join(session: Session, account: Account, *, estate_id: int, now: datetime) -> Request:
    """Return the account's request: sent when the register knows the number, else just begun.

    Raises AlreadyAsked, StaffByCode. Source: S-50.
    """
    request = _open_request(session, account, estate_id, now=now)
    resident = session.exec(
        select(Person).where(Person.estate_id == estate_id, Person.phone == account.phone)
    ).first()
    if resident is None:
        return request
    today = today_in(session, estate_id, now=now)
    if staff_of(session, resident.id, on=today) is not None:
        raise StaffByCode
    if homes_of(session, resident.id, on=today):
        request.resident_id, request.by_phone = resident.id, True
        if policy_of(session, estate_id, RegistrationPolicy).approval:
            _send(session, request, now=now)
        else:
            request.stage = REQUEST_FLOW.after(
                request.stage, Decision.APPROVE, by={Decider.REGISTER}
            )
            link_account(session, request, now=now)
    return request


def apply(
    session: Session, request_id: int, told: Application, *, by: int, now: datetime
) -> Request:
    """Send the request with what the applicant told. Raises NotAllowed for another account."""
    request = session.get_one(Request, request_id)
    parts = {Decider.APPLICANT} if request.account == by else set()
    REQUEST_FLOW.after(request.stage, Decision.SEND, by=parts)
    request.told_home, request.name, request.role = told.home, told.name, told.role
    request.lease_from, request.lease_until = told.lease_from, told.lease_until
    match_home(session, request, told.home)
    _send(session, request, now=now)
    return request


def match_home(session: Session, request: Request, text: str) -> bool:
    """Find the home that is meant, and whom the register has there under that name."""
    homes = homes_meant(session, request.estate_id, text)
    request.home_id = homes[0].id if len(homes) == 1 else None
    namesake = session.exec(
        select(Residency).where(
            Residency.home_id == request.home_id, Residency.name == request.name
        )
    ).first()
    request.resident_id = namesake.person_id if namesake else None
    session.add(request)
    return request.home_id is not None


def name_home(
    session: Session, request_id: int, text: str, *, by: Person, now: datetime
) -> Request:
    """Note which home an officer found to be meant.

    Raises NotAllowed, AlreadyDecided, HomeUnclear when it is none of the register's.
    """
    request = may_name_home(session, request_id, by=by, now=now)
    if not match_home(session, request, text):
        raise HomeUnclear
    request.stage = REQUEST_FLOW.after(request.stage, Decision.HOME, by={Decider.OFFICER})
    request.rev += 1
    return request


def may_name_home(session: Session, request_id: int, *, by: Person, now: datetime) -> Request:
    """Return the request whose home an officer may name now. Raises as `name_home`."""
    request = seen(session, request_id, by=by, now=now)
    actions = REQUEST_FLOW.actions(request.stage, by={Decider.OFFICER})
    if request.by_phone or Decision.HOME not in actions:
        raise AlreadyDecided
    return request


def climb(session: Session, request_id: int, *, now: datetime) -> None:
    """Show an undecided request to a superior too."""
    request = session.get_one(Request, request_id)
    if request.stage is Stage.WAITING:
        _show(session, request, above_the_desk(session, request.estate_id, now=now), now=now)


def _open_request(session: Session, account: Account, estate_id: int, *, now: datetime) -> Request:
    request = session.exec(
        select(Request).where(
            Request.estate_id == estate_id,
            Request.account == account.telegram_id,
            col(Request.stage).in_((Stage.BEGUN, Stage.WAITING)),
        )
    ).first()
    if request is not None and request.stage is Stage.WAITING:
        raise AlreadyAsked(answer_by=request.answer_by)
    request = request or Request(
        estate_id=estate_id, account=account.telegram_id, language=account.language,
        phone=account.phone, opened_at=now,
    )  # fmt: skip
    request.phone, request.language = account.phone, account.language
    session.add(request)
    session.flush()
    return request


def _send(session: Session, request: Request, *, now: datetime) -> None:
    calendar = _calendar(session, request.estate_id)
    request.stage = REQUEST_FLOW.after(request.stage, Decision.SEND, by={Decider.APPLICANT})
    request.rev += 1
    request.answer_by = answered_by(now, calendar)
    session.add(request)
    session.flush()
    at = overdue_at(now, calendar)
    due(session, RequestIsLate(request.id), estate_id=request.estate_id, at=at)
    _show(session, request, desk(session, request.estate_id, now=now), now=now)


def _show(session: Session, request: Request, to: Address | None, *, now: datetime) -> None:
    if to is not None:
        named = to.person_id is not None
        post(session, face_of(session, request, named=named), to=to, now=now)


def _calendar(session: Session, estate_id: int) -> Calendar:
    return calendar_of(session, session.get_one(Estate, estate_id))
