"""What an application for a card is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.access_cards.cards import (
    AccessApplicantCard,
    AccessDeskCard,
    AccessOfficeCard,
)
from models.access_cards.rules import CLOSED, PROMISED, WHOSE
from models.access_cards.tables import CardApplication
from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of, place_of_home
from models.cases.serving import desk_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.people.tables import Person


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    application = session.get_one(CardApplication, case.id)
    until = application.promised_by if case.status in PROMISED else None
    place = place_of_home(session, case.home_id)
    return line_of(session, case, application.card_kind, place, reader, until=until, now=now)


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
