"""What somebody had who is not here goes to the deputy, else one level up."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.independence import others
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.cases.telling import show_photos
from models.due import due
from models.enquiries.clock import StaysBehind
from models.enquiries.rules import IN_HAND, Status
from models.enquiries.tables import Enquiry
from models.enquiries.telling import first_reader, show_card
from models.events import Actor
from models.people.roster import deputy_of, is_present
from models.people.tables import Staff

TRIED_AGAIN = timedelta(hours=1)


def pass_enquiries_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give what the person has to the deputy, else to who is there; return the №. GEN-12.

    Never to one whom it is about; the promise stays. Where there is nobody, it is tried again
    every hour.
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
            again = StaysBehind(staff.id, now.isoformat())
            due(session, again, estate_id=case.estate_id, at=now + TRIED_AGAIN)
            continue
        case.owner_id = after.id
        session.add(case)
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        show_card(session, case, after, now=now)
        show_photos(session, case, after, now=now)
        numbers.append(case.number)
    return numbers


def pass_on_again(session: Session, moment: StaysBehind, *, now: datetime) -> None:
    """Give what stayed behind to somebody who can be written to by now. GEN-12."""
    staff = session.get_one(Staff, moment.subject)
    if not is_present(session, staff, now=now):
        pass_enquiries_on(session, staff, deputy_of(session, staff, now=now), now=now)
