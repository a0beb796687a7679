"""A message that is claimed for sending, with what it says at this moment."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.files.operations import Enclosed, enclosed
from models.groups.tables import StaffGroup
from models.intents.cards import Card
from models.intents.messages import Message
from models.intents.tables import CardPlace, Outbox
from models.people.operations import belongs
from models.people.policy import AddressPolicy
from models.people.tables import AddressAs, Person
from models.values import frozen

_NOBODYS = Estate(office_code="", name="")  # before the first workbook there is no estate


@frozen
class Parcel:
    """A message claimed for sending, with all that drawing it needs."""

    id: int
    chat_id: int
    thread_id: int
    priority: int
    message: Message
    edits: int | None
    language: str
    timezone: str
    currency: str
    name: str
    address_as: str
    female: str
    elder: bool
    office: str
    hotline: str
    files: tuple[Enclosed, ...]
    opens: bool = False  # its group was shut to it: once it is there, the group is open again
    flaw: Exception | None = None  # why it cannot be drawn


def made(session: Session, row: Outbox, message: Message, now: datetime) -> Parcel | None:
    """Return the message as it is said now, or none where it need not be said any more.

    A mistake of ours in drawing it goes with it: the message is to be refused, and no other.
    """
    try:
        if _still_here(session, row, now) and message.still_true(session):
            return _parcel(session, row, message)
    except DBAPIError:
        raise
    except Exception as flaw:  # noqa: BLE001  # why: it goes along, and is logged by who sends
        return replace(_parcel(session, row, Message()), flaw=flaw)
    return None


def _still_here(session: Session, row: Outbox, now: datetime) -> bool:
    """Tell whether who is written to still has a role and this account; what waited is not sent."""
    if row.person_id is None or row.estate_id is None:
        return True
    if session.get_one(Person, row.person_id).telegram_id != row.chat_id:
        return False
    zone = ZoneInfo(session.get_one(Estate, row.estate_id).timezone)
    return belongs(session, row.person_id, on=now.astimezone(zone).date())


def _parcel(session: Session, row: Outbox, message: Message) -> Parcel:
    edits = row.edits
    if isinstance(message, Card):
        edits = session.get_one(CardPlace, row.card_id).message_id if row.card_id else edits
    message = message.drawn(session)
    estate = _NOBODYS if row.estate_id is None else session.get_one(Estate, row.estate_id)
    person = None if row.person_id is None else session.get_one(Person, row.person_id)
    group = None if row.group_id is None else session.get_one(StaffGroup, row.group_id)
    language = person.language if person else group.language if group else row.language
    shown = (enclosed(session, each, sealed=message.sealed) for each in message.media())
    return Parcel(
        id=row.id, chat_id=row.chat_id, thread_id=row.thread_id, priority=row.priority,
        message=message, edits=edits, language=language or estate.locale,
        timezone=estate.timezone, currency=estate.currency,
        name=person.name if person else "",
        address_as=person.address_as if person else AddressAs.NONE,
        female=policy_of(session, estate.id, AddressPolicy).female,
        elder=person is not None and person.elder,
        office=estate.name, hotline=estate.hotline or "", files=tuple(filter(None, shown)),
        opens=row.reason is not None and group is not None and group.shut_at is not None,
    )  # fmt: skip
