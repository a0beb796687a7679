"""The card of a talk, drawn at its newest state for whoever reads it."""

from sqlmodel import Session, col, select

from models.cases.words import abridged
from models.estate.tables import Home
from models.intents.cards import Card
from models.intents.messages import Message
from models.people.tables import Person, Residency, Staff
from models.permissions import SUPERVISORS
from models.talks.messages import TalkFace
from models.talks.rules import TALK_FLOW, Part, Status
from models.talks.tables import Talk
from models.values import frozen


@frozen
class TalkCard(Card):
    """The talk as `staff_id` may see it; without anybody, as a group may."""

    talk_id: int
    staff_id: int

    def drawn(self, session: Session) -> Message:
        reader = session.get(Staff, self.staff_id) if self.staff_id else None
        return face_of(session, session.get_one(Talk, self.talk_id), reader)


def parts_of(talk: Talk, staff: Staff | None, *, person_id: int) -> frozenset[Part]:
    """Return what the person is to the talk; one's own talk is never one's to take."""
    if talk.person_id == person_id:
        return frozenset({Part.RESIDENT})
    if staff is None or staff.estate_id != talk.estate_id:
        return frozenset()
    parts = {Part.OFFICER}
    if talk.owner_id == staff.id:
        return frozenset(parts | {Part.HOLDER})
    return frozenset(parts | ({Part.SUPERIOR} if staff.role in SUPERVISORS else set()))


def face_of(session: Session, talk: Talk, reader: Staff | None) -> TalkFace:
    """Return what the talk looks like to this officer. A group reads no name, word or number."""
    holder = session.get(Staff, talk.owner_id or 0)
    person = session.get_one(Person, talk.person_id)
    parts = parts_of(talk, reader, person_id=reader.person_id) if reader else frozenset()
    actions = TALK_FLOW.actions(talk.status, by=parts) if reader else _in_group(talk)
    is_mine = Part.HOLDER in parts
    known = is_mine or bool(parts and actions)
    calls = is_mine and talk.status is Status.CALLING
    return TalkFace(
        talk.id, talk.rev, talk.status, talk.by_phone, talk.opened_at, talk.answer_by,
        talk.climbed > 0, is_mine, tuple(actions),
        holder=holder.name if holder else "", tries=talk.tries,
        address=address_of(session, talk.person_id) if known or reader is None else "",
        resident=person.name if known else "",
        address_as=person.address_as if known else "none",
        phone=(person.phone or "") if calls else "",
        told=abridged(talk.told) if known else "",
    )  # fmt: skip


def address_of(session: Session, person_id: int) -> str:
    """Return the person's first home as it is written; empty for who has none here."""
    home = session.exec(
        select(Home)
        .join(Residency, col(Residency.home_id) == col(Home.id))
        .where(Residency.person_id == person_id, col(Residency.left_on).is_(None))
        .order_by(col(Home.code))
    ).first()
    return home.address if home else ""


def building_of(session: Session, person_id: int) -> str:
    """Return the building of that home."""
    return address_of(session, person_id).partition(" ")[0]


def _in_group(talk: Talk) -> tuple[str, ...]:
    return ("take",) if talk.status is Status.ASKED else ()
