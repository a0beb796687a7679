"""What a resident says besides the answer: reasons at a press, a sentence, photographs. REP-15."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.independence import kept_from
from models.cases.messages import CasePhotos
from models.cases.operations import attach, locked, note
from models.cases.parts import Part
from models.cases.tables import Case, FileRole
from models.cases.words import Words
from models.errors import NotAllowed
from models.events import Actor, Event
from models.files.tables import SLOWER, parcels
from models.followups.messages import OpinionAsked
from models.followups.policy import Channel
from models.followups.rules import REASONS, Reason
from models.followups.tables import FollowUp
from models.intents.operations import post, private, redraw
from models.people.tables import Person, Staff
from models.permissions import parts_in


def may_say(
    session: Session, followup_id: int, *, by: Person, now: datetime
) -> tuple[FollowUp, Case, Actor]:
    """Return the answered question to which this person may add, and as who.

    The reporter may, and an officer to what was heard in person. Raises NotAllowed.
    """
    follow_up = session.get(FollowUp, followup_id)
    if follow_up is None or follow_up.answer is None:
        raise NotAllowed
    case = locked(session, follow_up.case_id)
    parts = parts_in(session, case, by, now=now)
    if Part.REPORTER in parts:
        return follow_up, case, Actor.RESIDENT
    if Part.OFFICER in parts and follow_up.channel in (Channel.PHONE, Channel.VISIT):
        return follow_up, case, Actor.STAFF
    raise NotAllowed


def ask_why(session: Session, followup_id: int, *, by: Person, now: datetime) -> OpinionAsked:
    """Return the question for reasons and words, with what is known. Raises NotAllowed."""
    follow_up, case, actor = may_say(session, followup_id, by=by, now=now)
    return _asked(follow_up, case, actor)


def keep_reason(
    session: Session, followup_id: int, reason: Reason, *, by: Person, now: datetime
) -> OpinionAsked:
    """Keep a reason, once; the cards of repair staff and supervisor show it. CB-14, REP-15.

    Raises NotAllowed, also for a reason that does not fit the answer.
    """
    follow_up, case, actor = may_say(session, followup_id, by=by, now=now)
    if follow_up.answer is None or reason not in REASONS[follow_up.answer]:
        raise NotAllowed
    if reason not in follow_up.reasons:
        follow_up.reasons = [*follow_up.reasons, reason.value]
        session.add(follow_up)
        note(session, case, "opinion", actor=actor, person=by, now=now, reason=reason)
        redraw(session, case.id, now=now)
    return _asked(follow_up, case, actor)


def keep_words(
    session: Session, followup_id: int, told: Words, album: str = "", *, by: Person, now: datetime
) -> None:
    """Keep a sentence and files; who did the work sees them. Raises NotAllowed. REP-15.

    `album`: of which the files are one, whose others come by themselves.
    """
    follow_up, case, actor = may_say(session, followup_id, by=by, now=now)
    follow_up.opinion = f"{follow_up.opinion}\n{told.text}".strip()
    session.add(follow_up)
    attach(session, case, told.media, FileRole.OPINION)
    whole = {"album": album, "followup": followup_id} if album else {}
    note(session, case, "opinion", actor=actor, person=by, now=now, **whole)
    redraw(session, case.id, now=now)
    staff = None if follow_up.staff_id is None else session.get_one(Staff, follow_up.staff_id)
    if staff is None or kept_from(session, case, staff):
        return
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        for files in parcels(session, told.media):
            post(session, CasePhotos(case.number, files), to=address, now=now)


def add_pictures(
    session: Session, pictures: tuple[int, ...], album: str, *, by: Person, now: datetime
) -> bool:
    """Add them to what this person said with the same album; false when that was no opinion."""
    lately = select(Event).where(
        Event.person_id == by.id, Event.action == "opinion", col(Event.at) >= now - SLOWER
    )
    said = (each.facts for each in session.exec(lately) if each.facts.get("album") == album)
    begun = next(said, None)
    if begun is not None:
        keep_words(session, begun["followup"], Words("", pictures), album, by=by, now=now)
    return begun is not None


def _asked(follow_up: FollowUp, case: Case, actor: Actor) -> OpinionAsked:
    if follow_up.answer is None:
        raise NotAllowed
    reasons = tuple(map(Reason, follow_up.reasons))
    in_person = actor is Actor.STAFF
    return OpinionAsked(follow_up.id, case.number, follow_up.answer, reasons, in_person)
