"""The gate: a pass is found by its picture, its code or the plate, and used once."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.folding import plain
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.operations import homes_of, staff_of
from models.people.tables import Person, Staff
from models.permissions import NotStaff, today_in
from models.visitors.messages import (
    GuestArrived,
    GuestRefused,
    PassAtGate,
    PassesToday,
    PassLine,
)
from models.visitors.operations import PREFIX, PassIsSettled, day_around, held, settle
from models.visitors.policy import VisitorPolicy
from models.visitors.rules import PASS_FLOW, Action, Part, Standing, Status, standing
from models.visitors.tables import VisitorPass

LISTED = 60  # lines of one message
FOUND = 5  # passes of one plate


class PassUnknown(DomainError):
    """No pass has this link, code or plate here."""

    text_key = "visitors.unknown"


class PassIsUsed(DomainError):
    """Somebody came in with this pass before: it opens the gate once."""

    text_key = "visitors.used"


class PassNotGood(DomainError):
    """The pass does not open the gate at this moment."""

    text_key = "visitors.not_good"


def at_the_gate(session: Session, person: Person | None, *, now: datetime) -> Staff | None:
    """Return the person's place at the gate today; None for everybody else, whoever they were."""
    if person is None:
        return None
    staff = staff_of(session, person.id, on=today_in(session, person.estate_id, now=now))
    roles = policy_of(session, person.estate_id, VisitorPolicy).gate_roles
    return staff if staff is not None and staff.role in roles else None


def require_gate(session: Session, person: Person | None, *, now: datetime) -> Staff:
    """Return the person's place at the gate. Raises NotStaff."""
    staff = at_the_gate(session, person, now=now)
    if staff is None:
        raise NotStaff
    return staff


def by_link(session: Session, word: str) -> VisitorPass:
    """Return the pass whose picture holds this word. Raises PassUnknown."""
    token = word.removeprefix(PREFIX)
    given = session.exec(select(VisitorPass).where(VisitorPass.token == token)).first()
    if given is None:
        raise PassUnknown
    return given


def found_by(session: Session, staff: Staff, words: str, *, now: datetime) -> list[VisitorPass]:
    """Return the open passes with that code, or for that plate, as a guard may read them.

    Where none is open, those of today that were: whoever comes late is told from a stranger.
    """
    said = plain(words).upper()
    here = (
        VisitorPass.estate_id == staff.estate_id,
        (col(VisitorPass.code) == said) | (col(VisitorPass.plate) == said),
    )
    is_open, today = (VisitorPass.status == Status.OPEN,), _of_today(session, staff, now)
    for which in (is_open, today) if said else ():
        wanted = select(VisitorPass).where(*here, *which).order_by(col(VisitorPass.valid_from))
        if found := session.exec(wanted.limit(FOUND)).all():
            return list(found)
    return []


def face_of(session: Session, given: VisitorPass, staff: Staff, *, now: datetime) -> PassAtGate:
    """Return what the gate sees: car, number of guests, time, and what can be done.

    Raises PassUnknown for a pass of another estate.
    """
    if given.estate_id != staff.estate_id:
        raise PassUnknown
    worth = worth_of(session, given, now=now)
    inside = given.status is Status.IN
    shows = policy_of(session, given.estate_id, VisitorPolicy).shows_building
    offered = PASS_FLOW.actions(given.status, by={Part.GATE})
    return PassAtGate(
        given.id, given.rev, worth, given.plate, given.guests, given.valid_from, given.valid_until,
        offered if inside or worth is Standing.GOOD else (),
        building=session.get_one(Home, given.home_id).building if shows else "",
        decided_at=given.decided_at,
    )  # fmt: skip


def usable(
    session: Session, pass_id: int, *, by: Person, now: datetime
) -> tuple[VisitorPass, Staff]:
    """Return the pass, which opens the gate at this moment, and who is there.

    Raises NotStaff, NotAllowed for the gate of another estate, PassIsUsed, PassNotGood.
    """
    given, staff = _at_gate(session, pass_id, by, now)
    _must_be_good(session, given, now=now)
    return given, staff


def let_in(session: Session, pass_id: int, *, by: Person, now: datetime) -> VisitorPass:
    """Use the pass, once, and tell the host. Raises NotStaff, PassIsUsed, PassNotGood. VIS-01."""
    given, staff = usable(session, pass_id, by=by, now=now)
    settle(session, given, Action.LET_IN, Part.GATE, now=now)
    given.decided_by = staff.id
    _tell_host(session, given, GuestArrived(given.plate, now), now=now)
    return given


def refuse(
    session: Session, pass_id: int, reason: str, *, by: Person, now: datetime
) -> VisitorPass:
    """Let the guest not in, and tell the host why. Raises NotStaff, PassIsUsed, PassNotGood.

    Whoever is not sure lets nobody in: the host hears of it at once. VIS-02.
    """
    given, staff = usable(session, pass_id, by=by, now=now)
    settle(session, given, Action.REFUSE, Part.GATE, now=now)
    given.decided_by, given.reason = staff.id, reason
    _tell_host(session, given, GuestRefused(given.plate, reason), now=now)
    return given


def leaves(session: Session, pass_id: int, *, by: Person, now: datetime) -> VisitorPass:
    """Note that the guest has left. Raises NotStaff, NotAllowed."""
    given, _ = _at_gate(session, pass_id, by, now)
    settle(session, given, Action.LEAVE, Part.GATE, now=now)
    return given


def passes_today(session: Session, staff: Staff, *, now: datetime) -> PassesToday:
    """Return today's passes that may still be used or were, as the gate reads them."""
    wanted = (
        select(VisitorPass)
        .where(VisitorPass.estate_id == staff.estate_id, *_of_today(session, staff, now))
        .order_by(col(VisitorPass.valid_from), col(VisitorPass.id))
        .limit(LISTED)
    )
    lines = tuple(
        PassLine(
            each.id, each.plate, each.code if each.status is Status.OPEN else "", each.guests,
            each.valid_from, each.valid_until, worth_of(session, each, now=now),
        )
        for each in session.exec(wanted)
    )  # fmt: skip
    return PassesToday(lines)


def _of_today(session: Session, staff: Staff, now: datetime) -> tuple[ColumnElement[bool], ...]:
    begins, ends = day_around(session, session.get_one(Estate, staff.estate_id), now)
    return (
        col(VisitorPass.valid_from) < ends,
        col(VisitorPass.valid_until) > begins,
        col(VisitorPass.status) != Status.CANCELLED,
    )


def worth_of(session: Session, given: VisitorPass, *, now: datetime) -> Standing:
    """Return what the pass is worth now; a host who does not live there any more gives nothing."""
    worth = standing(given.status, given.valid_from, given.valid_until, now=now)
    if worth not in (Standing.GOOD, Standing.EARLY):
        return worth
    today = today_in(session, given.estate_id, now=now)
    homes = {home.id for home in homes_of(session, given.person_id, on=today)}
    return worth if given.home_id in homes else Standing.OVER


def _at_gate(
    session: Session, pass_id: int, by: Person, now: datetime
) -> tuple[VisitorPass, Staff]:
    staff = require_gate(session, by, now=now)
    given = held(session, pass_id)
    if given.estate_id != staff.estate_id:
        raise NotAllowed
    return given, staff


def _must_be_good(session: Session, given: VisitorPass, *, now: datetime) -> None:
    worth = worth_of(session, given, now=now)
    if worth is Standing.USED:
        raise PassIsUsed
    if worth is Standing.REFUSED:
        raise PassIsSettled
    if worth is not Standing.GOOD:
        raise PassNotGood


def _tell_host(session: Session, given: VisitorPass, message: Message, *, now: datetime) -> None:
    """Tell the host at once: a guest who stands at the door waits for no permitted hour. S-42."""
    session.add(given)
    address = private(session.get_one(Person, given.person_id))
    if address is not None:
        post(session, message, to=address, now=now, at_once=True)
