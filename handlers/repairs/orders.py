"""The kind of a work order, corrected by an officer in one press; paid work needs a price next."""

from handlers.context import Turn
from handlers.repairs.quotes import press_quote
from models.buttons import Press, Unreadable
from models.intents.messages import Button
from models.repairs.classes import ORDERS, OrderKind
from models.repairs.orders import correct, may_correct
from models.repairs.rules import Action


def press_order_kind(turn: Turn, press: Press) -> None:
    """Let the order be of that kind; without one ask for it, in private."""
    if press.value:
        if press.value not in set(OrderKind):
            raise Unreadable
        kind = OrderKind(press.value)
        correct(turn.session, press.object, kind, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        if ORDERS[kind].price_first:
            press_quote(turn, press)
        return
    case, kinds = may_correct(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    rows = tuple(
        (Button(f"orders.kinds.{each}", Press(Action.ORDER_KIND, case.id, case.rev, each).pack()),)
        for each in kinds
    )
    turn.say("orders.which", rows, number=case.number)
    turn.toast("toasts.see_private")
