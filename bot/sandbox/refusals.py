"""What Telegram refuses, in its own words: lengths, buttons and reply keyboards."""

import json
import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

PREFIXES = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}
BUTTON_ACTIONS = ("callback_data", "url", "copy_text", "web_app", "switch_inline_query")
BUTTON_STYLES = ("danger", "success", "primary")
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


def decoded(value: Any, name: str) -> Any:
    """Return a structured parameter, which a form sends as JSON and a JSON body as itself."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError:
        raise Refused(f"can't parse {name} JSON object") from None


def checked_markup(value: Any) -> Json | None:
    """Return the reply markup as an object, or None when there is no button in it."""
    markup = decoded(value, "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    kind = "inline_keyboard" if "inline_keyboard" in markup else "keyboard"
    if kind not in markup:
        return markup
    rows = [row for row in markup[kind] if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise Refused("reply markup is too long")
    if kind == "inline_keyboard":
        for button in (button for row in rows for button in row):
            check_inline_button(button)
    return {**markup, kind: rows} if rows else None


def check_inline_button(button: Json) -> None:
    """Refuse a button that Telegram would not show."""
    if not button.get("text"):
        raise Refused("can't parse inline keyboard button: text must be non-empty")
    actions = [name for name in BUTTON_ACTIONS if name in button]
    if len(actions) != 1:
        raise Refused(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    # 64 bytes of UTF-8: the Bot API's limit for callback_data
    if not 1 <= len(str(button.get("callback_data", "-")).encode()) <= 64:
        raise Refused("BUTTON_DATA_INVALID")
    url = button.get("url", "https://")
    if not re.match(r"(https?|tg)://", url):
        raise Refused(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not 1 <= len(button.get("copy_text", {"text": "-"})["text"]) <= 256:
        raise Refused("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", "danger") not in BUTTON_STYLES:
        raise Refused("can't parse inline keyboard button: invalid button style specified")
