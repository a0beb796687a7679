"""Parking: the tables of what may follow what, which papers it takes, and by when. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from models.calendar import Calendar, months_after
from models.cases.parts import Part
from models.cases.rules import Whose
from models.enquiries.rules import last_served
from models.flow import Arrow, Flow
from models.papers.words import PaperKind
from models.parking.policy import ParkingPolicy
from models.parking.words import Action, Deed, LeaseState, SpaceKind, Status

__all__ = ["Action", "Deed", "SpaceKind", "Status"]  # the words belong to the tables

APPLICANT = frozenset({Part.REPORTER})
DESK = frozenset({Part.OFFICER})
HOLDER = frozenset({Part.ASSIGNEE})  # the named reviewer: nobody else reads or judges papers
HEAD = frozenset({Part.HEAD})
BY_ITSELF = frozenset({"clock"})
OF_VIP = (Status.AGREED, Status.PAID, Status.CARDED, Status.PLATED)
IN_THE_OFFICE = (
    *(Status.CHECKING, Status.INVITED, Status.AT_DESK),
    *(Status.SIGNING, Status.SIGNED, Status.READY, *OF_VIP),
)
FORMALITY = (Status.AT_DESK, Status.SIGNING, Status.SIGNED, Status.READY, *OF_VIP)

# fmt: off
_AROUND_THE_DESK = (
    #     in status          who does what         leads to           who may
    Arrow(Status.PAPERS,     Action.SEND_PAPER,    Status.PAPERS,     by=APPLICANT),
    Arrow(Status.PAPERS,     Action.COMPLETE,      Status.CHECKING,   by=APPLICANT),
    Arrow(Status.PAPERS,     Action.QUEUE,         Status.WAITING,    by=APPLICANT),
    Arrow(Status.WAITING,    Action.OFFER,         Status.OFFERED,    by=BY_ITSELF),
    Arrow(Status.OFFERED,    Action.TAKE_SPACE,    Status.PAPERS,     by=APPLICANT),
    Arrow(Status.CHECKING,   Action.SEND_PAPER,    Status.CHECKING,   by=APPLICANT),
    Arrow(Status.CHECKING,   Action.PAPER_FAILS,   Status.PAPERS,     by=HOLDER),
    Arrow(Status.SIGNING,    Action.REFUSE,        Status.REFUSED,    by=HEAD),
    Arrow(Status.READY,      Action.HAND_OUT,      Status.LEASED,     by=HOLDER),
    *(Arrow(status,          Action.GIVE_UP,       Status.GIVEN_UP,   by=APPLICANT)
      for status in (Status.WAITING, Status.OFFERED, Status.PAPERS, Status.CHECKING)),
    *(Arrow(status,          Action.LAPSE,         Status.LAPSED,     by=BY_ITSELF)
      for status in (Status.OFFERED, Status.PAPERS)),
    *(Arrow(status,          Action.LOOK_AT,       status,            by=DESK)
      for status in (Status.CHECKING, Status.SIGNING, Status.READY)),
)
CLOSED = frozenset({Status.LEASED, Status.REFUSED, Status.LAPSED, Status.GIVEN_UP})
PARKING_FLOW = Flow("parking", Status.PAPERS, (
    *_AROUND_THE_DESK,
    Arrow(Status.CHECKING,   Action.INVITE,        Status.INVITED,    by=HOLDER),
    Arrow(Status.INVITED,    Action.ORIGINALS,     Status.AT_DESK,    by=HOLDER),
    Arrow(Status.INVITED,    Action.GIVE_UP,       Status.GIVEN_UP,   by=APPLICANT),
    Arrow(Status.INVITED,    Action.LAPSE,         Status.LAPSED,     by=BY_ITSELF),
    Arrow(Status.AT_DESK,    Action.COMPARE,       Status.AT_DESK,    by=HOLDER),
    Arrow(Status.AT_DESK,    Action.PAPER_FAILS,   Status.PAPERS,     by=HOLDER),
    Arrow(Status.AT_DESK,    Action.FILL_IN,       Status.SIGNING,    by=HOLDER),
    Arrow(Status.SIGNING,    Action.SIGN,          Status.SIGNED,     by=HEAD),
    Arrow(Status.SIGNED,     Action.ISSUE_CARD,    Status.READY,      by=HOLDER),
    *(Arrow(status,          Action.LOOK_AT,       status,            by=DESK)
      for status in (Status.INVITED, Status.AT_DESK, Status.SIGNED)),
), closed=CLOSED)
VIP_FLOW = Flow("vip", Status.PAPERS, (           # PRK-06: the leader first, then everything else
    *_AROUND_THE_DESK,
    Arrow(Status.CHECKING,   Action.PUT_BEFORE,    Status.SIGNING,    by=HOLDER),
    Arrow(Status.SIGNING,    Action.SIGN,          Status.CHOOSING,   by=HEAD),
    Arrow(Status.CHOOSING,   Action.CHOOSE,        Status.AGREED,     by=APPLICANT),
    Arrow(Status.CHOOSING,   Action.GIVE_UP,       Status.GIVEN_UP,   by=APPLICANT),
    Arrow(Status.CHOOSING,   Action.LAPSE,         Status.LAPSED,     by=BY_ITSELF),
    Arrow(Status.AGREED,     Action.PAY,           Status.PAID,       by=HOLDER),
    Arrow(Status.PAID,       Action.ISSUE_CARD,    Status.CARDED,     by=HOLDER),
    Arrow(Status.CARDED,     Action.PLATE,         Status.PLATED,     by=HOLDER),
    Arrow(Status.PLATED,     Action.TEST,          Status.READY,      by=HOLDER),
    *(Arrow(status,          Action.LOOK_AT,       status,            by=DESK)
      for status in OF_VIP),
), closed=CLOSED)

LEASE_FLOW = Flow("lease", LeaseState.HELD, (
    Arrow(LeaseState.HELD,      Deed.BEGIN,            LeaseState.RUNNING,   by=DESK),
    Arrow(LeaseState.HELD,      Deed.LET_GO,           LeaseState.ENDED,     by=BY_ITSELF),
    Arrow(LeaseState.RUNNING,   Deed.HAND_BACK,        LeaseState.RETURNING, by=APPLICANT),
    Arrow(LeaseState.RUNNING,   Deed.TAKE_BACK_SPACE,  LeaseState.ENDED,     by=DESK),
    Arrow(LeaseState.RETURNING, Deed.TAKE_BACK_SPACE,  LeaseState.ENDED,     by=DESK),
), closed=frozenset({LeaseState.ENDED}))
# fmt: on
WHOSE: Mapping[str, Whose] = {
    **dict.fromkeys((Status.PAPERS, Status.OFFERED, Status.INVITED), Whose.RESIDENT),
    **dict.fromkeys((Status.CHOOSING, Status.AGREED), Whose.RESIDENT),
    **dict.fromkeys((Status.PAID, Status.PLATED), Whose.OWNER),
    Status.CARDED: Whose.OUTSIDE,
    **dict.fromkeys((Status.WAITING, Status.CHECKING, Status.SIGNING), Whose.OFFICE),
    **dict.fromkeys((Status.AT_DESK, Status.SIGNED, Status.READY), Whose.OWNER),
    **dict.fromkeys(CLOSED, Whose.NOBODY),
}
OF_EVERYBODY = (  # PRK-01
    *(PaperKind.VEHICLE_LICENCE, PaperKind.DRIVING_LICENCE),
    *(PaperKind.INSURANCE, PaperKind.TITLE),
)
OF_TENANTS = (*OF_EVERYBODY, PaperKind.LEASE)  # PRK-02
LENGTHS = (3, 6, 12, 24)  # months; S-35 names none
OFFER_DAYS = 3  # S-34 names none: three days to say yes
DAY = timedelta(days=1)


def flow_for(kind: SpaceKind) -> Flow[Status, Action]:
    """Return the table of an application for this kind of space. PRK-03, PRK-06."""
    return VIP_FLOW if kind is SpaceKind.VIP else PARKING_FLOW


def papers_for(kind: SpaceKind, policy: ParkingPolicy, *, is_tenant: bool) -> tuple[PaperKind, ...]:
    """Return which papers it takes: PRK-01; a tenant also shows the lease, PRK-02; VIP, PRK-06."""
    if kind is SpaceKind.VIP:
        return policy.vip_docs
    return OF_TENANTS if is_tenant else OF_EVERYBODY


def open_until(now: datetime, policy: ParkingPolicy, calendar: Calendar) -> datetime:
    """Return until when it stays open for what is missing: the end of that day. S-34, S-29."""
    return calendar.end_of_day(now, policy.incomplete_days)


def answered_by(now: datetime, calendar: Calendar) -> datetime:
    """Return until when a space that is offered is kept. S-34."""
    return calendar.end_of_day(now, OFFER_DAYS)


def checked_by(now: datetime, calendar: Calendar) -> datetime:
    """Return by when the desk has looked at the papers: the end of the next day's service."""
    return last_served(calendar.end_of_day(now, 1), now, calendar)


def done_by(shown_at: datetime, policy: ParkingPolicy) -> datetime:
    """Return when the card is handed over at the latest, from the papers shown. PRK-04, S-33."""
    return shown_at + timedelta(minutes=policy.formality_minutes)


def is_insured(until: date, today: date) -> bool:
    """Tell whether the policy still covers the car today; its last day counts. PRK-01."""
    return today <= until


def not_compared(kinds: Collection[str], compared: Collection[str]) -> tuple[str, ...]:
    """Return of which papers nobody has said that the copy equals the original. PRK-01."""
    return tuple(kind for kind in kinds if kind not in compared)


def contract_no(office: str, year: int, number: int) -> str:
    """Return the contract's number: it is the case's, so that one leads to the other."""
    return f"{office}-CW-{year}-{number:04}"


def sealed(seed: str) -> str:
    """Return what is published of a seed before the draw: nobody can change it afterwards. S-34."""
    return sha256(seed.encode()).hexdigest()


def drawn(seed: str, numbers: Collection[int]) -> Sequence[int]:
    """Return the numbers in the order of the draw; replayable. S-34, PRK-05.

    In the order of SHA-256 of "seed:number", whatever order they come in.
    """
    return sorted(set(numbers), key=lambda number: sealed(f"{seed}:{number}"))


def first_day(ended: date | None, today: date) -> date:
    """Return a contract's first day: today; of a lease that goes on, the day after its last."""
    return today if ended is None else max(ended + DAY, today)


def last_day(begins: date, months: int) -> date:
    """Return its last day: the day before the same date so many months later. S-29."""
    return months_after(begins, months) - DAY
