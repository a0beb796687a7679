"""A draw between those who count as of the same moment: announced sealed, replayed by anybody.

The seed is made when the opening is announced, before anybody can apply for it, and its SHA-256
is published at once. S-34, PRK-05.
"""

import secrets
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.operations import note
from models.cases.telling import tell_reporters
from models.due import due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.intents.operations import redraw
from models.parking.applying import pass_on_space
from models.parking.clock import SpacesOpen
from models.parking.draw_messages import DrawTold
from models.parking.ledger import free_spaces
from models.parking.openings import entered_for, in_order
from models.parking.policy import ParkingPolicy
from models.parking.rules import drawn, sealed
from models.parking.tables import Opening, Space
from models.parking.terms import AT
from models.parking.words import SpaceKind, SpaceState
from models.people.tables import Person
from models.permissions import require_officer, today_in

BYTES = 16  # of a seed
AHEAD = 90  # days: what is further away was a slip of the pen, and blocks the kind for as long


class NotAhead(DomainError):
    """An opening is announced for a day to come, and not for a distant one."""

    text_key = "parking.not_ahead"


class AlreadyAnnounced(DomainError):
    """Of one kind one opening is ahead at a time."""

    text_key = "parking.already_announced"


def announce(session: Session, kind: SpaceKind, on: date, *, by: Person, now: datetime) -> Opening:
    """Announce when the reserved spaces of a kind open; the seed of the draw is sealed from now on.

    Raises NotAllowed, NotAhead, AlreadyAnnounced. S-34, PRK-05.
    """
    staff = require_officer(session, by, now=now)
    today = today_in(session, staff.estate_id, now=now)
    if not today < on <= today + timedelta(days=AHEAD):
        raise NotAhead(days=AHEAD)
    known = select(Opening).where(
        Opening.estate_id == staff.estate_id, Opening.space_kind == kind,
        col(Opening.held_at).is_(None),
    )  # fmt: skip
    if session.exec(known).first() is not None:
        raise AlreadyAnnounced(kind=kind)
    is_drawn = policy_of(session, staff.estate_id, ParkingPolicy).draw
    calendar = calendar_of(session, session.get_one(Estate, staff.estate_id))
    opening = Opening(
        estate_id=staff.estate_id, space_kind=kind, opens_at=calendar.local(on, AT),
        seed=secrets.token_hex(BYTES) if is_drawn else "", announced_by=staff.id, announced_at=now,
    )  # fmt: skip
    session.add(opening)
    session.flush()
    due(session, SpacesOpen(opening.id), estate_id=opening.estate_id, at=opening.opens_at)
    return opening


def spaces_open(session: Session, moment: SpacesOpen, *, now: datetime) -> None:
    """Free what was reserved, put those who count as of this hour in order, and offer. S-34.

    Who waited before the announcement is served first. Where there are spaces for all, the order
    is that of application, and nothing is drawn.
    """
    opening = session.get_one(Opening, moment.subject)
    if opening.held_at is not None:
        return
    estate_id, kind = opening.estate_id, opening.space_kind
    reserved = select(Space).where(
        Space.estate_id == estate_id, Space.kind == kind, Space.state == SpaceState.RESERVED
    )
    for space in session.exec(reserved).all():
        space.state = SpaceState.FREE
        session.add(space)
    session.flush()
    pass_on_space(session, estate_id, kind, now=now)
    opening.held_at, opening.spaces = now, len(free_spaces(session, estate_id, kind))
    session.add(opening)
    _put_in_order(session, opening, now=now)
    pass_on_space(session, estate_id, kind, now=now)


def drawing_of(session: Session, opening_id: int, *, by: Person) -> Opening:
    """Return the opening, for who belongs to its estate. Raises NotAllowed."""
    opening = session.get(Opening, opening_id)
    if opening is None or opening.estate_id != by.estate_id:
        raise NotAllowed
    return opening


def was_drawn(session: Session, opening: Opening) -> bool:
    """Tell whether there was anything to decide: more applications than spaces."""
    return opening.held_at is not None and len(in_order(session, opening)) > opening.spaces


def _put_in_order(session: Session, opening: Opening, *, now: datetime) -> None:
    entered = {case.number: (case, row) for case, row in entered_for(session, opening)}
    is_tied = len(entered) > opening.spaces
    order = drawn(opening.seed, entered) if is_tied else sorted(entered)
    for lot, number in enumerate(order, 1):
        case, application = entered[number]
        application.lot = lot
        session.add(application)
        if is_tied:
            facts = {"opening": opening.id, "place": lot, "of": len(order)}
            note(session, case, "drawn", actor=Actor.CLOCK, person=None, now=now, **facts)
            told = DrawTold(
                case.id, number, opening.id, opening.space_kind, lot, len(order), opening.spaces,
                opening.seed, sealed(opening.seed),
            )  # fmt: skip
            tell_reporters(session, case, told, now=now)
        redraw(session, case.id, now=now)
    session.flush()
