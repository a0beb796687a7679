"""Where the buttons of the owner's file lead."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.owners import asking, deciding, forms
from models.buttons import Press

# fmt: off
PRESSES: Mapping[str, Callable[[Turn, Press], None]] = {
    "ask_change":         asking.press_ask_change,
    "prolong":            asking.press_prolong,
    "send_proof":         asking.press_send_proof,
    "withdraw_change":    asking.press_withdraw,
    "take_change":        deciding.press_take,
    **deciding.ASKED,
    "original_seen":      deciding.press_original_seen,
    "change_before_head": deciding.press_put_before,
    "approve_change":     deciding.press_approve,
    "begin_form":         forms.press_begin_form,
    **forms.ASKED,
    "form_right":         forms.press_right,
    "cancel_account":     forms.press_cancel,
    "change_card":        deciding.press_card,
}
# fmt: on
