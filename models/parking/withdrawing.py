"""An announced opening is given up before its hour: who entered hears why, and keeps a place."""

from datetime import datetime

from sqlmodel import Session

from models.cases.operations import note
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.due import called_off
from models.errors import DomainError
from models.events import Actor
from models.intents.operations import redraw
from models.parking.applying import pass_on_space
from models.parking.clock import SpacesOpen
from models.parking.draw_messages import OpeningWithdrawn
from models.parking.drawing import drawing_of
from models.parking.openings import entered_for, leave_draw
from models.parking.tables import Opening
from models.parking.waiting import place_in_queue
from models.people.tables import Person
from models.permissions import require_officer


class AlreadyHeld(DomainError):
    """The opening is held or given up already."""

    text_key = "parking.already_held"


def withdraw(
    session: Session, opening_id: int, reason: str, *, by: Person, now: datetime
) -> Opening:
    """Give the opening up; what entered counts by the time of application again. S-34, ETQ-08.

    The seed is told to nobody, and the reserved spaces stay reserved. Raises NotAllowed,
    AlreadyHeld.
    """
    require_officer(session, by, now=now)
    opening = drawing_of(session, opening_id, by=by)
    if opening.held_at is not None:
        raise AlreadyHeld
    opening.held_at, opening.withdrawn = now, reason
    session.add(opening)
    called_off(session, SpacesOpen, subject=opening.id, now=now)
    entered = entered_for(session, opening)
    for case, application in entered:
        leave_draw(application, case)
        session.add(application)
    session.flush()
    for case, _ in entered:
        _tell(session, case, opening, now=now)
    pass_on_space(session, opening.estate_id, opening.space_kind, now=now)
    return opening


def _tell(session: Session, case: Case, opening: Opening, *, now: datetime) -> None:
    facts = {"opening": opening.id}
    note(session, case, "opening_withdrawn", actor=Actor.STAFF, person=None, now=now, **facts)
    told = OpeningWithdrawn(
        case.id, case.number, opening.space_kind, opening.opens_at, opening.withdrawn,
        place_in_queue(session, case),
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)
    redraw(session, case.id, now=now)
