"""What a repair is to everything that handles cases of every kind."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, Late
from models.cases.parts import Part
from models.cases.tables import Case, Kind
from models.errors import NotAllowed
from models.followups.rules import Answer
from models.intents.operations import Address
from models.people.tables import Person
from models.repairs.aftercare import ask
from models.repairs.books import promises
from models.repairs.cards import DispatchCard, OfficeCard, ResidentCard, face_for, face_of
from models.repairs.converting import TURNING
from models.repairs.hearing import MEANS, follow
from models.repairs.reporters import tell_resident
from models.repairs.reporting import group_of
from models.repairs.rules import BEFORE_DONE, REPAIR_FLOW, WHOSE, lateness


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    face = face_of(session, case.id) if reader is None else face_for(session, case, reader)
    waits = reader is None and lateness(face.status, face.claim_by, face.visit_until, now)
    subject = face.danger if face.danger and face.of_person else face.trade
    return CaseLine(
        case.id, face.number, Kind.REPAIR, subject, face.place, face.status, face.reported_at,
        face.technician, face.visit_from, face.visit_until, Late(waits or Late.NO),
        urgent=face.danger is not None and face.status in BEFORE_DONE,
    )  # fmt: skip


def _desk(session: Session, case: Case, _now: datetime) -> Address | None:
    return group_of(session, case)


def _answered(status: str, answer: Answer, parts: AbstractSet[Part]) -> str:
    if answer not in MEANS:
        raise NotAllowed
    return REPAIR_FLOW.after(status, MEANS[answer], by=parts)


REPAIRS = CaseKind(
    closed=REPAIR_FLOW.closed,
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: ResidentCard(case.id, person.id),
    for_office=lambda case, staff: OfficeCard(case.id, staff.id),
    for_group=lambda case: DispatchCard(case.id),
    desk=_desk,
    tell=tell_resident,
    ask=ask,
    answers=frozenset(MEANS.values()),
    answered=_answered,
    follow=follow,
    turning=TURNING,
    promises=promises,
)
