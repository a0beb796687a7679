"""Words within a talk, as the other side or a colleague reads them."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.relay.messages import Passed
from models.talks.rules import Reply
from models.talks.tables import Talk
from models.values import frozen


def ending(talk_id: int) -> Button:
    """Return the resident's button that ends the talk."""
    return Button("talks.actions.end", Press("talk_end", talk_id, 0).pack())


@frozen
class Line:
    """One thing that was said: by `name`, the resident when `is_resident`; `inside` is a note."""

    at: datetime
    name: str
    is_resident: bool
    inside: bool
    words: str
    saved: str = ""


@frozen
class FromTalker(Passed):
    """To who has the talk: what the resident says. True while they have it."""

    talk_id: int
    staff_id: int
    resident: str
    address_as: str

    text_key: ClassVar[str] = "talks.from_resident"
    priority: ClassVar[Priority] = Priority.STAFF

    def still_true(self, session: Session) -> bool:
        return session.get_one(Talk, self.talk_id).owner_id == self.staff_id

    def buttons(self) -> Rows:
        wait = Press("talk_say", self.talk_id, 0, Reply.WAIT).pack()
        return ((Button(f"talks.saved.{Reply.WAIT}", wait),),)


def from_talker(session: Session, talk: Talk, words: str, files: tuple[int, ...]) -> FromTalker:
    """Return what the resident says, for who has the talk."""
    person = session.get_one(Person, talk.person_id)
    holder = talk.owner_id or 0
    return FromTalker(words, files, False, talk.id, holder, person.name, person.address_as)


@frozen
class FromColleague(Passed):
    """To who has the talk: a note that stays inside."""

    talk_id: int
    staff: str

    text_key: ClassVar[str] = "talks.from_colleague"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class FromOfficer(Passed):
    """To the resident, in the estate's and the officer's name; it waits for permitted hours."""

    talk_id: int
    staff: str

    text_key: ClassVar[str] = "talks.from_officer"

    def buttons(self) -> Rows:
        return ((ending(self.talk_id),),)


@frozen
class AnswerFromOfficer(FromOfficer):
    """The same while they are talking: it waits for nothing."""

    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class SavedReply(Message):
    """To the resident, in their own language: a reply that the office keeps ready."""

    talk_id: int
    staff: str
    reply: Reply

    text_key: ClassVar[str] = "talks.replies"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return f"talks.replies.{self.reply}"

    def buttons(self) -> Rows:
        return ((ending(self.talk_id),),)
