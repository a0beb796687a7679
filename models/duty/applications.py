"""Applications of an officer who is not here: to the deputy, else before the desk again. GEN-12."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.access_cards.cards import AccessDeskCard, AccessOfficeCard
from models.access_cards.rules import CLOSED as CARD_CLOSED
from models.cases.operations import locked, note
from models.cases.serving import show_to_desk, show_to_one
from models.cases.tables import Case, Kind
from models.events import Actor
from models.intents.operations import redraw
from models.parking.cards import ParkingCard, ParkingOfficeCard
from models.parking.rules import CLOSED as PARKING_CLOSED
from models.people.tables import Staff
from models.permissions import OFFICERS

# Of each kind: where nobody works on it, and its cards in private and in the officers' group.
AT_THE_DESK = {
    Kind.PARKING: (PARKING_CLOSED, ParkingOfficeCard, ParkingCard),
    Kind.CARD: (CARD_CLOSED, AccessOfficeCard, AccessDeskCard),
}


def open_applications(session: Session, estate_id: int) -> list[int]:
    """Return the ids of the applications that are open, the oldest first."""
    wanted = select(Case).where(
        Case.estate_id == estate_id, col(Case.kind).in_(AT_THE_DESK), col(Case.closed_at).is_(None)
    )
    return [case.id for case in session.exec(wanted.order_by(col(Case.id)))]


def pass_applications_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give the person's applications to a deputy who may handle them; return their №.

    Without one they are anybody's of the desk again, in the officers' group. GEN-12.
    """
    wanted = select(Case.id).where(Case.owner_id == staff.id, col(Case.kind).in_(AT_THE_DESK))
    after = deputy if deputy is not None and deputy.role in OFFICERS else None
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        closed, for_office, for_group = AT_THE_DESK[case.kind]
        if case.status in closed:
            continue
        case.owner_id = after.id if after else None
        session.add(case)
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        redraw(session, case.id, now=now)
        if after is not None:
            show_to_one(session, after, for_office(case.id, after.id), now=now)
        else:
            show_to_desk(session, case, for_group(case.id), now=now)
        numbers.append(case.number)
    return numbers
