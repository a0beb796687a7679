"""Before and on the due day: who has a fee to pay hears of it, and answers with one press."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.due import due
from models.dunning.resting import claim_early
from models.dunning.tables import Rest
from models.dunning.turns import AT_ONCE, turn_at
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.announced import announced_to, claimed_through, whom_to_tell
from models.fees.announcing_messages import FeesAnnounced
from models.fees.clock import AnnouncingIsDue, PayerIsTold, PayersAreDue
from models.fees.policy import FeesPolicy
from models.fees.rules import days_spoken_of
from models.intents.operations import post, private
from models.intents.policy import NoticePolicy
from models.people.tables import Person
from models.permissions import today_in


class NothingToRemindOf(DomainError):
    """By tomorrow nothing is open, or somebody has spoken of it, or the monthly reminder does."""

    text_key = "fees.announced.nothing_tomorrow"


def plan_announcing(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the estate's next day in the book, at its first permitted hour. S-42."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    opens = policy_of(session, estate_id, NoticePolicy).resident_hours[0].opens
    on = calendar.day_of(now)
    if calendar.local(on, opens) <= now:
        on += timedelta(days=1)
    due(session, AnnouncingIsDue(estate_id, on), estate_id=estate_id, at=calendar.local(on, opens))


def begin_announcing(session: Session, moment: AnnouncingIsDue, *, now: datetime) -> None:
    """Give everybody with a fee that is spoken of today their turn, a little apart.

    A day that was missed is caught up with today, once.
    """
    estate_id = moment.subject
    plan_announcing(session, estate_id, now=now)
    today = today_in(session, estate_id, now=now)
    days = days_spoken_of(moment.on, today, policy_of(session, estate_id, FeesPolicy))
    people = whom_to_tell(session, estate_id, days)
    for first in range(0, len(people), AT_ONCE):
        part = tuple(people[first : first + AT_ONCE])
        turns = PayersAreDue(estate_id, today, moment.on, first, part, now)
        due(session, turns, estate_id=estate_id, at=now)


def give_payers_turns(session: Session, moment: PayersAreDue, *, now: datetime) -> None:
    """Enter the turns of these people in the book. S-42."""
    estate_id = moment.subject
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    hours = policy_of(session, estate_id, NoticePolicy).resident_hours
    for place, person_id in enumerate(moment.people, moment.first):
        told = PayerIsTold(person_id, moment.on, moment.since)
        at = turn_at(place, person_id, moment.begins, calendar, hours)
        due(session, told, estate_id=estate_id, at=at)


def tell_payer(session: Session, moment: PayerIsTold, *, now: datetime) -> None:
    """Tell the person what is coming or just due, in one message for all their homes.

    A turn of an earlier day is today's. What is paid, claimed, promised or held is heard here,
    and once more when the message is about to be sent. SEC-01.
    """
    person = session.get_one(Person, moment.subject)
    today = today_in(session, person.estate_id, now=now)
    if moment.on < today:
        late = PayerIsTold(person.id, today, moment.since)
        due(session, late, estate_id=person.estate_id, at=now)
        return
    address = private(person)
    if address is None or person.unreachable_since is not None:
        return
    if announced_to(session, person, on=today, since=moment.since):
        post(session, FeesAnnounced(person.id, today, moment.since), to=address, now=now)


def remind_tomorrow(session: Session, person_id: int, *, by: Person, now: datetime) -> None:
    """Give the person a turn tomorrow, one however often they ask.

    Raises NotAllowed, NothingToRemindOf.
    """
    if by.id != person_id:
        raise NotAllowed
    calendar = calendar_of(session, session.get_one(Estate, by.estate_id))
    tomorrow = calendar.day_of(now) + timedelta(days=1)
    if not announced_to(session, by, on=tomorrow, since=None):
        raise NothingToRemindOf
    opens = policy_of(session, by.estate_id, NoticePolicy).resident_hours[0].opens
    at = calendar.local(tomorrow, opens)
    due(session, PayerIsTold(by.id, tomorrow), estate_id=by.estate_id, at=at)


def claim_announced(session: Session, home_id: int, *, by: Person, now: datetime) -> Rest:
    """Let finance look for what was announced; the home rests meanwhile. FEE-02, FEE-12.

    Raises NotAllowed, NothingOwed, RestsAlready.
    """
    home = session.get(Home, home_id)
    if home is None or home.estate_id != by.estate_id:
        raise NotAllowed
    today = today_in(session, home.estate_id, now=now)
    through = claimed_through(session, home, on=today)
    return claim_early(session, home.id, through=through, by=by, now=now)
