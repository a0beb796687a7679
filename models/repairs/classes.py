"""Whose duty a repair is, its kind of order, what becomes of a price: the words of rows. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from models.values import frozen

MINUTES_AWAY = (10, 20, 30)  # what a technician may say when setting off


class DutyReason(StrEnum):
    """Why the developer is to do it."""

    WARRANTY = "warranty"
    MOVE_IN = "move_in"


class QuoteState(StrEnum):
    """What became of a price."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"


class OrderKind(StrEnum):
    """The kind of a work order: 入户, 有偿入户 or 公共."""

    IN_HOME = "in_home"
    PAID = "paid"
    PUBLIC = "public"


@frozen
class Order:
    """What the kind of an order decides about the work."""

    may_cost: bool  # a price may be told, which makes it paid
    price_first: bool  # nobody takes or finishes it before its price is accepted
    signed: bool  # the resident signs the sheet
    answered_same_day: bool  # the reply on that day asks; nobody asks later


ORDERS: Mapping[OrderKind, Order] = {
    OrderKind.IN_HOME: Order(True, price_first=False, signed=True, answered_same_day=False),
    OrderKind.PAID: Order(True, price_first=True, signed=True, answered_same_day=False),
    OrderKind.PUBLIC: Order(False, price_first=False, signed=False, answered_same_day=True),
}
PRICE_STANDS = frozenset({QuoteState.ASKED, QuoteState.ACCEPTED})


def order_for(*, is_common: bool, price: QuoteState | None = None) -> OrderKind:
    """Return the kind that place and price make an order. Source: REP-05, S-06, PAY-01."""
    if is_common:
        return OrderKind.PUBLIC
    return OrderKind.PAID if price in PRICE_STANDS else OrderKind.IN_HOME


def kinds_possible(*, is_common: bool, price: QuoteState | None) -> tuple[OrderKind, ...]:
    """Return what an officer may make of an order.

    A common part is nobody's home; what was told to cost something gets cheaper only by its
    approver (S-17).
    """
    if is_common or price in PRICE_STANDS:
        return (order_for(is_common=is_common, price=price),)
    return tuple(OrderKind)
