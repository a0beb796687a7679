"""Wish for a person, take the talk, ring up instead, end it, and say whether it helped."""

from datetime import datetime

from sqlmodel import Session

from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.handovers.days import plan_days
from models.intents.operations import post, private
from models.people.absences import takes
from models.people.tables import Person, Staff
from models.permissions import require_officer
from models.progress import drafts
from models.talks.asking import (
    ask,
    keep_promise,
    promise,
    redraw_talk,
    show_to,
    tell,
    was_shown,
)
from models.talks.cards import parts_of
from models.talks.lists import talk_of
from models.talks.messages import CallComes, CallMissed, TalkEnded, TalkOver, TalkTaken
from models.talks.passing import could_have_it, move_to, show_pictures, show_record
from models.talks.rules import IN_HAND, TALK_FLOW, Action, Part, Status
from models.talks.speaking import SomebodyHasIt, TalkHasEnded
from models.talks.tables import Talk


class CardIsOld(DomainError):
    """The card's button has been pressed already; the talk is a step further."""

    text_key = "talks.already_moved"


def wish_to_talk(
    session: Session, *, by_phone: bool = False, by: Person, now: datetime
) -> tuple[Talk, bool]:
    """Ask an officer on duty to answer; return the talk and whether it is service hours.

    A second wish while one is open keeps its promise. S-49.
    """
    estate = session.get_one(Estate, by.estate_id)
    calendar = calendar_of(session, estate)
    is_open = calendar.permitted(now, calendar.shift)
    talk = talk_of(session, by.id)
    if talk is not None:
        if by_phone and not talk.by_phone and talk.owner_id is not None:
            show_to(session, talk, session.get_one(Staff, talk.owner_id), now=now)
        talk.by_phone = talk.by_phone or by_phone
        redraw_talk(session, talk, now=now)
        return talk, is_open
    talk = Talk(
        estate_id=estate.id, person_id=by.id, by_phone=by_phone, opened_at=now,
        answer_by=now,
    )  # fmt: skip
    session.add(talk)
    session.flush()
    plan_days(session, estate.id, now=now)  # the morning's list shows what came at night
    ask(session, talk, now=now)
    return talk, is_open


def take(session: Session, talk_id: int, *, by: Person, now: datetime) -> Talk:
    """Let the officer have the talk: the resident sees who it is, which is an answer. ETQ-02.

    Raises NotAllowed, SomebodyHasIt, TalkHasEnded.
    """
    staff = require_officer(session, by, now=now)
    talk, status = _acted(session, talk_id, Action.TAKE, by, now)
    takes(session, staff, now=now)
    if talk.owner_id is not None:
        talk.status = status
        move_to(session, talk, staff, now=now)
        return talk
    _begun(session, talk, staff, status, now)
    tell(session, talk, TalkTaken(talk.id, staff.name), now=now)
    redraw_talk(session, talk, now=now)
    return talk


def call(session: Session, talk_id: int, *, by: Person, now: datetime) -> Talk:
    """Let the officer ring up, who takes the talk with it; the resident hears that it rings.

    Raises NotAllowed, SomebodyHasIt, TalkHasEnded.
    """
    staff = require_officer(session, by, now=now)
    talk, status = _acted(session, talk_id, Action.CALL, by, now)
    takes(session, staff, now=now)
    _begun(session, talk, staff, status, now)
    promise(session, talk, now=now)  # that it rings
    phone = session.get_one(Person, talk.person_id).phone or ""
    tell(session, talk, CallComes(talk.id, staff.name, phone), now=now)
    redraw_talk(session, talk, now=now)
    return talk


def called(
    session: Session, talk_id: int, action: Action, *, rev: int, by: Person, now: datetime
) -> Talk:
    """Note how the call went: it ends the talk, or nobody answered and the talk goes on here.

    Raises NotAllowed, CardIsOld.
    """
    staff = require_officer(session, by, now=now)
    talk, status = _acted(session, talk_id, action, by, now)
    if rev != talk.rev:
        raise CardIsOld
    if action is Action.REACHED:
        _end(session, talk, status, now)
        return talk
    talk.status, talk.rev, talk.tries = status, talk.rev + 1, talk.tries + 1
    keep_promise(session, talk, now=now)
    tell(session, talk, CallMissed(talk.id, staff.name), now=now)
    redraw_talk(session, talk, now=now)
    return talk


def hand_to(
    session: Session, talk_id: int, staff_id: int, *, by: Person, now: datetime
) -> tuple[Talk, Staff]:
    """Let a colleague or superior have the talk, with all notes. GEN-12.

    Raises NotAllowed, SomebodyHasIt, TalkHasEnded.
    """
    talk, status = _acted(session, talk_id, Action.PASS, by, now)
    found = [each for each in could_have_it(session, talk, by=by, now=now) if each.id == staff_id]
    if not found:
        raise NotAllowed
    talk.status = status
    move_to(session, talk, found[0], now=now)
    return talk, found[0]


def end(session: Session, talk_id: int, *, by: Person, now: datetime) -> Talk:
    """End the talk, by either side. Raises NotAllowed, SomebodyHasIt, TalkHasEnded."""
    talk, status = _acted(session, talk_id, Action.END, by, now)
    holder = session.get(Staff, talk.owner_id or 0)
    person = session.get_one(Person, talk.person_id)
    _end(session, talk, status, now)
    if holder is not None and by.id == person.id:
        address = private(session.get_one(Person, holder.person_id))
        if address is not None:
            over = TalkOver(talk.id, person.name, person.address_as)
            post(session, over, to=address, now=now)
    return talk


def say_whether_it_helped(
    session: Session, talk_id: int, *, helped: bool, by: Person, now: datetime
) -> Talk:
    """Keep the resident's answer; when it did not help, somebody above answers. GEN-12.

    Silence is never counted as satisfied. Raises NotAllowed, CardIsOld.
    """
    talk = _held(session, talk_id)
    if talk.person_id != by.id:
        raise NotAllowed
    if talk.status is not Status.ENDED or talk.helped is not None:
        raise CardIsOld
    talk.helped = helped
    session.add(talk)
    if not helped and talk_of(session, by.id) is None:
        talk.status = TALK_FLOW.after(talk.status, Action.UNHELPED, by={Part.RESIDENT})
        talk.owner_id, talk.ended_at, talk.rev = None, None, talk.rev + 1
        ask(session, talk, above=True, now=now)
    redraw_talk(session, talk, now=now)
    return talk


def _held(session: Session, talk_id: int) -> Talk:
    # As it is now, not as this transaction may have read it before it had to wait.
    talk = session.get(Talk, talk_id, with_for_update=True, populate_existing=True)
    if talk is None:
        raise NotAllowed
    return talk


def _acted(
    session: Session, talk_id: int, action: Action, by: Person, now: datetime
) -> tuple[Talk, Status]:
    """Return the talk and what becomes of it; its resident, or an officer, acts."""
    talk = _held(session, talk_id)
    staff = None if talk.person_id == by.id else require_officer(session, by, now=now)
    parts = parts_of(talk, staff, person_id=by.id)
    if not parts:
        raise NotAllowed
    if talk.status is Status.ENDED:
        raise TalkHasEnded
    if talk.status in IN_HAND and parts == {Part.OFFICER}:
        raise SomebodyHasIt(name=session.get_one(Staff, talk.owner_id).name)
    return talk, TALK_FLOW.after(talk.status, action, by=parts)


def _begun(session: Session, talk: Talk, staff: Staff, status: Status, now: datetime) -> None:
    """Let that officer have what nobody had, or go on with it another way."""
    is_new, again = talk.owner_id is None, talk.taken_at is not None
    talk.owner_id, talk.status, talk.rev = staff.id, status, talk.rev + 1
    talk.taken_at = now if is_new else talk.taken_at
    keep_promise(session, talk, now=now)
    session.flush()
    if is_new and not was_shown(session, talk, staff):
        show_to(session, talk, staff, now=now)
    if is_new:
        if again:
            show_record(session, talk, staff, now=now)
        show_pictures(session, talk, staff, now=now)


def _end(session: Session, talk: Talk, status: Status, now: datetime) -> None:
    asks = talk.owner_id is not None
    talk.status, talk.rev, talk.ended_at = status, talk.rev + 1, now
    keep_promise(session, talk, now=now)
    half_told = drafts(session, talk.person_id)[:1]
    draft_id = half_told[0].id if half_told else 0
    tell(session, talk, TalkEnded(talk.id, asks, draft_id), now=now)
    redraw_talk(session, talk, now=now)
