"""Post a message or show a card: rows of the caller's transaction, sent when it is committed."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.database import insert_new
from models.groups.tables import StaffGroup
from models.intents.cards import Card
from models.intents.messages import Message, Priority
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.people.tables import Person
from models.prepared import Rows, prepared
from models.values import frozen

EDITS = Priority.NOTICE  # in a group what is new comes before what is drawn again


@frozen
class Address:
    """One chat, and whose language is spoken there. `thread_id` 0 is no topic."""

    estate_id: int | None
    chat_id: int
    thread_id: int = 0
    person_id: int | None = None
    group_id: int | None = None
    language: str | None = None


def private(person: Person) -> Address | None:
    """Return the person's private chat; None while nobody has linked an account."""
    if person.telegram_id is None:
        return None
    return Address(person.estate_id, person.telegram_id, person_id=person.id)


def in_group(group: StaffGroup) -> Address:
    """Return the group's chat or topic."""
    return Address(group.estate_id, group.chat_id, group.thread_id, group_id=group.id)


def post(
    session: Session,
    message: Message,
    *,
    to: Address,
    now: datetime,
    edits: int | None = None,
    at_once: bool = False,
) -> int:
    """Have `message` sent to the chat after the commit; a notice waits for permitted hours (S-42).

    `edits` is the message it takes the place of; `at_once` waits for no permitted
    hour. Returns the id of its row.
    """
    nobody_waits = message.priority >= Priority.NOTICE and not at_once
    quiet = nobody_waits and None not in (to.estate_id, to.person_id)
    return _add(session, message, to=to, now=now, edits=edits, quiet=quiet)


def show(
    session: Session,
    card: Card,
    *,
    to: Address,
    now: datetime,
    anew: bool = False,
    over: int | None = None,
    urgent: bool = False,
) -> None:
    """Have the case's card in that chat drawn at its newest state.

    `anew` puts it at the bottom, `over` gives it the place of that message. An edit makes no
    sound, so quiet hours do not hold it. In a group an urgent card goes first, an edit last.
    """
    priority = Priority.DIALOGUE if urgent else card.priority
    place = _place(session, card, to)
    if place is None:
        place = _placed(session, card, to, over)
        _add(session, card, to=to, now=now, card_id=place.id, priority=priority)
        return
    if to.group_id is not None and not anew and _was_shown(session, place):
        priority = EDITS
    if anew or over is not None:
        place.message_id = over
        session.add(place)
    row = _drawings(session, place.id, OutboxState.WAITING).first()
    if row is None:
        _add(session, card, to=to, now=now, card_id=place.id, priority=priority)
    elif priority < row.priority:
        row.priority = int(priority)
        session.add(row)


def redraw(session: Session, case_id: int, *, now: datetime) -> None:
    """Have every card of the case drawn again, wherever we can still write."""
    for place in _places(session, case_id).all():
        last = _last_drawing(session, place.id).first()
        group = None if last is None else session.get(StaffGroup, last.group_id or 0)
        gone = group is not None and group.lost_at is not None
        if last is not None and not gone and last.state != OutboxState.WAITING:
            to = Address(
                last.estate_id, place.chat_id, place.thread_id,  # a group may have moved
                last.person_id, last.group_id, last.language,
            )  # fmt: skip
            card = Card.decode(last.kind, last.facts)
            priority = card.priority if group is None else EDITS
            _add(session, card, to=to, now=now, card_id=place.id, priority=priority)


def posted(session: Session) -> dict[int, bool]:
    """Return what this transaction has posted, and of each whether it goes without a file."""
    known: dict[int, bool] = session.info.get("posted", {})
    return known


def _was_shown(session: Session, place: CardPlace) -> bool:
    """Tell whether the card stands in the chat, or is just being sent there."""
    sending = _drawings(session, place.id, OutboxState.SENDING)
    return place.message_id is not None or sending.first() is not None


@prepared
def _places(case_id: Any) -> Rows[CardPlace]:
    return select(CardPlace).where(CardPlace.case_id == case_id)


@prepared
def _drawings(card_id: Any, state: Any) -> Rows[Outbox]:
    return select(Outbox).where(Outbox.card_id == card_id, Outbox.state == state)


@prepared
def _last_drawing(card_id: Any) -> Rows[Outbox]:
    return select(Outbox).where(Outbox.card_id == card_id).order_by(col(Outbox.id).desc()).limit(1)


def _place(session: Session, card: Card, to: Address) -> CardPlace | None:
    kind, here = type(card).__name__, (to.chat_id, to.thread_id)
    places = _places(session, card.case_id)
    return next((p for p in places if (p.kind, p.chat_id, p.thread_id) == (kind, *here)), None)


def _placed(session: Session, card: Card, to: Address, message_id: int | None) -> CardPlace:
    place = CardPlace(
        case_id=card.case_id, kind=type(card).__name__,
        chat_id=to.chat_id, thread_id=to.thread_id, message_id=message_id,
    )  # fmt: skip
    session.add(place)
    session.flush()
    return place


def _add(
    session: Session,
    message: Message,
    *,
    to: Address,
    now: datetime,
    card_id: int | None = None,
    edits: int | None = None,
    quiet: bool = False,
    priority: Priority | None = None,
) -> int:
    kind, facts = message.encode()
    row = {
        "estate_id": to.estate_id, "chat_id": to.chat_id, "thread_id": to.thread_id,
        "person_id": to.person_id, "group_id": to.group_id, "language": to.language, "kind": kind,
        "facts": facts, "card_id": card_id, "edits": edits,
        "priority": int(message.priority if priority is None else priority),
        "state": OutboxState.WAITING, "attempts": 0, "stumbles": 0, "quiet": quiet,
        "created_at": now,
    }  # fmt: skip
    # At once: ids in the order of the calls, so that a chat is told things in that order.
    [(row_id,)] = insert_new(session, Outbox, [row], returning=(col(Outbox.id),))
    session.info.setdefault("posted", {})[row_id] = not message.media()
    return int(row_id)
