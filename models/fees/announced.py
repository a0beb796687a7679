"""What a person is told of before it is in arrears: reckoned anew whenever asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.due import Due
from models.dunning.messages import OwedLine, owed_lines
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, rests, standing_of
from models.dunning.rules import arrears_from
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.clock import PayerIsTold
from models.fees.policy import FeesPolicy
from models.fees.reading import months_seen
from models.fees.rules import days_spoken_of
from models.fees.tables import Charge
from models.people.operations import homes_of
from models.people.tables import Person, Residency
from models.values import frozen

LISTED = 5  # homes, and charges of each: what is beyond them stands in /fees


@frozen
class AnnouncedHome:
    """A home and what of it is coming or just due; `more` charges are not listed."""

    home_id: int
    home: str
    lines: tuple[OwedLine, ...]
    more: int
    owed: int


def announced_to(
    session: Session, person: Person, *, on: date, since: date | None
) -> tuple[AnnouncedHome, ...]:
    """Return what the person may be told of that day, home by home; nothing if all is well.

    Nothing too where no charge is spoken of between `since` and that day. SEC-01.
    """
    found = [
        standing
        for home in homes_of(session, person.id, on=on)
        if (standing := coming_of(session, person, home, on=on)).lines
    ]
    if since is not None:
        spoken_of = days_spoken_of(since, on, policy_of(session, person.estate_id, FeesPolicy))
        if not any(line.charge.due_on in spoken_of for each in found for line in each.lines):
            return ()
    return tuple(_shown(session, each) for each in found)


def coming_of(session: Session, person: Person, home: Home, *, on: date) -> Standing:
    """Return the home with what is open, due soon or since a while, and not yet in arrears.

    Without a line where the person may not see it, or while the home rests.
    """
    policy, standing = policy_of(session, home.estate_id, DunningPolicy), _soon(session, home, on)
    since = min(months_seen(session, person, home.id, on=on), default=None)
    if since is None or rests(session, standing):
        return replace(standing, lines=())
    lines = tuple(
        line
        for line in standing.lines
        if line.charge.period >= since and on < arrears_from(line.charge.due_on, policy)
    )
    return replace(standing, lines=lines)


def may_have_paid(session: Session, person: Person, *, on: date) -> list[Home]:
    """Return the person's homes for which finance could look that day, none that rests. SEC-01."""
    return [
        home
        for home in homes_of(session, person.id, on=on)
        if months_seen(session, person, home.id, on=on)
        and (standing := _soon(session, home, on)).lines
        and not rests(session, standing)
    ]


def claimed_through(session: Session, home: Home, *, on: date) -> date:
    """Return the last due day that somebody means who says that day that the home has paid."""
    lines = _soon(session, home, on).lines
    return max((line.charge.due_on for line in lines if line.charge.due_on > on), default=on)


def whom_to_tell(session: Session, estate_id: int, due_days: set[date]) -> Sequence[int]:
    """Return who lives where something was charged for these due days, building by building."""
    wanted = (
        select(Person.id)
        .join(Residency, col(Residency.person_id) == col(Person.id))
        .join(Home, col(Home.id) == col(Residency.home_id))
        .join(Charge, col(Charge.home_id) == col(Home.id))
        .where(Charge.estate_id == estate_id, col(Charge.due_on).in_(due_days))
        .where(col(Person.telegram_id).is_not(None))
        .order_by(col(Home.building), col(Home.unit), col(Person.id))
    )
    return list(dict.fromkeys(session.exec(wanted)))


def told_later(session: Session, person_id: int, on: date) -> bool:
    """Tell whether the person had a turn on a later day: then that one says how it is now."""
    later = select(Due.id).where(
        Due.kind == PayerIsTold.__name__, Due.subject == person_id,
        Due.identity > on.isoformat(), col(Due.settled_at).is_not(None),
    )  # fmt: skip
    return session.exec(later).first() is not None


def _soon(session: Session, home: Home, on: date) -> Standing:
    """Return the home with all that is open and due by the last day that is spoken of."""
    ahead = policy_of(session, home.estate_id, FeesPolicy).ahead
    return standing_of(session, home, on=on + timedelta(days=ahead))


def _shown(session: Session, standing: Standing) -> AnnouncedHome:
    lines = owed_lines(session, standing)
    return AnnouncedHome(
        standing.home.id, standing.home.address, lines[:LISTED], len(lines[LISTED:]),
        standing.owed,
    )  # fmt: skip
