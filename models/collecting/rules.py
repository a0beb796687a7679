"""Collection at the home: its states, who may do what, and when it can be. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import DAY, Calendar, Hours
from models.fees.policy import CollectingPolicy
from models.flow import Arrow, Flow

OFFERED_FOR = 7  # days
AHEAD = timedelta(hours=1)  # so that the way there can be made
LASTS = timedelta(hours=1)  # until who comes can be elsewhere


class CollectionState(StrEnum):
    """What became of an appointment; all but the first two are final."""

    AGREED = "agreed"
    AT_DOOR = "at_door"
    PAID = "paid"
    MISSED = "missed"  # nobody was in, or it did not suit
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"  # another sum is owed by now
    LAPSED = "lapsed"  # the day has passed


class CollectionDeed(StrEnum):
    """What can be done with it; the last three happen by themselves."""

    MOVE = "fees_agree"
    WITHDRAW = "fees_withdraw"
    ARRIVE = "fees_arrived"
    RECEIVE = "fees_received"
    MISS = "fees_missed"
    PAY = "pay"
    CHANGE = "change"
    LAPSE = "lapse"


class Side(StrEnum):
    """What somebody is to it."""

    PAYER = "payer"  # may see the fees of the home
    DESK = "desk"  # takes money, and does not live there
    COMER = "comer"  # of the desk, and named
    CLOCK = "clock"


_AGREES = frozenset({Side.PAYER, Side.DESK})
_COMES = frozenset({Side.COMER})
_CLOCK = frozenset({Side.CLOCK})
_A, _D = CollectionState.AGREED, CollectionState.AT_DOOR

# fmt: off
COLLECTION_FLOW = Flow("collection", _A, (
    #     in state  who does what            leads to                    who may
    Arrow(_A,       CollectionDeed.MOVE,     _A,                         by=_AGREES),
    Arrow(_A,       CollectionDeed.WITHDRAW, CollectionState.WITHDRAWN,  by=_AGREES),
    Arrow(_A,       CollectionDeed.ARRIVE,   _D,                         by=_COMES),
    Arrow(_D,       CollectionDeed.RECEIVE,  _D,                         by=_COMES),
    Arrow(_D,       CollectionDeed.MISS,     CollectionState.MISSED,     by=_COMES),
    Arrow(_D,       CollectionDeed.PAY,      CollectionState.PAID,       by=_CLOCK),
    Arrow(_A,       CollectionDeed.CHANGE,   CollectionState.CHANGED,    by=_CLOCK),
    Arrow(_A,       CollectionDeed.LAPSE,    CollectionState.LAPSED,     by=_CLOCK),
    Arrow(_D,       CollectionDeed.LAPSE,    CollectionState.LAPSED,     by=_CLOCK),
), closed=frozenset(CollectionState) - {_A, _D})
# fmt: on


def moments_offered(
    now: datetime, policy: CollectingPolicy, calendar: Calendar, hours: tuple[Hours, ...]
) -> Iterator[datetime]:
    """Yield when somebody can come: in the shift, and when residents may be written to. FEE-03."""
    first = calendar.day_of(now)
    for ahead in range(OFFERED_FOR):
        for at in (calendar.local(first + ahead * DAY, each) for each in policy.home_times):
            within = (hours, calendar.shift)
            if at >= now + AHEAD and all(calendar.permitted(at, each) for each in within):
                yield at


def not_before(at: datetime, minutes: int) -> datetime:
    """Return when who comes may be at the door: so many minutes early, no more. Source: FEE-03."""
    return at - timedelta(minutes=minutes)
