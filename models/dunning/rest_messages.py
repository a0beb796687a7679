"""What is said of a home that rests: to who answers for the money, and to who said so."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Self

from sqlmodel import Session

from models.buttons import Press
from models.cases.tables import Case
from models.dunning.plans import Part
from models.dunning.reading import begun_on, standing_of
from models.dunning.tables import Rest
from models.dunning.words import Brake
from models.estate.tables import Home
from models.files.tables import File, FileState
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.talks.messages import ASK
from models.values import frozen


@frozen
class _OfRest(Message):
    """Whose home rests, who said so, and what was owed by then and still is."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0

    def drawn(self, session: Session) -> Self:
        rest = session.get_one(Rest, self.rest_id)
        home, person = session.get_one(Home, rest.home_id), session.get(Person, rest.person_id or 0)
        owed = standing_of(session, home, on=begun_on(session, rest)).owed
        name = person.name if person else ""
        return replace(self, home=home.address, name=name, owed=owed)

    def answer(self, label: str, action: str) -> Button:
        """Return a button about this rest."""
        return Button(f"dunning.actions.{label}", Press(action, self.rest_id, 0).pack())


@frozen
class ClaimForFinance(_OfRest):
    """To finance: somebody says that it is paid, perhaps with a photograph. FEE-02."""

    proof: bool = False

    text_key: ClassVar[str] = "dunning.claimed"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        judge = (
            self.answer("found", "arrears_found"),
            self.answer("not_found", "arrears_missing"),
        )
        return ((self.answer("proof", "arrears_proof"),), judge) if self.proof else (judge,)

    def drawn(self, session: Session) -> Self:
        rest = session.get_one(Rest, self.rest_id)
        return replace(super().drawn(session), proof=bool(rest.proofs))


@frozen
class ClaimHeard(_OfRest):
    """To who says that it is paid: finance looks, and a photograph helps. FEE-02."""

    text_key: ClassVar[str] = "dunning.will_look"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return ((self.answer("prove", "arrears_prove"),),)


@frozen
class ProofShown(_OfRest):
    """To who handles money: the photograph of a payment. SEC-02."""

    files: tuple[int, ...] = ()

    text_key: ClassVar[str] = "dunning.proof_shown"
    priority: ClassVar[Priority] = Priority.DIALOGUE
    sealed: ClassVar[bool] = True

    def media(self) -> tuple[int, ...]:
        return self.files

    def still_true(self, session: Session) -> bool:
        return all(session.get_one(File, each).state is FileState.KEPT for each in self.files)


@frozen
class NotFound(_OfRest):
    """To who said that it was paid: finance has not found it. FEE-02."""

    text_key: ClassVar[str] = "dunning.not_found"

    def buttons(self) -> Rows:
        return ((self.answer("prove", "arrears_prove"),), (ASK,))


@frozen
class PromiseBroken(_OfRest):
    """To finance: the day that was named has passed; somebody rings up. FEE-10, FEE-11."""

    until: date | None = None
    brake: Brake = Brake.PROMISED

    text_key: ClassVar[str] = "dunning.promise_broken"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Self:
        rest = session.get_one(Rest, self.rest_id)
        return replace(super().drawn(session), until=self.until or rest.until, brake=rest.brake)


@frozen
class DisputeForFinance(_OfRest):
    """To finance: somebody doubts the bill; nobody is reminded until it is answered. FEE-12."""

    number: int = 0

    text_key: ClassVar[str] = "dunning.disputed"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Self:
        case = session.get_one(Case, session.get_one(Rest, self.rest_id).case_id)
        return replace(super().drawn(session), number=case.number)


@frozen
class DisputeOver(DisputeForFinance):
    """To finance: what was doubted is answered; the ladder goes on. FEE-12."""

    text_key: ClassVar[str] = "dunning.dispute_over"


@frozen
class PlanAgreed(_OfRest):
    """To who pays: the parts, their days, and what happens meanwhile. FEE-11."""

    parts: tuple[Part, ...] = ()

    text_key: ClassVar[str] = "dunning.plan_agreed"

    def buttons(self) -> Rows:
        return ((ASK,),)

    def drawn(self, session: Session) -> Self:
        rest = session.get_one(Rest, self.rest_id)
        parts = tuple(Part(date.fromisoformat(on), amount) for on, amount in rest.parts)
        return replace(super().drawn(session), parts=parts, owed=rest.owed)

    def still_true(self, session: Session) -> bool:
        return session.get_one(Rest, self.rest_id).ended_at is None


@frozen
class PartIsNear(PlanAgreed):
    """To who pays: a part is to be paid by that day. FEE-11."""

    on: date | None = None

    text_key: ClassVar[str] = "dunning.part_near"


@frozen
class PlanKept(_OfRest):
    """To who pays: every part was paid in time, with thanks."""

    text_key: ClassVar[str] = "dunning.plan_kept"
