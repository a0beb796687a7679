"""What is said of a home that rests: to who answers for the money, and to who said so."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeVar

from sqlmodel import Session

from models.buttons import Press
from models.dunning.messages import home_address
from models.dunning.reading import begun_on, standing_of
from models.dunning.tables import Rest
from models.estate.tables import Home
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.talks.messages import ASK


@dataclass(frozen=True)
class ClaimForFinance(Message):
    """To finance: somebody says that it is paid."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0

    text_key: ClassVar[str] = "dunning.claimed"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return (
            (
                _answer("found", "arrears_found", self.rest_id),
                _answer("not_found", "arrears_missing", self.rest_id),
            ),
        )

    def drawn(self, session: Session) -> Message:
        return _of_rest(session, self, self.rest_id)


@dataclass(frozen=True)
class NotFound(Message):
    """To who said that it was paid: finance has not found it. FEE-02."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0

    text_key: ClassVar[str] = "dunning.not_found"

    def buttons(self) -> Rows:
        return ((ASK,),)

    def drawn(self, session: Session) -> Message:
        return _of_rest(session, self, self.rest_id)


@dataclass(frozen=True)
class PromiseBroken(Message):
    """To finance: the day that was promised has passed; somebody rings up. FEE-10, FEE-11."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0
    until: date | None = None

    text_key: ClassVar[str] = "dunning.promise_broken"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        drawn = _of_rest(session, self, self.rest_id)
        return replace(drawn, until=session.get_one(Rest, self.rest_id).until)


M = TypeVar("M", ClaimForFinance, NotFound, PromiseBroken)


def _answer(label: str, action: str, rest_id: int) -> Button:
    return Button(f"dunning.actions.{label}", Press(action, rest_id, 0).pack())


def _of_rest(session: Session, message: M, rest_id: int) -> M:
    rest = session.get_one(Rest, rest_id)
    home, person = session.get_one(Home, rest.home_id), session.get(Person, rest.person_id or 0)
    standing = standing_of(session, home, on=begun_on(session, rest))
    return replace(
        message, home=home_address(home), name=person.name if person else "", owed=standing.owed
    )
