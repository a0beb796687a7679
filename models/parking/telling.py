"""Tell who applies, show the card to the desk or to who has it, say it to the office."""

from datetime import datetime

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.office import chat_of
from models.cases.serving import show_to_applicant, show_to_desk, show_to_one
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.operations import post
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
    show_to_applicant(session, ApplicantCard(case.id, person.id), person, now=now, over=over)


def show_at_desk(session: Session, case: Case, *, now: datetime) -> None:
    """Show it to the officers in their group; without one to who is on duty. SEC-01."""
    show_to_desk(session, case, ParkingCard(case.id), now=now)


def show_card(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    if staff is not None:
        show_to_one(session, staff, ParkingOfficeCard(case.id, staff.id), now=now)


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
    notice = ParkingNotice(case.id, case.number, about, owner_of(session, case), until, words)
    post(session, notice, to=address, now=now)
