"""The owner's file: the tables of what may follow what, what a change takes, and by when. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from models.calendar import MIDNIGHT, Calendar
from models.cases.parts import Part
from models.cases.rules import Whose
from models.enquiries.rules import last_served
from models.flow import Arrow, Flow
from models.owners.policy import OwnersPolicy
from models.owners.words import Action, Status, Subject
from models.papers.words import PaperKind
from models.values import frozen

__all__ = ["Action", "Status", "Subject"]  # the words belong to the tables

ASKS = frozenset({Part.REPORTER})
DESK = frozenset({Part.OFFICER})
HOLDER = frozenset({Part.ASSIGNEE})  # who sees the originals: a named officer
HEAD = frozenset({Part.HEAD})
COMPANY = frozenset({Part.COMPANY})  # its general manager: OWN-05
BY_ITSELF = frozenset({"clock"})
ENDED = frozenset({Status.IN_EFFECT, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED})
CLOSED = ENDED | {Status.CANCELLED}
TO_BE_ENTERED = frozenset({Status.TO_ENTER, Status.REVIEWING})

# fmt: off
_UP_TO_THE_HEAD = (
    #     in status           does what              leads to           who may
    Arrow(Status.PROOFS,      Action.SEND_PROOF,     Status.PROOFS,     by=ASKS),
    Arrow(Status.PROOFS,      Action.COMPLETE,       Status.ORIGINALS,  by=ASKS),
    Arrow(Status.ORIGINALS,   Action.TAKE,           Status.ORIGINALS,  by=DESK),
    Arrow(Status.ORIGINALS,   Action.SEND_PROOF,     Status.ORIGINALS,  by=ASKS),   # if lost
    Arrow(Status.ORIGINALS,   Action.PROOF_FAILS,    Status.PROOFS,     by=HOLDER),
    Arrow(Status.ORIGINALS,   Action.ORIGINAL_SEEN,  Status.ORIGINALS,  by=HOLDER),
    Arrow(Status.ORIGINALS,   Action.PUT_BEFORE,     Status.APPROVING,  by=HOLDER),
    Arrow(Status.APPROVING,   Action.REFUSE,         Status.REFUSED,    by=HEAD),
    *(Arrow(status,           Action.WITHDRAW,       Status.WITHDRAWN,  by=ASKS)
      for status in (Status.PROOFS, Status.ORIGINALS, Status.APPROVING)),
    *(Arrow(status,           Action.LAPSE,          Status.LAPSED,     by=BY_ITSELF)
      for status in (Status.PROOFS, Status.ORIGINALS, Status.APPROVING)),
)
CHANGE_FLOW = Flow("file_change", Status.PROOFS, (
    *_UP_TO_THE_HEAD,
    Arrow(Status.APPROVING,   Action.APPROVE,        Status.IN_EFFECT,  by=HEAD),   # OWN-06
), closed=ENDED)
FEE_FLOW = Flow("fee_change", Status.PROOFS, (    # OWN-06: the owner is told in writing before
    *_UP_TO_THE_HEAD,
    Arrow(Status.APPROVING,   Action.APPROVE,        Status.ANNOUNCED,  by=HEAD),
    Arrow(Status.ANNOUNCED,   Action.WITHDRAW,       Status.WITHDRAWN,  by=ASKS),
    Arrow(Status.ANNOUNCED,   Action.LAPSE,          Status.LAPSED,     by=BY_ITSELF),
    Arrow(Status.ANNOUNCED,   Action.TAKE_EFFECT,    Status.IN_EFFECT,  by=BY_ITSELF),
), closed=ENDED)
FORM_FLOW = Flow("owner_form", Status.TO_ENTER, (
    Arrow(Status.TO_ENTER,    Action.ENTER,          Status.REVIEWING,  by=DESK),
    Arrow(Status.REVIEWING,   Action.FORM_RIGHT,     Status.IN_EFFECT,  by=DESK),   # a second one
    Arrow(Status.REVIEWING,   Action.FORM_WRONG,     Status.TO_ENTER,   by=DESK),
    *(Arrow(status,           Action.CANCEL_ACCOUNT, Status.CANCELLED,  by=COMPANY)
      for status in (Status.REVIEWING, Status.IN_EFFECT)),
    *(Arrow(status,           Action.LAPSE,          Status.LAPSED,     by=BY_ITSELF)   # they left
      for status in (Status.TO_ENTER, Status.REVIEWING)),
), closed=frozenset({Status.IN_EFFECT, Status.CANCELLED, Status.LAPSED}))
# fmt: on
WHOSE: Mapping[str, Whose] = {
    **dict.fromkeys((Status.PROOFS, Status.ORIGINALS), Whose.RESIDENT),
    **dict.fromkeys((Status.APPROVING, Status.ANNOUNCED), Whose.OFFICE),
    **dict.fromkeys(TO_BE_ENTERED, Whose.OWNER),
    **dict.fromkeys(CLOSED, Whose.NOBODY),
}


@frozen
class Need:
    """What a change takes: its proofs, whether only an owner asks for it, whether fees follow."""

    proofs: tuple[PaperKind, ...]
    by_owner: bool = False
    touches_fees: bool = False


IDENTITY, TITLE, LEASE = PaperKind.IDENTITY_CARD, PaperKind.TITLE, PaperKind.LEASE
# fmt: off
NEEDS: Mapping[Subject, Need] = {  # OWN-05, OWN-06: every change has its proof
    Subject.PHONE:     Need((IDENTITY,)),
    Subject.NAME:      Need((IDENTITY,)),
    Subject.EMPLOYER:  Need((PaperKind.OTHER,)),
    Subject.MAIL:      Need((IDENTITY,)),
    Subject.ABOUT:     Need((IDENTITY,)),
    Subject.BANK:      Need((PaperKind.OTHER,)),
    Subject.PLATE:     Need((PaperKind.VEHICLE_LICENCE,)),
    Subject.MEMBER:    Need((IDENTITY,),        by_owner=True),
    Subject.TENANT:    Need((IDENTITY, LEASE),  by_owner=True),
    Subject.TENANCY:   Need((LEASE,)),       # S-35 has the like for a space: asked before the end
    Subject.OWNER:     Need((IDENTITY, TITLE),  by_owner=True, touches_fees=True),
    Subject.PAYER:     Need((IDENTITY,),        by_owner=True, touches_fees=True),
    Subject.USE:       Need((TITLE,),           by_owner=True, touches_fees=True),
    Subject.AREA:      Need((TITLE,),           by_owner=True, touches_fees=True),
    Subject.REGISTRATION: Need(()),             # the title was shown when the home changed hands
}
# fmt: on
ASKED_BY_RESIDENTS = tuple(each for each in NEEDS if each is not Subject.REGISTRATION)
OF_SOMEBODY_NEW = frozenset({Subject.MEMBER, Subject.TENANT, Subject.OWNER})
OF_THE_HOME = frozenset({Subject.OWNER, Subject.TENANT, Subject.PAYER, Subject.USE, Subject.AREA})
WITH_A_TENANCY = frozenset({Subject.TENANT, Subject.TENANCY})
DAY = timedelta(days=1)
LONGEST_LEASE = timedelta(days=20 * 366)  # the civil code knows none that is longer
TOLD_AT = time(9)


def flow_for(subject: Subject) -> Flow[Status, Action]:
    """Return the table of such a change."""
    if subject is Subject.REGISTRATION:
        return FORM_FLOW
    return FEE_FLOW if NEEDS[subject].touches_fees else CHANGE_FLOW


def open_until(now: datetime, policy: OwnersPolicy, calendar: Calendar) -> datetime:
    """Return until when it stays open for proofs or originals: the end of that day. S-29."""
    return calendar.end_of_day(now, policy.incomplete_days)


def decided_by(now: datetime, calendar: Calendar) -> datetime:
    """Return by when the head has decided: the end of the next day's service."""
    return last_served(calendar.end_of_day(now, 1), now, calendar)


def holds_from(now: datetime, policy: OwnersPolicy, calendar: Calendar) -> datetime:
    """Return from when a change that touches fees holds: days after its owner is told. OWN-06."""
    day = calendar.day_of(now) + timedelta(days=policy.announce_days)
    return calendar.local(day, MIDNIGHT)


def entered_by(now: datetime, policy: OwnersPolicy, calendar: Calendar) -> datetime:
    """Return by when a new owner's form is entered and reviewed. OWN-04, S-08, S-29."""
    return calendar.end_of_day(now, policy.entry_days)


def warned_at(until: datetime) -> datetime:
    """Return when who has the form is warned: a day before its limit. OWN-04."""
    return until - timedelta(days=1)


def may_end_on(day: date, today: date) -> bool:
    """Tell whether a lease can have this last day."""
    return today <= day <= today + LONGEST_LEASE


def told_on(left_on: date, days: int, calendar: Calendar) -> datetime:
    """Return when it is told that a tenancy ends: so many days before its last day."""
    return calendar.local(left_on - DAY - timedelta(days=days), TOLD_AT)


def is_newest(days: int, left_on: date, today: date, notice_days: Collection[int]) -> bool:
    """Tell whether this notice is the one to be given today: what is late gives way to the next."""
    left = (left_on - DAY - today).days
    return 0 <= left <= days and not any(left <= other < days for other in notice_days)
