"""A case as one line of a list, whatever its kind."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from models.cases.tables import Kind
from models.cases.words import Place
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

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        return {
            "number": self.number, "kind": self.kind, "subject": self.subject,
            "status": self.status, "visit_from": self.visit_from, "visit_until": self.visit_until,
            "place": {"address": self.place.address, "common": self.place.common},
        }  # fmt: skip
