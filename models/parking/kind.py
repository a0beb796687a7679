"""What an application for a space is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, Late
from models.cases.serving import desk_of
from models.cases.tables import Case, Kind
from models.cases.telling import tell_reporters
from models.parking.cards import ApplicantCard, ParkingCard, ParkingOfficeCard, place_of
from models.parking.rules import CLOSED, WHOSE, Status
from models.parking.tables import Application
from models.people.tables import Person, Staff


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    application = session.get_one(Application, case.id)
    owner = session.get(Staff, case.owner_id or 0)
    by = application.check_by
    late = reader is None and case.status == Status.CHECKING and by is not None and by <= now
    return CaseLine(
        case.id, case.number, Kind.PARKING, application.space_kind, place_of(session, case.home_id),
        case.status, case.opened_at, owner.name if owner else "",
        late=Late.PROMISE if late else Late.NO,
    )  # fmt: skip


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
