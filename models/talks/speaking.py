"""What either side of a talk writes reaches the other; what begins with // stays inside."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.errors import DomainError, NotAllowed
from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.tables import Outbox
from models.people.operations import staff_of
from models.people.roster import is_present
from models.people.tables import Person, Staff
from models.permissions import require_officer, today_in
from models.relay.pieces import pieces
from models.relay.spoken import INSIDE, Spoken, Went
from models.relay.tables import Remark
from models.talks.asking import keep_promise, promise, redraw_talk
from models.talks.cards import parts_of
from models.talks.passing import let_go
from models.talks.rules import IN_HAND, Part, Reply, Status
from models.talks.said import (
    AnswerFromOfficer,
    FromColleague,
    FromOfficer,
    SavedReply,
    from_talker,
)
from models.talks.tables import Talk

TALKING = timedelta(hours=1)  # after the resident's last words: an answer is no notice


class TalkHasEnded(DomainError):
    """The talk has ended; nothing goes over any more."""

    text_key = "talks.already_ended"


class SomebodyHasIt(DomainError):
    """A colleague has the talk: only they write to the resident."""

    text_key = "talks.already_taken"


class NotTakenYet(DomainError):
    """Somebody has to take the talk before they write."""

    text_key = "talks.take_first"


class OutOfReach(DomainError):
    """Our messages do not reach the resident: only the telephone does."""

    text_key = "talks.out_of_reach"


def talk_shown(session: Session, chat_id: int, message_id: int) -> Talk | None:
    """Return the talk that this message of ours is about; None for anything else."""
    sent = select(Outbox).where(Outbox.chat_id == chat_id, Outbox.message_id == message_id)
    for each in session.exec(sent):
        if talk_id := each.facts.get("talk_id"):
            return session.get(Talk, talk_id)
    return None


def say(session: Session, talk: Talk, spoken: Spoken, *, by: Person, now: datetime) -> Went:
    """Bring the words to the other side, or keep them inside.

    Raises NotAllowed, TalkHasEnded, NotTakenYet, SomebodyHasIt, OutOfReach. TEL-01.
    """
    staff = staff_of(session, by.id, on=today_in(session, talk.estate_id, now=now))
    parts = parts_of(talk, staff, person_id=by.id)
    if Part.RESIDENT in parts:
        return _from_resident(session, talk, spoken, by=by, now=now)
    staff = require_officer(session, by, now=now)
    if Part.OFFICER not in parts:
        raise NotAllowed
    if spoken.words.lstrip().startswith(INSIDE):
        return _inside(session, talk, spoken, staff, by=by, now=now)
    _may_answer(session, talk, staff)
    kind = AnswerFromOfficer if _is_talking(session, talk, now) else FromOfficer
    for words, files in pieces(session, spoken):
        said = kind(words, files, False, talk.id, staff.name)
        _to_resident(session, talk, spoken, said, by=by, now=now)
    return Went.TO_RESIDENT


def say_saved(
    session: Session, talk: Talk, reply: Reply, spoken: Spoken, *, by: Person, now: datetime
) -> None:
    """Say one of the office's saved replies. Raises as `say` does."""
    staff = require_officer(session, by, now=now)
    _may_answer(session, talk, staff)
    said = SavedReply(talk.id, staff.name, reply)
    _to_resident(session, talk, spoken, said, by=by, now=now, saved=reply)


def _from_resident(
    session: Session, talk: Talk, spoken: Spoken, *, by: Person, now: datetime
) -> Went:
    if talk.status is Status.ENDED:
        raise TalkHasEnded
    holder = session.get(Staff, talk.owner_id or 0)
    if holder is not None and not is_present(session, holder, now=now):
        let_go(session, talk, now=now)
        holder = None
    address = private(session.get_one(Person, holder.person_id)) if holder else None
    if holder is None or address is None:
        talk.told = "\n".join(each for each in (talk.told, spoken.words) if each)
        talk.files = [*talk.files, *spoken.files]
        _keep(session, talk, spoken, None, by=by, now=now)
        redraw_talk(session, talk, now=now)
        return Went.TO_STAFF
    for words, files in pieces(session, spoken):
        said = from_talker(session, talk, words, files)
        _keep(session, talk, spoken, post(session, said, to=address, now=now), by=by, now=now)
    if talk.waits_since is None:
        promise(session, talk, now=now)
    return Went.TO_STAFF


def _inside(
    session: Session, talk: Talk, spoken: Spoken, staff: Staff, *, by: Person, now: datetime
) -> Went:
    """Keep the note; who has the talk reads a colleague's at once."""
    holder, address = session.get(Staff, talk.owner_id or 0), None
    if holder is not None and holder.id != staff.id:
        address = private(session.get_one(Person, holder.person_id))
    if address is None:
        _keep(session, talk, spoken, None, by=by, now=now)
        return Went.INSIDE
    for words, _ in pieces(session, replace(spoken, files=())):
        said = FromColleague(words, (), False, talk.id, staff.name)
        _keep(session, talk, spoken, post(session, said, to=address, now=now), by=by, now=now)
    return Went.INSIDE


def _may_answer(session: Session, talk: Talk, staff: Staff) -> None:
    if talk.estate_id != staff.estate_id:
        raise NotAllowed
    if talk.status is Status.ENDED:
        raise TalkHasEnded
    if talk.status not in IN_HAND:
        raise NotTakenYet
    if talk.owner_id != staff.id:
        raise SomebodyHasIt(name=session.get_one(Staff, talk.owner_id).name)


def _to_resident(
    session: Session,
    talk: Talk,
    spoken: Spoken,
    said: Message,
    *,
    by: Person,
    now: datetime,
    saved: str = "",
) -> None:
    person = session.get_one(Person, talk.person_id)
    address = private(person)
    if address is None or person.unreachable_since is not None:
        raise OutOfReach
    sent = post(session, said, to=address, now=now)
    _keep(session, talk, spoken, sent, by=by, now=now, saved=saved)
    keep_promise(session, talk, now=now)


def _is_talking(session: Session, talk: Talk, now: datetime) -> bool:
    lately = select(Remark.id).where(
        Remark.talk_id == talk.id,
        Remark.person_id == talk.person_id,
        col(Remark.said_at) >= now - TALKING,
    )
    just_asked = talk.opened_at >= now - TALKING
    return just_asked or session.exec(lately).first() is not None


def _keep(
    session: Session,
    talk: Talk,
    spoken: Spoken,
    sent: int | None,
    *,
    by: Person,
    now: datetime,
    saved: str = "",
) -> None:
    session.add(
        Remark(
            estate_id=talk.estate_id, talk_id=talk.id, person_id=by.id, chat_id=spoken.chat_id,
            message_id=spoken.message_id, outbox_id=sent, words=spoken.words, saved=saved,
            said_at=now,
        )
    )  # fmt: skip
    session.flush()
