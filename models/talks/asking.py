"""Ask somebody to take a talk, see that it happens in time, and climb when it does not."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, func, select

from models.due import Moment, called_off, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.messages import Message
from models.intents.operations import Address, in_group, post, private
from models.intents.tables import Outbox, OutboxState
from models.people.roster import is_present, on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.talks.cards import TalkCard, building_of
from models.talks.messages import TalkIsLateForResident
from models.talks.policy import TalkPolicy
from models.talks.rules import Status, answer_by
from models.talks.tables import Talk, TalkAsk
from models.values import frozen

LADDER = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


@frozen
class TalkIsLate(Moment):
    """A promise of a talk is broken, `step` times over. Source: S-49, GEN-07."""

    subject: int
    promise: int
    step: int = 0
    rings: ClassVar[str] = "talks"

    def identity(self) -> str:
        return f"{self.promise}.{self.step}"


@frozen
class TalkOpens(Moment):
    """The office opens for who asked at night. Source: S-49."""

    subject: int
    promise: int
    rings: ClassVar[str] = "talks"

    def identity(self) -> str:
        return str(self.promise)


def promise(session: Session, talk: Talk, *, now: datetime) -> None:
    """Let the resident wait from now on, no longer than the estate promises."""
    talk.waits_since, talk.climbed, talk.promises = now, 0, talk.promises + 1
    talk.answer_by = _answer_by(session, talk, now, 0)
    session.add(talk)
    late = TalkIsLate(talk.id, talk.promises)
    due(session, late, estate_id=talk.estate_id, at=talk.answer_by)


def keep_promise(session: Session, talk: Talk, *, now: datetime) -> None:
    """Somebody is there: nobody waits and nothing climbs any more."""
    talk.waits_since, talk.climbed = None, 0
    session.add(talk)
    called_off(session, TalkIsLate, TalkOpens, subject=talk.id, now=now)


def ask(session: Session, talk: Talk, *, above: bool = False, now: datetime) -> None:
    """Promise an answer and show the talk to an officer on duty; when closed, at the opening.

    Whose building it is comes first, then who has the fewest talks in hand (ETQ-12). `above`: to
    the superiors only. Nobody there: to the management group, without a name.
    """
    promise(session, talk, now=now)
    calendar = calendar_of(session, session.get_one(Estate, talk.estate_id))
    opens = calendar.first_permitted(now, calendar.shift)
    if opens > now:
        due(session, TalkOpens(talk.id, talk.promises), estate_id=talk.estate_id, at=opens)
        return
    officers = [] if above else _officers(session, talk, now)
    superiors = staff_in(session, talk.estate_id, *LADDER, now=now)
    show_first(session, talk, [*officers, *superiors], now=now)


def opened(session: Session, moment: TalkOpens, *, now: datetime) -> None:
    """Show what was kept over night to who is on duty now."""
    talk = session.get_one(Talk, moment.subject)
    if talk.status is Status.ASKED and talk.promises == moment.promise:
        superiors = staff_in(session, talk.estate_id, *LADDER, now=now)
        show_first(session, talk, [*_officers(session, talk, now), *superiors], now=now)


def climb(session: Session, moment: TalkIsLate, *, now: datetime) -> None:
    """Tell the next one up, and apologise to the resident before they ask. S-49, ETQ-06.

    Who is highest is told again at every opening: it never falls silent. GEN-07.
    """
    talk = session.get_one(Talk, moment.subject)
    if talk.waits_since is None or talk.promises != moment.promise:
        return
    rungs = _rungs(session, talk, now)
    top = max(1, len(rungs)) - 1
    above = rungs[min(moment.step, top)] if rungs else []
    talk.climbed = min(moment.step, top) + 1
    session.add(talk)
    holder = session.get(Staff, talk.owner_id or 0)
    if holder is not None:
        show_to(session, talk, holder, now=now)
    show_first(session, talk, above, now=now)
    if moment.step <= top:
        role = above[0].role.value if above else ""
        tell(session, talk, TalkIsLateForResident(talk.id, role), now=now)
    following = TalkIsLate(talk.id, moment.promise, moment.step + 1)
    if following.step <= top:
        at = _answer_by(session, talk, talk.waits_since, following.step)
    else:
        at = _next_opening(session, talk, now)
    due(session, following, estate_id=talk.estate_id, at=at)


def show_first(session: Session, talk: Talk, candidates: list[Staff], *, now: datetime) -> None:
    """Show the talk to the first of them who can be reached, else to the management group."""
    others = [each for each in candidates if each.person_id != talk.person_id]
    found = next((each for each in others if reachable(session, [each])), None)
    group = group_for(session, talk.estate_id, Purpose.MANAGEMENT)
    if found is not None:
        show_to(session, talk, found, now=now)
    elif group is not None:
        _shown(session, talk, None, in_group(group), now)


def show_to(session: Session, talk: Talk, staff: Staff, *, now: datetime) -> None:
    """Show the talk in that person's private chat, at the bottom."""
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        _shown(session, talk, staff.id, address, now)


def redraw_talk(session: Session, talk: Talk, *, now: datetime) -> None:
    """Have the talk drawn again wherever it was shown to somebody who still is here."""
    session.flush()
    for each in session.exec(select(TalkAsk).where(TalkAsk.talk_id == talk.id)):
        sent = session.get(Outbox, each.outbox_id)
        staff = session.get(Staff, each.staff_id or 0)
        if sent is None or sent.state is not OutboxState.SENT or sent.message_id is None:
            continue
        if staff is None or is_present(session, staff, now=now):
            to = Address(
                sent.estate_id, sent.chat_id, sent.thread_id, sent.person_id, sent.group_id,
                sent.language,
            )  # fmt: skip
            card = TalkCard(talk.id, each.staff_id or 0)
            post(session, card, to=to, now=now, edits=sent.message_id)


def was_shown(session: Session, talk: Talk, staff: Staff) -> bool:
    """Tell whether the person has the talk's card."""
    here = (TalkAsk.talk_id == talk.id, TalkAsk.staff_id == staff.id)
    return session.exec(select(TalkAsk.id).where(*here)).first() is not None


def tell(session: Session, talk: Talk, message: Message, *, now: datetime) -> None:
    """Say something about the talk to who wished for it."""
    address = private(session.get_one(Person, talk.person_id))
    if address is not None:
        post(session, message, to=address, now=now)


def _rungs(session: Session, talk: Talk, now: datetime) -> list[list[Staff]]:
    """Return who is above, role by role, as far as somebody there can be reached."""
    superiors = staff_in(session, talk.estate_id, *LADDER, now=now)
    others = [each for each in superiors if each.id != talk.owner_id]
    roles = ([each for each in others if each.role is role] for role in LADDER)
    return [here for here in roles if reachable(session, here)]


def _shown(session: Session, talk: Talk, staff_id: int | None, to: Address, now: datetime) -> None:
    sent = post(session, TalkCard(talk.id, staff_id or 0), to=to, now=now)
    ask_row = TalkAsk(talk_id=talk.id, staff_id=staff_id, outbox_id=sent, asked_at=now)
    session.add(ask_row)
    session.flush()


def _officers(session: Session, talk: Talk, now: datetime) -> list[Staff]:
    calendar = calendar_of(session, session.get_one(Estate, talk.estate_id))
    found = on_duty(session, talk.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    building = building_of(session, talk.person_id)
    busy = {staff.id: _asked_of(session, staff) for staff in found}
    return sorted(found, key=lambda staff: (building not in staff.buildings, busy[staff.id]))


def _asked_of(session: Session, staff: Staff) -> int:
    """Count the talks that are open and with the person, or before them."""
    shown = select(TalkAsk.talk_id).where(TalkAsk.staff_id == staff.id)
    before = (col(Talk.status) == Status.ASKED) & col(Talk.id).in_(shown)
    theirs = (col(Talk.owner_id) == staff.id) & (col(Talk.status) != Status.ENDED)
    return session.exec(select(func.count()).select_from(Talk).where(before | theirs)).one()


def _answer_by(session: Session, talk: Talk, since: datetime, step: int) -> datetime:
    estate = session.get_one(Estate, talk.estate_id)
    policy = policy_of(session, talk.estate_id, TalkPolicy)
    return answer_by(since, policy, calendar_of(session, estate), step)


def _next_opening(session: Session, talk: Talk, now: datetime) -> datetime:
    calendar = calendar_of(session, session.get_one(Estate, talk.estate_id))
    tomorrow = calendar.end_of_day(now, 0) + timedelta(seconds=1)
    return calendar.first_permitted(tomorrow, calendar.shift)
