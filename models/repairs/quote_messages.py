"""What is said about the price of paid work."""

from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.repairs.classes import QuoteState
from models.repairs.messages import AboutRepair
from models.repairs.tables import Quote
from models.values import frozen


@frozen
class PriceTold(AboutRepair):
    """To the resident: what paid work costs, before it is taken on. PAY-01."""

    quote_id: int
    amount: int
    service: str
    unit: str
    note: str

    text_key: ClassVar[str] = "quotes.messages.price"

    def still_true(self, session: Session) -> bool:
        return session.get_one(Quote, self.quote_id).state is QuoteState.ASKED

    def buttons(self) -> Rows:
        tariffs = Button("quotes.see_tariffs", Press("tariffs", 0, 0).pack())
        return (*answers(self.case_id, self.quote_id), (tariffs,))


def answers(case_id: int, quote_id: int) -> Rows:
    """Return the two buttons that answer this price, and no later one."""
    return tuple(
        (
            Button(
                f"repairs.actions.{action}",
                Press(action, case_id, 0, str(quote_id)).pack(),
                style=style,
            ),
        )
        for action, style in (("accept", "success"), ("refuse", ""))
    )


@frozen
class PriceToldAtTheDoor(PriceTold):
    """The same, while the technician waits for the answer: whatever the hour."""

    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class PriceToldAgain(PriceTold):
    """The same once more: there is no answer yet. GEN-07."""

    text_key: ClassVar[str] = "quotes.messages.price_again"


@frozen
class PriceToBePressed(PriceTold):
    """To who wrote while it waits: only a press accepts or declines it."""

    text_key: ClassVar[str] = "quotes.messages.price_to_press"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class AnsweredByPhone(AboutRepair):
    """To the resident: what an officer heard about the price, so that it can be put right."""

    amount: int
    accepted: bool

    text_key: ClassVar[str] = "quotes.messages.by_phone"


@frozen
class PriceReduced(AboutRepair):
    """To the resident: the price is lower than was told."""

    amount: int
    service: str

    text_key: ClassVar[str] = "quotes.messages.reduced"


@frozen
class PriceAnswered(Message):
    """To who told the price, or has the job: what the resident says to it."""

    case_id: int
    number: int
    amount: int
    accepted: bool

    text_key: ClassVar[str] = "quotes.messages.answered"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class ReductionAsked(Message):
    """To the approver: an officer asks for a lower price. REP-16."""

    case_id: int
    number: int
    rev: int
    officer: str
    amount: int
    reduced_to: int
    key_customer: bool
    reason: str

    text_key: ClassVar[str] = "quotes.messages.reduction"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    f"repairs.actions.{action}",
                    Press(action, self.case_id, self.rev, str(self.reduced_to)).pack(),
                ),
            )
            for action in ("approve_reduction", "reject_reduction")
        )


@frozen
class ReductionDecided(Message):
    """To the officer who asked: what the approver says."""

    case_id: int
    number: int
    reduced_to: int
    approved: bool

    text_key: ClassVar[str] = "quotes.messages.decided"
    priority: ClassVar[Priority] = Priority.STAFF
