"""Collection at the home: only by an appointment that the resident agreed. FEE-03, FEE-11."""

from datetime import datetime

from sqlmodel import Session

from models.collecting.clock import OF_COLLECTIONS
from models.collecting.ending import (
    end,
    give_up,
    in_hand,
    tell_both,
    tell_comer,
    tell_payer,
)
from models.collecting.messages import (
    STAMP,
    CardNews,
    CollectionCard,
    CollectionGiven,
    CollectionOffered,
    CollectionStands,
    CollectionSummary,
    CollectionTimes,
    Offered,
    Why,
    stands,
)
from models.collecting.plan import plan_collection
from models.collecting.reading import (
    A_PAGE,
    Chance,
    chance_at,
    chances,
    open_at,
    owed_to,
    owners_of,
    require_side,
    sides_of,
)
from models.collecting.rules import (
    COLLECTION_FLOW,
    CollectionDeed,
    Side,
)
from models.collecting.tables import Collection
from models.due import called_off
from models.dunning.clock import RestIsUp
from models.dunning.reading import rest_of
from models.dunning.resting import NothingOwed, begin_rest, end_rest
from models.dunning.words import Brake
from models.errors import NoLonger, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.fees.operations import PayerUnknown
from models.fees.reading import payers_of
from models.intents.operations import post, private
from models.people.tables import Person
from models.permissions import today_in


class TimeGone(NoLonger):
    """The time has passed, or who could have come is busy by now."""

    text_key = "collecting.time_gone"


def times_for(
    session: Session, home_id: int, *, by: Person, skip: int = 0, now: datetime
) -> CollectionTimes:
    """Return when somebody can come. Raises NotAllowed, NothingOwed, PayerUnknown."""
    home, sides = require_side(session, home_id, by, now=now)
    why = Why.ASKED if Side.PAYER in sides else Why.AT_DESK
    payer = by if Side.PAYER in sides else _payer(session, home, now=now)
    return _times(session, CollectionTimes, home, payer, why, skip=skip, now=now)


def propose(session: Session, home_id: int, *, by: Person, now: datetime) -> int:
    """Let who may see the fees choose when somebody comes; return how many were asked. FEE-11.

    Raises NotAllowed, NothingOwed, PayerUnknown.
    """
    home, sides = require_side(session, home_id, by, now=now)
    if Side.DESK not in sides:
        raise NotAllowed
    _payer(session, home, now=now)
    today = today_in(session, home.estate_id, now=now)
    told = [each for each in payers_of(session, home, on=today) if private(each)]
    for each in told:
        offer(session, home, each, Why.PROPOSED, now=now)
    return len(told)


def summary_of(
    session: Session, home_id: int, at: datetime, *, by: Person, now: datetime
) -> CollectionSummary:
    """Return what is about to be agreed. Raises NotAllowed, NothingOwed, TimeGone, PayerUnknown."""
    home, sides = require_side(session, home_id, by, now=now)
    payer, chance, amount = _wanted(session, home, sides, at, by, now=now)
    known, calendar = open_at(session, home.id), calendar_of(session, _estate(session, home))
    today = calendar.day_of(now)
    return CollectionSummary(
        home.id, home.address, owners_of(session, home, on=today), payer.name,
        chance.comer.name, at, f"{at.astimezone(calendar.zone):{STAMP}}", amount,
        Side.PAYER not in sides, known.at if known else None,
    )  # fmt: skip


def agree(
    session: Session, home_id: int, at: datetime, amount: int, *, by: Person, now: datetime
) -> Collection | None:
    """Agree the time, or move what is agreed to it; the ladder rests until then. FEE-03.

    None when another sum is owed by now than was read. Raises NotAllowed, NothingOwed, TimeGone,
    PayerUnknown, AlreadySettled.
    """
    home, sides = require_side(session, home_id, by, now=now)
    session.get_one(Estate, home.estate_id, with_for_update=True)  # one time, one officer
    payer, chance, owed = _wanted(session, home, sides, at, by, now=now)
    if owed != amount:
        return None
    known = open_at(session, home.id)
    if known is not None and (known.at, known.amount, known.person_id) == (at, amount, payer.id):
        return known  # pressed twice
    if known is None:
        known = Collection(
            estate_id=home.estate_id, home_id=home.id, person_id=payer.id,
            staff_id=chance.comer.id, at=at, amount=amount, agreed_at=now,
        )  # fmt: skip
    else:
        sides = sides_of(session, home, known, by, now=now)
        known.state = COLLECTION_FLOW.after(known.state, CollectionDeed.MOVE, by=sides)
        _let_go(session, known, now=now)
        give_up(session, known, now=now)
        known.rev, known.at, known.amount = known.rev + 1, at, amount
        known.staff_id, known.person_id, known.agreed_at = chance.comer.id, payer.id, now
    session.add(known)
    session.flush()
    _let_rest(session, known, by=by, now=now)
    plan_collection(session, known, now=now)
    tell_comer(session, known, CollectionCard(known.id, known.rev, CardNews.AGREED), now=now)
    tell_payer(session, known, stands(session, known, CollectionStands), now=now)
    return known


def withdraw(
    session: Session, collection_id: int, rev: int, *, by: Person, now: datetime
) -> Collection:
    """Let nobody come; both sides hear it. Raises NotAllowed, AlreadySettled."""
    known, sides = in_hand(session, collection_id, rev, by, now=now)
    end(session, known, CollectionDeed.WITHDRAW, by=sides, now=now)
    tell_both(session, known, at_once=True, now=now)
    return known


def _wanted(
    session: Session, home: Home, sides: frozenset[Side], at: datetime, by: Person, *, now: datetime
) -> tuple[Person, Chance, int]:
    payer = by if Side.PAYER in sides else _payer(session, home, now=now)
    owed = owed_to(session, home, payer, on=today_in(session, home.estate_id, now=now))
    if not owed:
        raise NothingOwed
    chance = chance_at(session, home, at, now=now)
    if chance is None:
        raise TimeGone
    return payer, chance, owed


def _payer(session: Session, home: Home, *, now: datetime) -> Person:
    """Return who is met at the home: the first whose matter its fees are."""
    payers = payers_of(session, home, on=today_in(session, home.estate_id, now=now))
    if not payers:
        raise PayerUnknown
    return payers[0]


def _times(
    session: Session, said: type[CollectionTimes], home: Home, payer: Person, why: Why, *,
    skip: int = 0, now: datetime,
) -> CollectionTimes:  # fmt: skip
    today, known = today_in(session, home.estate_id, now=now), open_at(session, home.id)
    owed = owed_to(session, home, payer, on=today)
    if not owed:
        raise NothingOwed
    zone = calendar_of(session, _estate(session, home)).zone
    found = chances(session, home, skip=skip, now=now)
    return said(
        home.id, home.address, owed, why,
        tuple(Offered(each.at, f"{each.at.astimezone(zone):{STAMP}}") for each in found),
        skip + A_PAGE if len(found) == A_PAGE else 0, known.at if known else None,
        why is Why.AT_DESK and any(map(private, payers_of(session, home, on=today))),
    )  # fmt: skip


def offer(session: Session, home: Home, payer: Person, why: Why, *, now: datetime) -> None:
    """Send the next times, of the office's own accord, while anything is owed."""
    address = private(payer)
    if address is not None:
        message = _times(session, CollectionOffered, home, payer, why, now=now)
        post(session, message, to=address, now=now)


def _let_go(session: Session, known: Collection, *, now: datetime) -> None:
    """Tell who was to come at the former time."""
    called_off(session, *OF_COLLECTIONS, subject=known.id, now=now)
    home = session.get_one(Home, known.home_id).address
    tell_comer(session, known, CollectionGiven(home, known.at), now=now)


def _let_rest(session: Session, known: Collection, *, by: Person, now: datetime) -> None:
    """Take the appointment for a promise: nobody is reminded before it, whatever else rests."""
    rest = rest_of(session, known.home_id)
    if rest is not None and rest.brake is not Brake.PROMISED:
        return
    if rest is not None:
        end_rest(session, rest, kept=None, now=now)
        called_off(session, RestIsUp, subject=rest.id, now=now)
    until = today_in(session, known.estate_id, now=known.at)
    known.rest_id = begin_rest(
        session, known.home_id, Brake.PROMISED, by=by, until=until, now=now
    ).id
    session.add(known)
    session.flush()


def _estate(session: Session, home: Home) -> Estate:
    return session.get_one(Estate, home.estate_id)
