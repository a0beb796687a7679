"""How a payment came, what it becomes, and who may handle money. Pure."""

from enum import StrEnum

from models.flow import Arrow, Flow
from models.people.tables import StaffRole


class Method(StrEnum):
    """How a payment came."""

    CASH = "cash"
    TRANSFER = "transfer"
    BANK = "bank"
    OTHER = "other"


_ABOVE = frozenset({StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD})
TAKES_MONEY = _ABOVE | {StaffRole.OFFICER, StaffRole.FINANCE}
CANCELS = _ABOVE | {StaffRole.FINANCE}  # but never who took it


class PaymentState(StrEnum):
    """Whether a payment counts."""

    TAKEN = "taken"  # cash, with who took it
    KEPT = "kept"
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What can be done with a payment."""

    CANCEL = "pay_cancel"
    CASH_IN = "cash_in"


class Teller(StrEnum):
    """What somebody of the office is to a payment."""

    TOOK_IT = "took_it"
    CHECKS = "checks"  # finance or above, and never who took it


_CHECKS = frozenset({Teller.CHECKS})

# fmt: off
PAYMENT_FLOW = Flow("payment", PaymentState.TAKEN, (
    #     in state             who does what   leads to                 who may
    Arrow(PaymentState.TAKEN,  Deed.CASH_IN,   PaymentState.KEPT,       by=_CHECKS),
    Arrow(PaymentState.TAKEN,  Deed.CANCEL,    PaymentState.CANCELLED,  by=_CHECKS),
    Arrow(PaymentState.KEPT,   Deed.CANCEL,    PaymentState.CANCELLED,  by=_CHECKS),
), closed=frozenset({PaymentState.CANCELLED}))
# fmt: on
