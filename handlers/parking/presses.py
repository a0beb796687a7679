"""Where the buttons of a parking space lead."""

from collections.abc import Callable, Mapping

from handlers.context import Turn
from handlers.parking import applying, handling, openings, spaces
from models.buttons import Press

# fmt: off
PRESSES: Mapping[str, Callable[[Turn, Press], None]] = {
    "apply":        applying.press_apply,
    "send_paper":   applying.press_send_paper,
    "take_space":   applying.press_take_space,
    "give_up":      applying.press_give_up,
    "renew_lease":  handling.press_renew,
    "hand_back":    handling.press_hand_back,
    "take_back_space": handling.press_take_back,
    "look_at":      handling.press_look_at,
    "parking_card": handling.press_card,
    **handling.ASKED,
    "originals":    handling.press_originals,
    "compare":      handling.press_compare,
    "sign_lease":   handling.press_sign,
    "hand_out":     handling.press_hand_out,
    "choose_space": applying.press_choose,
    **dict.fromkeys(("plate_made", "tested"), handling.press_next_step),
    "ledger_sheet": spaces.press_ledger_sheet,
    **openings.PRESSES,
}
# fmt: on
