"""Where an application meets the desk: who is shown it, in which chat, and when the desk serves."""

from datetime import datetime

from sqlmodel import Session

from models.cases.office import chat_of
from models.cases.tables import Case
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.groups.desk import desk
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.cards import Card
from models.intents.operations import Address, in_group, private, show
from models.people.tables import Person, Staff


def show_to_applicant(
    session: Session, card: Card, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who applies; it follows every step. `over` takes that message's place."""
    address = private(person)
    if address is not None:
        show(session, card, to=address, now=now, over=over, anew=over is None)


def show_to_desk(session: Session, case: Case, card: Card, *, now: datetime) -> None:
    """Show it to the officers in their group; without one to who is on duty. SEC-01."""
    group = group_for(session, case.estate_id, Purpose.MANAGEMENT)
    address = desk(session, case.estate_id, now=now) if group is None else in_group(group)
    if address is not None:
        show(session, card, to=address, now=now, anew=True)


def show_to_one(session: Session, staff: Staff | None, card: Card, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    address = chat_of(session, staff)
    if address is not None:
        show(session, card, to=address, now=now, anew=True)


def desk_of(session: Session, case: Case, now: datetime) -> Address | None:
    """Return who has it, else who is on duty, in private: what is sent may be a paper. SEC-02."""
    owner = chat_of(session, session.get(Staff, case.owner_id or 0))
    address = owner or desk(session, case.estate_id, now=now)
    return address if address is not None and address.person_id is not None else None


def served_from(session: Session, case: Case, now: datetime) -> datetime:
    """Return the first moment from now on at which somebody is at the desk."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    return calendar.first_permitted(now, calendar.shift)
