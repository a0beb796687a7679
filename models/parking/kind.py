"""What an application for a space is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of, place_of_home
from models.cases.serving import desk_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.parking.cards import ApplicantCard, ParkingCard, ParkingOfficeCard
from models.parking.rules import CLOSED, WHOSE, Status
from models.parking.tables import Application
from models.people.tables import Person


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    application = session.get_one(Application, case.id)
    until = application.check_by if case.status == Status.CHECKING else None
    place = place_of_home(session, case.home_id)
    return line_of(session, case, application.space_kind, place, reader, until=until, now=now)


PARKING = CaseKind(
    closed=CLOSED,
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: ApplicantCard(case.id, person.id),
    for_office=lambda case, staff: ParkingOfficeCard(case.id, staff.id),
    desk=desk_of,
    tell=tell_reporters,
    for_group=lambda case: ParkingCard(case.id),
)
