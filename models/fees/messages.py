"""What is said about fees: what a home owes, a receipt, a payment that was cancelled."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from models.buttons import Press
from models.dunning.words import Brake
from models.fees.words import Deed, Method
from models.intents.messages import Button, Message, Priority, Rows
from models.talks.messages import ASK
from models.values import frozen


@frozen
class FeeLine:
    """A charge that is open: what it is for, how much, what is left, by when it is due."""

    period: str
    title: str
    amount: int
    open: int
    due_on: date
    is_over: bool


@frozen
class TariffLine:
    """An item of the public list of fees, with its basis."""

    title: str
    price: int | None
    unit: str
    note: str


@frozen
class PaymentLine:
    """A payment, as the desk reads it; `may_cancel` for who reads it."""

    payment_id: int
    reference: str
    amount: int
    paid_on: date
    method: Method
    is_cancelled: bool
    may_cancel: bool


@frozen
class FeesFace(Message):
    """What a home owes: to its people, or to who takes money; never in a group. FEE-01, SEC-01."""

    home_id: int
    home: str
    owed: int
    credit: int
    lines: tuple[FeeLine, ...]
    more: int
    more_open: int
    tariffs: tuple[TariffLine, ...]
    opens: str
    closes: str
    at: str
    payments: tuple[PaymentLine, ...] = ()
    at_desk: bool = False
    ask: str = ""  # the press that gives the words said before to a person
    brake: Brake | None = None  # why nobody is reminded now, and until when
    until: date | None = None
    at_home: bool = False  # somebody can come for it. FEE-03

    text_key: ClassVar[str] = "fees.face"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return "fees.face_desk" if self.at_desk else self.text_key

    def buttons(self) -> Rows:
        if not self.at_desk:
            question = Button("fees.actions.question", self.ask) if self.ask else ASK
            return (*self._at_home("ask"), (question,))
        cancels = tuple(
            (Button(f"fees.actions.{Deed.CANCEL}", _cancels(each), {"reference": each.reference}),)
            for each in self.payments
            if each.may_cancel
        )
        take = Button(
            "fees.actions.pay_for", Press("pay_for", self.home_id, 0).pack(), style="primary"
        )
        return ((take,), *self._at_home("appoint"), *cancels)

    def _at_home(self, label: str) -> Rows:
        if not (self.at_home and self.owed):
            return ()
        times = Press("fees_times", self.home_id, 0).pack()
        return ((Button(f"collecting.actions.{label}", times),),)


def _cancels(line: PaymentLine) -> str:
    return Press(Deed.CANCEL, line.payment_id, 0).pack()


@frozen
class ReceiptLine:
    """What a payment paid: for which month and item, how much."""

    period: str
    title: str
    amount: int


@frozen
class FeeReceipt(Message):
    """The proof of a payment, at once: to who paid, and to who took it, as a form to print.

    Source: FEE-01, FEE-04; with the line that invites opinions, CMP-03.
    """

    reference: str
    home: str
    payer: str
    paid_on: date
    amount: int
    method: Method
    lines: tuple[ReceiptLine, ...]
    ahead: int
    owed: int
    taken_by: str
    to_payer: bool

    text_key: ClassVar[str] = "fees.receipt"
    paper: ClassVar[str] = "fees.receipt_paper"
    priority: ClassVar[Priority] = Priority.DIALOGUE
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return self.text_key if self.to_payer else "fees.receipt_desk"


@frozen
class PaymentCancelled(Message):
    """To who paid, and to who took it: the receipt counts no more, and why."""

    reference: str
    home: str
    amount: int
    reason: str
    owed: int
    to_payer: bool

    text_key: ClassVar[str] = "fees.cancelled"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return self.text_key if self.to_payer else "fees.cancelled_desk"


class CashNews(StrEnum):
    """What is said about cash that is with who took it."""

    BRING = "bring"
    COUNT = "count"
    COUNTED = "counted"
    KEPT = "kept"
    LATE = "late"


@frozen
class CashNotice(Message):
    """Among who takes and who keeps money: whose cash, how much, by when. FEE-04."""

    news: CashNews
    taker_id: int
    taker: str
    amount: int
    count: int
    until: str
    by: str = ""

    text_key: ClassVar[str] = "fees.cash"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.news}"

    def buttons(self) -> Rows:
        if self.news is not CashNews.COUNT:
            return ()
        press = Press(Deed.CASH_IN, self.taker_id, 0, str(self.amount)).pack()
        return ((Button("fees.actions.cash_in", press, style="primary"),),)
