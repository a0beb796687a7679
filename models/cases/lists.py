"""Lists of cases, and the story of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.cases.tables import Case, CaseReporter
from models.events import events_of
from models.people.tables import Person
from models.repairs.cards import face_for, face_of
from models.repairs.messages import Place, RepairFace

AT_MOST = 20  # in one message


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in a list."""

    number: int
    trade: str
    place: Place
    status: str
    visit_from: datetime | None
    visit_until: datetime | None

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        return {
            "number": self.number, "trade": self.trade, "status": self.status,
            "place": {"address": self.place.address, "common": self.place.common},
            "visit_from": self.visit_from, "visit_until": self.visit_until,
        }  # fmt: skip


def own_cases(session: Session, person_id: int) -> list[CaseLine]:
    """Return the person's cases, newest first, those they joined in among them."""
    joined = select(CaseReporter.case_id).where(CaseReporter.person_id == person_id)
    here = or_(col(Case.reporter_id) == person_id, col(Case.id).in_(joined))
    wanted = select(Case).where(here).order_by(col(Case.id).desc()).limit(AT_MOST)
    person = session.get_one(Person, person_id)
    return [_line(face_for(session, case, person)) for case in session.exec(wanted)]


def lines_of(session: Session, case_ids: Iterable[int]) -> list[CaseLine]:
    """Return these cases as lines."""
    return [_line(face_of(session, case_id)) for case_id in case_ids]


def reasons(session: Session, case_id: int, *, named: bool) -> list[dict[str, Any]]:
    """Return the events of a case: when, who or what, which action, and where it led.

    Names only when `named`: a group reads none.
    """
    lines = []
    for event in events_of(session, case_id):
        known = named and event.person_id is not None
        person = session.get(Person, event.person_id) if known else None
        lines.append(
            {"at": event.at, "actor": event.actor.value, "action": event.action,
             "after": event.after, "name": person.name if person else ""}
        )  # fmt: skip
    return lines


def _line(face: RepairFace) -> CaseLine:
    return CaseLine(
        face.number, face.trade, face.place, face.status, face.visit_from, face.visit_until
    )
