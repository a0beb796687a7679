"""Where the buttons of complaints lead."""

from collections.abc import Callable, Mapping

from handlers.complaints import complaining, handling, reviewing, signing
from handlers.context import Turn
from models.buttons import Press

# fmt: off
PRESSES: Mapping[str, Callable[[Turn, Press], None]] = {
    "tell_further": complaining.press_tell_further,
    "retract":      complaining.press_retract,
    "ask_to_sign":  signing.press_ask_to_sign,
    "cosign":       signing.press_cosign,
    "case_card":    reviewing.press_card,
    "complaint_more": reviewing.press_more,
    "admit":        reviewing.press_admit,
    "stop":         handling.press_stop,
    "reclassify":   reviewing.press_reclassify,
    "explain":      reviewing.press_explain,
    "entrust":      reviewing.press_entrust,
    "name":         reviewing.press_name,
    "file":         reviewing.press_file,
    "approve_settlement": handling.press_settlement,
    "reject_settlement":  handling.press_settlement,
    "approve_overrun":    handling.press_overrun,
    "reject_overrun":     handling.press_overrun,
    **handling.ASKED,
}
# fmt: on
