"""A host gives a pass and takes it back; the clock ends it, and forgets it in time."""

import secrets
from datetime import datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session, col, func, select

from models.due import Moment, called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.tables import Outbox
from models.people.operations import homes_of
from models.people.tables import Person
from models.permissions import require_place, today_in
from models.values import frozen
from models.visitors.messages import PassForHost, PassStillOpen
from models.visitors.policy import VisitorPolicy
from models.visitors.rules import PASS_FLOW, Action, Part, Status
from models.visitors.tables import VisitorPass

PREFIX = "pass-"  # of the word behind /start in a link
LISTED = 20  # passes of one host in one message
CODES = 10**6  # six figures: only the gate may try them


class EnoughPasses(DomainError):
    """The home has given as many passes for that day as the estate allows."""

    text_key = "visitors.enough"


class PassIsSettled(DomainError):
    """The pass was used, taken back or has ended."""

    text_key = "visitors.settled"


@frozen
class PassEnds(Moment):
    """A pass is good no longer."""

    subject: int
    rings: ClassVar[str] = "visitors"


@frozen
class PassIsForgotten(Moment):
    """A pass that has ended is to be forgotten. SEC-01."""

    subject: int
    rings: ClassVar[str] = "visitors"


@frozen
class Guest:
    """Who is to be let in: by which car, how many, and when."""

    home_id: int
    plate: str  # empty: on foot
    guests: int
    valid_from: datetime
    valid_until: datetime


def give_pass(session: Session, guest: Guest, *, by: Person, now: datetime) -> VisitorPass:
    """Return a new pass: the host's consent, in writing. VIS-01.

    Raises NotAllowed, EnoughPasses.
    """
    require_place(session, by, guest.home_id, now=now)
    estate = session.exec(
        select(Estate).where(Estate.id == by.estate_id).with_for_update()
    ).one()  # two passes at once are counted one after the other
    policy = policy_of(session, estate.id, VisitorPolicy)
    _refuse_if_enough(session, estate, guest, policy)
    given = VisitorPass(
        estate_id=estate.id, home_id=guest.home_id, person_id=by.id, plate=guest.plate,
        guests=guest.guests, valid_from=guest.valid_from, valid_until=guest.valid_until,
        token=secrets.token_urlsafe(24), code=_free_code(session, estate.id), asked_at=now,
    )  # fmt: skip
    session.add(given)
    session.flush()
    due(session, PassEnds(given.id), estate_id=estate.id, at=given.valid_until)
    gone_at = given.valid_until + timedelta(days=policy.retention_days)
    due(session, PassIsForgotten(given.id), estate_id=estate.id, at=gone_at)
    return given


def take_back(session: Session, pass_id: int, *, by: Person, now: datetime) -> VisitorPass:
    """Let the pass open nothing any more. Raises NotAllowed, PassIsSettled."""
    given = given_by(session, pass_id, by=by, now=now)
    settle(session, given, Action.CANCEL, Part.HOST, now=now)
    return given


def given_by(session: Session, pass_id: int, *, by: Person, now: datetime) -> VisitorPass:
    """Return the pass that this host gave and may still take back, held against others.

    Raises NotAllowed, PassIsSettled.
    """
    given = held(session, pass_id)
    if given.person_id != by.id:
        raise NotAllowed
    require_place(session, by, given.home_id, now=now)
    if given.status is not Status.OPEN:
        raise PassIsSettled
    return given


def open_passes(session: Session, by: Person, *, now: datetime) -> list[VisitorPass]:
    """Return what this host gave and may still take back, what ends first in front."""
    homes = homes_of(session, by.id, on=today_in(session, by.estate_id, now=now))
    still_good = (
        VisitorPass.person_id == by.id,
        col(VisitorPass.home_id).in_([each.id for each in homes]),
        VisitorPass.status == Status.OPEN,
        col(VisitorPass.valid_until) > now,
    )
    wanted = select(VisitorPass).where(*still_good).order_by(col(VisitorPass.valid_until))
    return list(session.exec(wanted.limit(LISTED)))


def stands_in(session: Session, given: VisitorPass, *, chat_id: int) -> set[int]:
    """Return the messages of this chat that show the pass with the button that takes it back."""
    of_a_pass = (PassForHost.__name__, PassStillOpen.__name__)
    wanted = select(Outbox).where(Outbox.chat_id == chat_id, col(Outbox.kind).in_(of_a_pass))
    rows = session.exec(wanted.where(col(Outbox.message_id).is_not(None)))
    return {each.message_id or 0 for each in rows if each.facts["pass_id"] == given.id}


def end_pass(session: Session, moment: PassEnds, *, now: datetime) -> None:
    """End a pass that nobody used."""
    given = held(session, moment.subject)
    if given.status is Status.OPEN:
        settle(session, given, Action.EXPIRE, Part.CLOCK, now=now)


def forget_pass(session: Session, moment: PassIsForgotten, *, now: datetime) -> None:
    """Remove what was known of the visit: whose guest, by which car, when. SEC-01."""
    given = session.get(VisitorPass, moment.subject)
    if given is not None:
        called_off(session, PassEnds, subject=given.id, now=now)
        session.delete(given)


def settle(
    session: Session, given: VisitorPass, action: Action, part: Part, *, now: datetime
) -> None:
    """Put the pass where the action leads. Raises NotAllowed."""
    given.status = PASS_FLOW.after(given.status, action, by=frozenset({part}))
    given.rev, given.decided_at = given.rev + 1, now
    session.add(given)
    session.flush()


def held(session: Session, pass_id: int) -> VisitorPass:
    """Return the pass as it is now, held against others. Raises PassIsSettled."""
    # As it is now, not as this transaction may have read it before it had to wait.
    given = session.get(VisitorPass, pass_id, with_for_update=True, populate_existing=True)
    if given is None:
        raise PassIsSettled
    return given


def day_around(session: Session, estate: Estate, moment: datetime) -> tuple[datetime, datetime]:
    """Return when the estate's day of that moment begins, and when the next one does."""
    calendar = calendar_of(session, estate)
    day = calendar.day_of(moment)
    return calendar.local(day, time()), calendar.local(day + timedelta(days=1), time())


def _refuse_if_enough(
    session: Session, estate: Estate, guest: Guest, policy: VisitorPolicy
) -> None:
    begins, ends = day_around(session, estate, guest.valid_from)
    here = (
        VisitorPass.home_id == guest.home_id,
        col(VisitorPass.status) != Status.CANCELLED,
        col(VisitorPass.valid_from) >= begins,
        col(VisitorPass.valid_from) < ends,
    )
    given = session.exec(select(func.count()).select_from(VisitorPass).where(*here)).one()
    if given >= policy.passes_a_day:
        raise EnoughPasses(count=policy.passes_a_day)


def _free_code(session: Session, estate_id: int) -> str:
    taken = select(VisitorPass.code).where(
        VisitorPass.estate_id == estate_id, VisitorPass.status == Status.OPEN
    )
    known = set(session.exec(taken))
    while (code := f"{secrets.randbelow(CODES):06}") in known:
        pass
    return code
