"""A case as one line of a list, whatever its kind."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from models.cases.tables import Case, Kind
from models.cases.words import Place
from models.estate.tables import Home
from models.people.tables import Person, Staff
from models.values import frozen


class Late(StrEnum):
    """Why an open case is late."""

    NO = "no"
    UNCLAIMED = "unclaimed"
    VISIT = "visit"
    PROMISE = "promise"


@frozen
class CaseLine:
    """One case in a list. `subject` is a word of its kind: a trade, a department."""

    case_id: int
    number: int
    kind: Kind
    subject: str
    place: Place
    status: str
    opened_at: datetime
    owner: str = ""
    visit_from: datetime | None = None
    visit_until: datetime | None = None
    late: Late = Late.NO
    urgent: bool = False  # somebody is in danger until it is done

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        return {
            "number": self.number, "kind": self.kind, "subject": self.subject,
            "status": self.status, "visit_from": self.visit_from, "visit_until": self.visit_until,
            "place": {"address": self.place.address, "common": self.place.common},
        }  # fmt: skip


def line_of(
    session: Session, case: Case, subject: str, place: Place, reader: Person | None,
    *, until: datetime | None = None, now: datetime,
) -> CaseLine:  # fmt: skip
    """Return the case as its line; the office reads that it is late once `until` has passed."""
    late = reader is None and until is not None and until <= now
    return CaseLine(
        case.id, case.number, case.kind, subject, place, case.status, case.opened_at,
        owner_of(session, case), late=Late.PROMISE if late else Late.NO,
    )  # fmt: skip


def owner_of(session: Session, case: Case) -> str:
    """Return the name of who has the case, or nothing."""
    owner = session.get(Staff, case.owner_id or 0)
    return owner.name if owner else ""


def place_of_home(session: Session, home_id: int | None) -> Place:
    """Return the home as a place, or none."""
    home = session.get(Home, home_id or 0)
    return Place(home.address if home else "")
