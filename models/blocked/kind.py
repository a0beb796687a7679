"""What a blocked car is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.blocked.cards import BlockedAskerCard, BlockedCard, BlockedOfficeCard
from models.blocked.rules import BLOCKED_FLOW, WHOSE
from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of, place_of_home
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.groups.desk import desk
from models.intents.operations import Address, private
from models.people.tables import Person, Staff


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    """Return the line; the plate stands in no list. SEC-01."""
    place = place_of_home(session, case.home_id)
    return line_of(session, case, "blocked", place, reader, now=now)


def _desk(session: Session, case: Case, now: datetime) -> Address | None:
    owner = session.get(Staff, case.owner_id or 0)
    person = session.get_one(Person, owner.person_id) if owner else None
    return (private(person) if person else None) or desk(session, case.estate_id, now=now)


BLOCKED = CaseKind(
    closed=frozenset(BLOCKED_FLOW.closed),
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: BlockedAskerCard(case.id, person.id),
    for_office=lambda case, staff: BlockedOfficeCard(case.id, staff.id),
    desk=_desk,
    tell=tell_reporters,
    for_group=lambda case: BlockedCard(case.id),
)
