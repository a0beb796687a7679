"""Tell who applies, show the card to the desk or to who has it, say it to the office."""

from datetime import datetime

from sqlmodel import Session

from models.cases.office import chat_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.groups.desk import desk
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import Address, in_group, post, private, show
from models.parking.cards import ApplicantCard, ParkingCard, ParkingOfficeCard, checklist
from models.parking.ledger import lease_of, space_of
from models.parking.messages import Notice, ParkingNotice, ParkingTold, Stage
from models.parking.policy import ParkingPolicy
from models.parking.tables import Application
from models.people.tables import Person, Staff


def show_receipt(
    session: Session, case: Case, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who applies; it follows every step. `over` takes that message's place."""
    address = private(person)
    if address is not None:
        card = ApplicantCard(case.id, person.id)
        show(session, card, to=address, now=now, over=over, anew=over is None)


def show_at_desk(session: Session, case: Case, *, now: datetime) -> None:
    """Show it to the officers in their group; without one to who is on duty. SEC-01."""
    group = group_for(session, case.estate_id, Purpose.MANAGEMENT)
    address = desk(session, case.estate_id, now=now) if group is None else in_group(group)
    if address is not None:
        show(session, ParkingCard(case.id), to=address, now=now, anew=True)


def show_card(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    address = chat_of(session, staff)
    if staff is not None and address is not None:
        show(session, ParkingOfficeCard(case.id, staff.id), to=address, now=now, anew=True)


def desk_of(session: Session, case: Case, now: datetime) -> Address | None:
    """Return who has it, else who is on duty, in private: what is sent may be a paper. SEC-02."""
    owner = chat_of(session, session.get(Staff, case.owner_id or 0))
    address = owner or desk(session, case.estate_id, now=now)
    return address if address is not None and address.person_id is not None else None


def tell(
    session: Session,
    case: Case,
    stage: Stage,
    *,
    words: str = "",
    until: datetime | None = None,
    now: datetime,
) -> None:
    """Tell who applies what has happened, with everything that this step asks of them. ETQ-06."""
    application = session.get_one(Application, case.id)
    estate = session.get_one(Estate, case.estate_id)
    lease, space = lease_of(session, application), space_of(session, application)
    lines = checklist(session, case, application)
    told = ParkingTold(
        case.id, case.number, stage, application.space_kind, space.number if space else "",
        until or application.open_until,
        tuple(each for each in lines if not each.is_here), words,
        lease.ends_on if lease else None,
        policy_of(session, case.estate_id, ParkingPolicy).formality_minutes,
        estate.address or "", estate.shift_start, estate.shift_end,
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)


def served_from(session: Session, case: Case, now: datetime) -> datetime:
    """Return the first moment from now on at which somebody is at the desk."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    return calendar.first_permitted(now, calendar.shift)


def notify(
    session: Session,
    case: Case,
    staff: Staff | None,
    about: Notice,
    words: str = "",
    *,
    until: datetime | None = None,
    now: datetime,
) -> None:
    """Say it to this member of staff, in private."""
    address = chat_of(session, staff)
    if address is None:
        return
    owner = session.get(Staff, case.owner_id or 0)
    notice = ParkingNotice(case.id, case.number, about, owner.name if owner else "", until, words)
    post(session, notice, to=address, now=now)
