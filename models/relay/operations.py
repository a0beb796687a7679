"""Pass words about a case to the other side, follow their corrections, keep notes inside."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.operations import attach, note
from models.cases.parts import Part
from models.cases.registry import kind_of
from models.cases.tables import Case, FileRole
from models.cases.words import masked
from models.errors import NotAllowed
from models.events import Actor
from models.intents.messages import Message
from models.intents.operations import Address, post, private
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.people.operations import staff_of
from models.people.tables import Person, Staff
from models.permissions import parts_in, today_in
from models.relay.albums import begun, put_along, take_back, wait_for_more
from models.relay.messages import AnswerFromOffice, FromOffice, FromResident, Passed
from models.relay.pieces import pieces
from models.relay.spoken import INSIDE, Spoken, Went
from models.relay.tables import Remark
from models.repairs.rules import Status

TALKING = timedelta(hours=1)  # after the resident's last words: an answer is no notice
STAFF_PARTS = frozenset({Part.ASSIGNEE, Part.OFFICER, Part.TECHNICIAN})


def case_shown(session: Session, chat_id: int, message_id: int) -> Case | None:
    """Return the case that this message of ours is about; None for anything else."""
    place = session.exec(
        select(CardPlace).where(CardPlace.chat_id == chat_id, CardPlace.message_id == message_id)
    ).first()
    if place is not None:
        return session.get(Case, place.case_id)
    sent = session.exec(
        select(Outbox).where(Outbox.chat_id == chat_id, Outbox.message_id == message_id)
    ).first()
    return session.get(Case, sent.facts.get("case_id") or 0) if sent is not None else None


def pass_on(
    session: Session, case: Case, spoken: Spoken, *, by: Person, now: datetime
) -> Went | None:
    """Bring the words to the other side, or keep them inside. Raises NotAllowed for outsiders.

    A resident's reach who has the job, else the group; those of the staff reach every reporter.
    An album arrives as one, with what any of its pictures says: None for those after the first,
    which go along with it. Where one says that it stays inside, all do that have not gone yet.
    """
    parts = parts_in(session, case, by, now=now)
    album = begun(session, spoken.chat_id, spoken.album, by=by)
    if Part.REPORTER in parts and spoken.chat_id == by.telegram_id:
        attach(session, case, spoken.files, FileRole.REPORT)
        if album and _goes_along(session, case, spoken, album, by=by, now=now):
            return None
        note(session, case, "resident_said", actor=Actor.RESIDENT, person=by, now=now)
        return _to_staff(session, case, spoken, by=by, now=now)
    if not parts & STAFF_PARTS:
        raise NotAllowed
    is_kept_inside = any(each.outbox_id is None for each in album)
    if is_kept_inside or spoken.words.lstrip().startswith(INSIDE):
        take_back(session, album)
        if album and not spoken.words:
            return None
        _keep(session, case, spoken, None, by=by, now=now)
        note(session, case, "noted", actor=Actor.STAFF, person=by, now=now)
        return Went.INSIDE
    if album and _goes_along(session, case, spoken, album, by=by, now=now):
        return None
    note(session, case, "staff_said", actor=Actor.STAFF, person=by, now=now)
    return _to_residents(session, case, spoken, by=by, now=now)


def correct(session: Session, spoken: Spoken, *, by: Person, now: datetime) -> bool:
    """Let a correction follow the words wherever they went; false when they went nowhere."""
    rows = session.exec(
        select(Remark)
        .where(
            Remark.chat_id == spoken.chat_id,
            Remark.message_id == spoken.message_id,
            Remark.person_id == by.id,
        )
        .order_by(col(Remark.id))
    ).all()
    told: dict[int, Outbox] = {}  # of each chat the first message that brought them
    for row in rows:
        row.words = f"{row.words}\n→ {spoken.words}"
        session.add(row)
        sent = session.get(Outbox, row.outbox_id or 0)
        if sent is not None:
            told.setdefault(sent.chat_id, sent)
    for sent in told.values():
        _say_anew(session, sent, spoken, now=now)
    return bool(rows)


def _say_anew(session: Session, sent: Outbox, spoken: Spoken, *, now: datetime) -> None:
    said = Message.decode(sent.kind, sent.facts)
    if not isinstance(said, Passed):
        return
    read = masked(spoken.words) if sent.group_id is not None else spoken.words
    to = Address(
        sent.estate_id, sent.chat_id, sent.thread_id, sent.person_id, sent.group_id, sent.language
    )
    seen = sent.state is OutboxState.SENT and not said.files
    edits = sent.message_id if seen else None
    for at, (words, _) in enumerate(pieces(session, replace(spoken, words=read, files=()))):
        anew = replace(said, words=words, files=(), changed=True, goes_on=at > 0)
        post(session, anew, to=to, now=now, edits=edits)
        edits = None


def _goes_along(
    session: Session,
    case: Case,
    spoken: Spoken,
    album: list[Remark],
    *,
    by: Person,
    now: datetime,
) -> bool:
    rows = put_along(session, album, spoken)
    for sent in rows:
        _keep(session, case, spoken, sent, by=by, now=now)
    return bool(rows)


def _to_staff(session: Session, case: Case, spoken: Spoken, *, by: Person, now: datetime) -> Went:
    owner, read = session.get(Staff, case.owner_id or 0), spoken
    address = private(session.get_one(Person, owner.person_id)) if owner else None
    if address is None:  # a group reads words without numbers, and no pictures
        address = kind_of(case).desk(session, case, now)
        read = replace(spoken, words=masked(spoken.words), files=())
    if address is not None:
        for at, (words, files) in enumerate(pieces(session, read)):
            said = FromResident(case.id, case.number, words, files, False, goes_on=at > 0)
            sent = post(session, said, to=address, now=now)
            _keep(session, case, spoken, sent, by=by, now=now)
    return Went.TO_STAFF


def _to_residents(
    session: Session, case: Case, spoken: Spoken, *, by: Person, now: datetime
) -> Went:
    kind = AnswerFromOffice if _is_talking(session, case, now) else FromOffice
    staff = staff_of(session, by.id, on=today_in(session, case.estate_id, now=now))
    name = staff.name if staff else ""
    alone = _asked_by(session, case, spoken)
    for at, (words, files) in enumerate(pieces(session, spoken)):
        said = kind(case.id, case.number, words, files, False, name, goes_on=at > 0)
        if alone is not None:
            sent = [post(session, said, to=alone, now=now)]
        else:
            sent = list(kind_of(case).tell(session, case, said, now=now))
        for each in sent:
            _keep(session, case, spoken, each, by=by, now=now)
    return Went.TO_RESIDENT


def _asked_by(session: Session, case: Case, spoken: Spoken) -> Address | None:
    """Return the one whose words this answers; without any, it is for everybody who reported."""
    here = (Outbox.chat_id == spoken.chat_id, Outbox.message_id == spoken.answers)
    asked = session.exec(
        select(Person)
        .join(Remark, col(Remark.person_id) == col(Person.id))
        .join(Outbox, col(Outbox.id) == col(Remark.outbox_id))
        .where(Remark.case_id == case.id, *here)
    ).first()
    return private(asked) if asked is not None else None


def _is_talking(session: Session, case: Case, now: datetime) -> bool:
    if case.status in {Status.ON_THE_WAY, Status.AT_HOME}:
        return True
    lately = select(Remark.id).where(
        Remark.case_id == case.id,
        Remark.person_id == case.reporter_id,
        col(Remark.said_at) >= now - TALKING,
    )
    return session.exec(lately).first() is not None


def _keep(
    session: Session, case: Case, spoken: Spoken, sent: int | None, *, by: Person, now: datetime
) -> None:
    session.add(
        Remark(
            estate_id=case.estate_id,
            case_id=case.id,
            person_id=by.id,
            chat_id=spoken.chat_id,
            message_id=spoken.message_id,
            outbox_id=sent,
            words=spoken.words,
            album=spoken.album,
            said_at=now,
        )
    )
    if sent is not None and spoken.album:
        wait_for_more(session, sent, now=now)
