"""What somebody had who is not here goes to the deputy, else one level up."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.independence import others
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.enquiries.rules import IN_HAND, Status
from models.enquiries.tables import Enquiry
from models.enquiries.telling import first_reader, show_card, show_photos
from models.events import Actor
from models.people.tables import Staff


def pass_enquiries_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give what the person has to the deputy, else to who is there; return the №. GEN-12.

    Never to one whom it is about; the promise stays.
    """
    wanted = (
        select(Case.id)
        .join(Enquiry, col(Enquiry.id) == col(Case.id))
        .where(Case.owner_id == staff.id, col(Case.status).in_((*IN_HAND, Status.ADOPTED)))
    )
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        free = others(session, case, [] if deputy is None else [deputy])
        after = free[0] if free else first_reader(session, case, now=now)
        if after is None:
            continue
        case.owner_id = after.id
        session.add(case)
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        show_card(session, case, after, now=now)
        show_photos(session, case, after, now=now)
        numbers.append(case.number)
    return numbers
