"""A copy of what is known of somebody, and the wish to be forgotten, from the asking to the end."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.due import called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.operations import Address, post
from models.mydata.clock import NIGHT, ErasureComes, ErasureIsNear, KeptIsToGo, TracesComeAgain
from models.mydata.erasing import erase_late_traces, forget, forget_kept
from models.mydata.heads import asked_no_more, tell_heads
from models.mydata.messages import (
    ErasureAgreed,
    ErasureDone,
    ErasureForHead,
    ErasureOffered,
    ErasurePutOff,
    Forgotten,
    MyData,
)
from models.mydata.policy import MyDataPolicy
from models.mydata.reading import address_of, file_parts, in_the_way, kept_of
from models.mydata.rules import WINDOW, may_have_another
from models.mydata.tables import DataRequest
from models.mydata.words import FORGET_FLOW, Act, Side, Stage, Why, Wish
from models.people.search import person_of, resident
from models.people.tables import Person, Staff, StaffRole
from models.permissions import require_officer, require_staff

ARRIVED = timedelta(hours=1)  # by then what was on its way is there
HAS_ONE = (Stage.ASKED, Stage.COOLING, Stage.ENTERED)


class CopyTooSoon(DomainError):
    """The day's copies were given already."""

    text_key = "mydata.too_soon"


class InTheWay(DomainError):
    """Something has to end first."""

    text_key = "mydata.in_the_way"


class NothingToDecide(DomainError):
    """It was decided, taken back or done already."""

    text_key = "mydata.already_decided"


def give_copy(session: Session, person: Person, *, now: datetime) -> None:
    """Send the person, and nobody else, all that is known of them. Raises CopyTooSoon.

    SEC-01, OWN-08: other people's data are not in it.
    """
    policy = policy_of(session, person.estate_id, MyDataPolicy)
    given = session.exec(
        select(DataRequest.asked_at).where(
            DataRequest.person_id == person.id,
            DataRequest.wish == Wish.COPY,
            DataRequest.asked_at > now - WINDOW,
        )
    ).all()
    address = address_of(person)
    if address is None or not may_have_another(given, policy, now):
        raise CopyTooSoon(count=policy.copies_a_day)
    session.add(
        DataRequest(
            estate_id=person.estate_id, person_id=person.id, wish=Wish.COPY, stage=Stage.DONE,
            asked_at=now, ended_at=now,
        )
    )  # fmt: skip
    parts = file_parts(session, person.id)
    for part, files in enumerate(parts, 1):
        post(session, MyData(person.id, part, len(parts), tuple(files)), to=address, now=now)


def offer_erasure(
    session: Session, person: Person, *, now: datetime
) -> ErasureOffered | ErasureAgreed:
    """Return what would go, what stays until when, and what has to end first; or when it comes.

    What came in writing can be taken back here, too: it may not be their own wish. SEC-01.
    """
    wish = _wish(session, person)
    if wish is not None and wish.stage is Stage.COOLING:
        return ErasureAgreed(wish.id, wish.erase_at or now)
    cases, spaces, works = in_the_way(session, person)
    days = policy_of(session, person.estate_id, MyDataPolicy).days
    kept = kept_of(session, person, now)
    asked = wish.id if wish is not None and wish.stage is Stage.ASKED else None
    return ErasureOffered(person.id, cases, spaces, works, kept, days, asked)


def agree(session: Session, person: Person, *, now: datetime) -> ErasureAgreed:
    """Enter the wish; it comes true at night when its days are over. Raises InTheWay."""
    wish = _wish(session, person)
    if wish is None:
        if any(in_the_way(session, person)):
            raise InTheWay
        wish = DataRequest(
            estate_id=person.estate_id, person_id=person.id, wish=Wish.ERASURE,
            stage=Stage.ASKED, asked_at=now,
        )  # fmt: skip
    if Act.AGREE in FORGET_FLOW.actions(wish.stage, by={Side.SELF}):
        _cool(session, wish, FORGET_FLOW.after(wish.stage, Act.AGREE, by={Side.SELF}), now=now)
    return ErasureAgreed(wish.id, wish.erase_at or now)


def key_in(session: Session, residency_id: int, *, by: Person, now: datetime) -> DataRequest:
    """Put before the head what a resident wished in writing. Raises NotAllowed, InTheWay."""
    officer = require_officer(session, by, now=now)
    person = person_of(session, residency_id, officer.estate_id)
    home = resident(session, residency_id, officer.estate_id).home
    if any(in_the_way(session, person)):
        raise InTheWay
    wish = _wish(session, person)
    if wish is not None:
        raise NothingToDecide
    wish = DataRequest(
        estate_id=person.estate_id, person_id=person.id, wish=Wish.ERASURE, stage=Stage.ASKED,
        asked_by=officer.id, asked_at=now,
    )  # fmt: skip
    session.add(wish)
    session.flush()
    kept = kept_of(session, person, now)
    asked = ErasureForHead(wish.id, person.name, home, officer.name, kept)
    tell_heads(session, wish.estate_id, asked, now=now)
    return wish


def decide(
    session: Session, request_id: int, *, granted: bool, by: Person, now: datetime
) -> DataRequest:
    """Let the head approve what came in writing, or not. Raises NotAllowed, NothingToDecide."""
    head = require_staff(session, by, now=now)
    act = Act.GRANT if granted else Act.REFUSE
    wish, to = _acted(session, request_id, act, by=(by,), staff=head)
    wish.decided_by = head.id
    asked_no_more(session, wish, "approved" if granted else "decided_not", but=by, now=now)
    if not granted:
        wish.stage, wish.ended_at = to, now
        session.add(wish)
        return wish
    _cool(session, wish, to, now=now)
    address = address_of(session.get_one(Person, wish.person_id))
    if address is not None:
        post(session, ErasureAgreed(wish.id, wish.erase_at or now), to=address, now=now)
    return wish


def take_back(session: Session, request_id: int, *, by: Sequence[Person], now: datetime) -> None:
    """Keep everything: the wish is taken back. Raises NotAllowed, NothingToDecide."""
    wish, to = _acted(session, request_id, Act.KEEP, by=by)
    if wish.stage is Stage.ASKED:
        asked_no_more(session, wish, "no_longer", now=now)
    wish.stage, wish.ended_at = to, now
    session.add(wish)
    called_off(session, ErasureIsNear, ErasureComes, subject=wish.id, now=now)


def remind(session: Session, moment: ErasureIsNear, *, now: datetime) -> None:
    """Say once more that it can be taken back."""
    wish = session.get_one(DataRequest, moment.subject)
    address = address_of(session.get_one(Person, wish.person_id))
    if wish.stage is Stage.COOLING and address is not None:
        soon = ErasureAgreed(wish.id, wish.erase_at or now, soon=True)
        post(session, soon, to=address, now=now)


def erase_when_due(session: Session, moment: ErasureComes, *, now: datetime) -> None:
    """Forget the person now, or the next night when something new is in the way. SEC-01."""
    wish = session.get_one(DataRequest, moment.subject)
    if wish.stage not in (Stage.COOLING, Stage.ENTERED):
        return
    person = session.get_one(Person, wish.person_id)
    cases, spaces, works = in_the_way(session, person)
    if cases or spaces or works:
        _put_off(session, wish, moment, ErasurePutOff(cases, spaces), now=now)
        return
    last, kept = address_of(person), kept_of(session, person, now)
    language = person.language
    forget(session, person, now=now)
    if wish.stage is Stage.COOLING:
        wish.stage = FORGET_FLOW.after(wish.stage, Act.ERASE, by={Side.CLOCK})
    else:  # the owner's name, which was left in the register until now
        wish.stage = Stage.ERASED
    wish.ended_at = now
    session.add(wish)
    if last is not None:
        to = Address(last.estate_id, last.chat_id, language=language)
        post(session, Forgotten(kept), to=to, now=now)
    calendar = calendar_of(session, session.get_one(Estate, wish.estate_id))
    for each in kept:
        if each.until is not None:
            gone = KeptIsToGo(person.id, each.why, each.until)
            due(session, gone, estate_id=wish.estate_id, at=calendar.local(each.until, NIGHT))
    due(session, TracesComeAgain(wish.id), estate_id=wish.estate_id, at=now + ARRIVED)
    owner = any(each.why is Why.REGISTER for each in kept)
    done = ErasureDone(calendar.day_of(now), owner)
    tell_heads(session, wish.estate_id, done, now=now)


def come_again(session: Session, moment: TracesComeAgain, *, now: datetime) -> None:
    """Erase what was on its way then."""
    erase_late_traces(session, session.get_one(DataRequest, moment.subject), now=now)


def let_go(session: Session, moment: KeptIsToGo, *, now: datetime) -> None:
    """Erase what was kept of a former resident for its years."""
    forget_kept(session, session.get_one(Person, moment.subject), moment.why)


def sides_of(wish: DataRequest, *, by: Sequence[Person], staff: Staff | None) -> frozenset[Side]:
    """Return what these, who are one, are to the wish."""
    found = {Side.SELF} if wish.person_id in {each.id for each in by} else set[Side]()
    if staff and staff.estate_id == wish.estate_id and staff.role is StaffRole.OFFICE_HEAD:
        found.add(Side.HEAD)
    return frozenset(found)


def _acted(
    session: Session, request_id: int, act: Act, *, by: Sequence[Person], staff: Staff | None = None
) -> tuple[DataRequest, Stage]:
    """Return the wish, and what the act makes of it. Raises NotAllowed, NothingToDecide."""
    wish = session.get(DataRequest, request_id, with_for_update=True)
    if wish is None:
        raise NotAllowed
    sides = sides_of(wish, by=by, staff=staff)
    if not any(arrow.by & sides for arrow in FORGET_FLOW.arrows if arrow.action is act):
        raise NotAllowed
    if act not in FORGET_FLOW.actions(wish.stage, by=sides):
        raise NothingToDecide
    return wish, FORGET_FLOW.after(wish.stage, act, by=sides)


def _wish(session: Session, person: Person) -> DataRequest | None:
    wanted = select(DataRequest).where(
        DataRequest.person_id == person.id,
        DataRequest.wish == Wish.ERASURE,
        col(DataRequest.stage).in_(HAS_ONE),
    )
    return session.exec(wanted.with_for_update()).first()


def _cool(session: Session, wish: DataRequest, to: Stage, *, now: datetime) -> None:
    """Let the days begin in which it can be taken back."""
    policy = policy_of(session, wish.estate_id, MyDataPolicy)
    calendar = calendar_of(session, session.get_one(Estate, wish.estate_id))
    on = calendar.day_of(now) + timedelta(days=policy.days + 1)
    wish.stage, wish.erase_at = to, calendar.local(on, NIGHT)
    session.add(wish)
    session.flush()
    due(session, ErasureComes(wish.id, on), estate_id=wish.estate_id, at=wish.erase_at)
    near = calendar.local(on - timedelta(days=policy.remind_days), time(10))
    if near > now:
        due(session, ErasureIsNear(wish.id), estate_id=wish.estate_id, at=near)


def _put_off(
    session: Session, wish: DataRequest, moment: ErasureComes, told: ErasurePutOff, *, now: datetime
) -> None:
    """Try again the next night; the person hears of it the first time."""
    calendar = calendar_of(session, session.get_one(Estate, wish.estate_id))
    on = calendar.day_of(now) + timedelta(days=1)
    at, is_first = calendar.local(on, NIGHT), wish.erase_at == calendar.local(moment.on, NIGHT)
    due(session, ErasureComes(wish.id, on), estate_id=wish.estate_id, at=at)
    address = address_of(session.get_one(Person, wish.person_id))
    if is_first and address is not None:
        post(session, told, to=address, now=now)
