"""Cards: the tables of what may follow what, which papers each takes, and by when. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.access_cards.policy import CardPolicy
from models.access_cards.words import Action, CardKind, CardState, Status
from models.calendar import Calendar
from models.cases.parts import Part
from models.cases.rules import Whose
from models.enquiries.rules import last_served
from models.flow import Arrow, Flow
from models.papers.words import PaperKind

__all__ = ["Action", "CardKind", "CardState", "Status"]  # the words belong to the tables

APPLICANT = frozenset({Part.REPORTER})
DESK = frozenset({Part.OFFICER})
HOLDER = frozenset({Part.ASSIGNEE})  # a named officer reads the papers and issues the card
BY_ITSELF = frozenset({"clock"})
CLOSED = frozenset({Status.ISSUED, Status.GIVEN_UP, Status.LAPSED})

# fmt: off
_FROM_PAPERS_TO_HAND = (
    #     in status         does what           leads to         who may
    Arrow(Status.PAPERS,    Action.SEND_PAPER,  Status.PAPERS,   by=APPLICANT),
    Arrow(Status.PAPERS,    Action.COMPLETE,    Status.CHECKING, by=APPLICANT | DESK),
    *(Arrow(status,         Action.TAKE,        status,          by=DESK)
      for status in (Status.CHECKING, Status.FEE, Status.PAID, Status.READY)),
    Arrow(Status.CHECKING,  Action.SEND_PAPER,  Status.CHECKING, by=APPLICANT),   # if lost
    Arrow(Status.CHECKING,  Action.CHECKED,     Status.FEE,      by=HOLDER),
    Arrow(Status.CHECKING,  Action.FREE,        Status.PAID,     by=HOLDER),
    Arrow(Status.CHECKING,  Action.FAIL,        Status.PAPERS,   by=HOLDER),
    Arrow(Status.FEE,       Action.PAY,         Status.PAID,     by=HOLDER),
    Arrow(Status.PAID,      Action.MAKE,        Status.READY,    by=HOLDER),
    Arrow(Status.READY,     Action.HAND_OUT,    Status.ISSUED,   by=HOLDER),
    *(Arrow(status,         Action.GIVE_UP,     Status.GIVEN_UP, by=APPLICANT)
      for status in (Status.PAPERS, Status.CHECKING, Status.FEE)),
    *(Arrow(status,         Action.LAPSE,       Status.LAPSED,   by=BY_ITSELF)
      for status in (Status.PAPERS, Status.FEE)),
)
CARD_FLOW = Flow("card", Status.PAPERS, _FROM_PAPERS_TO_HAND, closed=CLOSED)
LOST_FLOW = Flow("lost_card", Status.BLOCKING, (      # blocked first, whoever is nearest
    Arrow(Status.BLOCKING,  Action.BLOCK,       Status.PAPERS,   by=DESK),
    *_FROM_PAPERS_TO_HAND,
), closed=CLOSED)
# fmt: on
WHOSE: Mapping[str, Whose] = {
    **dict.fromkeys((Status.PAPERS, Status.FEE, Status.READY), Whose.RESIDENT),
    **dict.fromkeys((Status.BLOCKING, Status.CHECKING), Whose.OFFICE),
    Status.PAID: Whose.OWNER,
    **dict.fromkeys(CLOSED, Whose.NOBODY),
}
PROMISED = frozenset({Status.CHECKING, Status.PAID})  # the resident has been told by when


def flow_for(*, is_lost: bool) -> Flow[Status, Action]:
    """Return the table of an application: for a card, or in place of one that was lost."""
    return LOST_FLOW if is_lost else CARD_FLOW


def papers_for(kind: CardKind, policy: CardPolicy) -> tuple[PaperKind, ...]:
    """Return which papers a card of this kind takes. CRD-01."""
    return {
        CardKind.DOOR: policy.door_docs,
        CardKind.MEMBER: policy.member_docs,
        CardKind.IC: policy.ic_docs,
    }[kind]


def tariff_code(kind: CardKind) -> str:
    """Return the code of its fee in the sheet `tariffs`."""
    return f"CARD-{kind.upper()}"


def served_by(now: datetime, days: int, calendar: Calendar) -> datetime:
    """Return the end of service on the `days`-th day from now: what is promised. ETQ-06, S-29."""
    return last_served(calendar.end_of_day(now, days), now, calendar)


def blocked_by(now: datetime, policy: CardPolicy) -> datetime:
    """Return until when a lost card is blocked. CRD-01."""
    return now + timedelta(minutes=policy.block_minutes)
