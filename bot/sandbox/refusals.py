"""What Telegram refuses, in its own words: numbers, lengths, buttons and reply keyboards."""

import json
import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

PREFIXES = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
BUTTON_ACTIONS = ("callback_data", "url", "copy_text")
BUTTON_STYLES = ("danger", "success", "primary")
UNPARSEABLE = "can't parse inline keyboard button: "
MOST_BUTTONS, MOST_IN_A_ROW = 100, 8


class Refused(Exception):
    """Telegram does not do what was asked."""

    def __init__(self, description: str, code: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.body: Json = refusal(code, f"{PREFIXES[code]}: {description}", parameters)


def refusal(code: int, description: str, parameters: Mapping[str, Any] | None = None) -> Json:
    """Return the body of a refused call."""
    body: Json = {"ok": False, "error_code": code, "description": description}
    return {**body, "parameters": dict(parameters)} if parameters else body


def utf16_length(text: str) -> int:
    """Return the length of `text` as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def demand(*demands: tuple[object, str]) -> None:
    """Refuse with the words of the first demand that is not met."""
    for is_met, told in demands:
        if not is_met:
            raise Refused(told)


def number(params: Json, name: str, default: int = 0) -> int:
    """Return a parameter that is a number."""
    try:
        return int(params.get(name) or default)
    except (TypeError, ValueError):
        raise Refused(f'parameter "{name}" must be a number') from None


def decoded(value: Any, name: str) -> Any:
    """Return a structured parameter, which a form sends as JSON and a JSON body as itself."""
    try:
        return (json.loads(value) if value else None) if isinstance(value, str) else value
    except ValueError:
        raise Refused(f"can't parse {name} JSON object") from None


def checked_markup(value: Any) -> Json | None:
    """Return the reply markup as an object, or None when there is no button in it."""
    markup = decoded(value, "reply keyboard markup") or {}
    demand((isinstance(markup, dict), "object expected as reply markup"))
    kind = "inline_keyboard" if "inline_keyboard" in markup else "keyboard"
    rows = [row for row in markup.get(kind, ()) if row]
    fits = sum(map(len, rows)) <= MOST_BUTTONS and all(len(row) <= MOST_IN_A_ROW for row in rows)
    demand((fits, "reply markup is too long"))
    for button in (button for row in rows for button in row if kind == "inline_keyboard"):
        _check_button(button)
    return {**markup, kind: rows} if rows else None


def _check_button(button: Json) -> None:
    url = button.get("url", "https://")
    copied = button.get("copy_text", {"text": "-"})["text"]
    demand(
        (button.get("text"), f"{UNPARSEABLE}text must be non-empty"),
        (
            sum(name in button for name in BUTTON_ACTIONS) == 1,
            f"{UNPARSEABLE}Text buttons are unallowed in the inline keyboard",
        ),
        # 64 bytes of UTF-8: the Bot API's limit for callback_data
        (1 <= len(str(button.get("callback_data", "-")).encode()) <= 64, "BUTTON_DATA_INVALID"),
        (
            re.match(r"(https?|tg)://", url),
            f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol",
        ),
        (1 <= len(copied) <= 256, "BUTTON_COPY_TEXT_INVALID"),
        (
            button.get("style", "danger") in BUTTON_STYLES,
            f"{UNPARSEABLE}invalid button style specified",
        ),
    )
