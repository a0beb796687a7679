"""What is said when a case becomes one of another kind."""

from datetime import datetime
from typing import ClassVar

from models.buttons import Press
from models.cases.tables import Kind
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen


@frozen
class Converted(Message):
    """To who reported it, in one sentence: what it is now, and by when something happens. S-52.

    `at_home`: somebody will come there, so a time is offered with it. REP-02.
    """

    case_id: int
    number: int
    kind: Kind
    until: datetime
    at_home: bool

    text_key: ClassVar[str] = "conversions.converted"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.kind}"

    def buttons(self) -> Rows:
        if self.kind is not Kind.REPAIR or not self.at_home:
            return ()
        return ((Button("repairs.actions.rebook", Press("rebook", self.case_id, 0).pack()),),)


@frozen
class HandledElsewhere(Message):
    """In a chat that had it: it is no longer theirs; neither why, nor what it is now."""

    case_id: int
    number: int

    text_key: ClassVar[str] = "conversions.elsewhere"
    priority: ClassVar[Priority] = Priority.STAFF
