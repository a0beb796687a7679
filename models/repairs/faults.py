"""What a follow-up found wrong, in writing for the supervisor: result, opinion, what is done."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.words import abridged, masked
from models.followups.rules import Answer, Reason
from models.followups.tables import FollowUp
from models.intents.cards import Card
from models.intents.messages import Message, Priority
from models.people.tables import Staff, StaffRole
from models.repairs.cards import face_of
from models.repairs.messages import AboutRepair
from models.repairs.rules import Status
from models.values import frozen


@frozen
class FaultForm(AboutRepair):
    """To the supervisor: the form of CB-14. It stays up to date, and telephone numbers are hidden.

    `did_it`: whose work it was; `technician`: who has it now.
    """

    answer: Answer
    reasons: tuple[Reason, ...]
    told: str
    level: int
    status: Status
    did_it: str
    technician: str
    claim_by: datetime
    answer_by: datetime | None
    of_person: bool = False  # somebody is needed again: nothing was to be mended

    text_key: ClassVar[str] = "repairs.messages.fault"
    priority: ClassVar[Priority] = Priority.STAFF
    matters: ClassVar[bool] = False


@frozen
class FaultCard(Card):
    """In the supervisor's chat: the newest fault that a follow-up found."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        face, found = face_of(session, self.case_id), _newest(session, self.case_id)
        said = f"{face.told}\n{found.opinion}" if found.opinion else face.told
        return FaultForm(
            face.case_id, face.number, face.trade, face.place,
            answer=found.answer or Answer.NOT, reasons=tuple(map(Reason, found.reasons)),
            told=abridged(masked(said)), level=face.level, status=face.status,
            did_it=did(session, found), technician=face.technician, claim_by=face.claim_by,
            answer_by=face.answer_by, of_person=face.of_person,
        )  # fmt: skip


def did(session: Session, follow_up: FollowUp) -> str:
    """Return the technician who did the work that was asked about, or nothing."""
    staff = None if follow_up.staff_id is None else session.get_one(Staff, follow_up.staff_id)
    return staff.name if staff and staff.role is StaffRole.TECHNICIAN else ""


def _newest(session: Session, case_id: int) -> FollowUp:
    return session.exec(
        select(FollowUp)
        .where(FollowUp.case_id == case_id, col(FollowUp.answer).in_((Answer.PARTLY, Answer.NOT)))
        .order_by(col(FollowUp.answered_at).desc())
        .limit(1)
    ).one()
