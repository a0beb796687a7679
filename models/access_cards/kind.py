"""What an application for a card is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.access_cards.cards import (
    AccessApplicantCard,
    AccessDeskCard,
    AccessOfficeCard,
    place_of,
)
from models.access_cards.rules import CLOSED, PROMISED, WHOSE
from models.access_cards.tables import CardApplication
from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, Late
from models.cases.serving import desk_of
from models.cases.tables import Case, Kind
from models.cases.telling import tell_reporters
from models.people.tables import Person, Staff


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    application = session.get_one(CardApplication, case.id)
    owner = session.get(Staff, case.owner_id or 0)
    by = application.promised_by
    late = reader is None and case.status in PROMISED and by is not None and by <= now
    return CaseLine(
        case.id, case.number, Kind.CARD, application.card_kind, place_of(session, case.home_id),
        case.status, case.opened_at, owner.name if owner else "",
        late=Late.PROMISE if late else Late.NO,
    )  # fmt: skip


CARDS = CaseKind(
    closed=CLOSED,
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: AccessApplicantCard(case.id, person.id),
    for_office=lambda case, staff: AccessOfficeCard(case.id, staff.id),
    desk=desk_of,
    tell=tell_reporters,
    for_group=lambda case: AccessDeskCard(case.id),
)
