"""What is said when a repair changes hands."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.cases.tables import Case
from models.emergencies.rules import Danger
from models.repairs.messages import AboutRepair
from models.repairs.rules import IN_HAND, Status
from models.values import frozen


@frozen
class TechnicianChanged(AboutRepair):
    """To the resident: somebody else comes; what was agreed stays."""

    technician: str
    visit_from: datetime | None
    visit_until: datetime | None
    danger: Danger | None = None

    text_key: ClassVar[str] = "assigning.changed"

    def still_true(self, session: Session) -> bool:
        return session.get_one(Case, self.case_id).status in IN_HAND


@frozen
class LookingForAnother(AboutRepair):
    """To the resident: who had it cannot come; by when somebody else has it."""

    claim_by: datetime
    visit_from: datetime | None
    visit_until: datetime | None
    danger: Danger | None = None

    text_key: ClassVar[str] = "assigning.looking"

    def still_true(self, session: Session) -> bool:
        return session.get_one(Case, self.case_id).status == Status.REPORTED
