"""Ask an officer to call, see that it happens, and strike it off."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.due import Moment, called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import in_group, post, private
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import OFFICERS, require_staff
from models.talks.messages import CallPlease
from models.talks.policy import TalkPolicy
from models.talks.rules import About, called_by
from models.talks.tables import Talk

ABOVE = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


class TalkDone(DomainError):
    """Somebody has called already."""

    text_key = "talks.already_called"


@dataclass(frozen=True)
class TalkIsLate(Moment):
    """The call that was promised has not been made. Source: S-49, GEN-07."""

    subject: int
    rings: ClassVar[str] = "talks"


def wish_to_talk(
    session: Session, about: About, told: str, *, by: Person, now: datetime
) -> tuple[Talk, bool]:
    """Ask an officer on duty to call; return the wish and whether it is service hours.

    A second wish while one is open adds its words to it, and keeps its promise. S-49.
    """
    estate = session.get_one(Estate, by.estate_id)
    calendar = calendar_of(session, estate)
    is_open = calendar.permitted(now, calendar.shift)
    wanted = select(Talk).where(Talk.person_id == by.id, col(Talk.closed_at).is_(None))
    talk = session.exec(wanted.order_by(col(Talk.id).desc())).first()
    if talk is not None:
        talk.told = "\n".join(each for each in (talk.told, told) if each)
        talk.about = about if about is About.COMPLAINT else talk.about
        session.add(talk)
        return talk, is_open
    policy = policy_of(session, estate.id, TalkPolicy)
    talk = Talk(
        estate_id=estate.id, person_id=by.id, about=about, told=told, opened_at=now,
        called_by=called_by(now, policy, calendar),
    )  # fmt: skip
    session.add(talk)
    session.flush()
    duty = on_duty(session, estate.id, StaffRole.OFFICER, calendar=calendar, now=now)
    _ask(session, talk, duty, late=False, now=now)
    due(session, TalkIsLate(talk.id), estate_id=estate.id, at=talk.called_by)
    return talk, is_open


def climb(session: Session, moment: TalkIsLate, *, now: datetime) -> None:
    """Ask the next one up to call: the promise has passed."""
    talk = session.get_one(Talk, moment.subject)
    if talk.closed_at is None:
        _ask(session, talk, [], late=True, now=now)


def contact(session: Session, talk_id: int, *, by: Person, now: datetime) -> CallPlease:
    """Return whom to call, for an officer's private chat. Raises NotAllowed, TalkDone."""
    talk, _ = _open_one(session, talk_id, by, now)
    return _face(session, talk, late=talk.called_by < now, named=True)


def talked(session: Session, talk_id: int, *, by: Person, now: datetime) -> None:
    """Strike the wish off: the officer has called. Raises NotAllowed, TalkDone."""
    talk, staff = _open_one(session, talk_id, by, now)
    talk.closed_at, talk.closed_by = now, staff.id
    session.add(talk)
    called_off(session, TalkIsLate, subject=talk.id, now=now)


def _open_one(session: Session, talk_id: int, by: Person, now: datetime) -> tuple[Talk, Staff]:
    staff = require_staff(session, by, now=now)
    talk = session.exec(select(Talk).where(Talk.id == talk_id).with_for_update()).first()
    if staff.role not in OFFICERS or (talk is not None and talk.estate_id != staff.estate_id):
        raise NotAllowed
    if talk is None or talk.closed_at is not None:
        raise TalkDone
    return talk, staff


def _ask(session: Session, talk: Talk, first: list[Staff], *, late: bool, now: datetime) -> None:
    above = staff_in(session, talk.estate_id, *ABOVE, now=now)
    person = reachable(session, [*first, *above])
    address = private(person) if person else None
    group = group_for(session, talk.estate_id, Purpose.MANAGEMENT)
    if address is not None:
        post(session, _face(session, talk, late=late, named=True), to=address, now=now)
    elif group is not None:
        post(session, _face(session, talk, late=late, named=False), to=in_group(group), now=now)


def _face(session: Session, talk: Talk, *, late: bool, named: bool) -> CallPlease:
    known = (talk.id, talk.about, talk.called_by, late)
    if not named:
        return CallPlease(*known)
    person = session.get_one(Person, talk.person_id)
    return CallPlease(*known, person.name, person.address_as, person.phone or "", talk.told)
