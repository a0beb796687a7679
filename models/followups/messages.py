"""The question after a finished job."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.followups.rules import Answer, FollowUpKind
from models.followups.tables import FollowUp
from models.intents.messages import Button, Message, Rows


@dataclass(frozen=True)
class HowDidItGo(Message):
    """To the resident: is it mended, does it stay dry, how does it do? One press answers."""

    case_id: int
    followup_id: int
    number: int
    kind: FollowUpKind
    done_at: datetime

    text_key: ClassVar[str] = "followups.messages.question"
    matters: ClassVar[bool] = False  # silence has its own way: an officer telephones

    def still_true(self, session: Session) -> bool:
        return session.get_one(FollowUp, self.followup_id).settled_at is None

    def buttons(self) -> Rows:
        return rating(self.followup_id)


def rating(followup_id: int) -> Rows:
    """Return the buttons that answer the question, the good one first."""
    return tuple(
        (Button(f"followups.answers.{each}", Press("followup", followup_id, 0, each).pack()),)
        for each in Answer
    )
