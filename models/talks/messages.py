"""The call that an officer is asked to make."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.talks.rules import About
from models.talks.tables import Talk


@dataclass(frozen=True)
class CallPlease(Message):
    """To an officer: somebody wishes to be called. Name and number only in a private chat."""

    talk_id: int
    about: About
    called_by: datetime
    late: bool
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    told: str = ""

    text_key: ClassVar[str] = "talks.call"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        action = "talked" if self.resident else "talk"
        return ((Button(f"talks.actions.{action}", Press(action, self.talk_id, 0).pack()),),)

    def still_true(self, session: Session) -> bool:
        return session.get_one(Talk, self.talk_id).closed_at is None
