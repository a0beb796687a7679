"""Telegram's HTML, parsed as strictly as Telegram does it."""

import re
from html import unescape

from bot.sandbox.refusals import Refused

TAGS = re.compile(r"b|strong|i|em|u|ins|s|strike|del|a|code|pre|blockquote|tg-spoiler")
TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[^\s>/]*)(?:\"[^\"]*\"|'[^']*'|[^>\"'])*(?P<closed>>?)|(?P<text>[^<]+)"
)
CHARACTER = re.compile(r"&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);?")


def parse_html(source: str) -> str:
    """Return `source` without its tags, or refuse it as Telegram would."""
    text, tags = "", list[str]()
    for token in TOKEN.finditer(source):
        name, offset = (token["name"] or "").lower(), len(source[: token.start()].encode())
        if token["text"] is not None:
            text += CHARACTER.sub(lambda found: unescape(found[0]), token["text"])
        elif not token["closed"]:
            raise _unparseable(f"Unclosed start tag at byte offset {offset}")
        elif token["end"]:
            _close(tags, name, offset)
        elif not TAGS.fullmatch(name):
            raise _unparseable(f'Unsupported start tag "{name}" at byte offset {offset}')
        else:
            tags.append(name)
    if tags:
        raise _unparseable(f'Can\'t find end tag corresponding to start tag "{tags[-1]}"')
    return text


def _close(tags: list[str], name: str, offset: int) -> None:
    if not tags:
        raise _unparseable(f"Unexpected end tag at byte offset {offset}")
    if name != (opened := tags.pop()):
        raise _unparseable(
            f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"'
        )


def _unparseable(reason: str) -> Refused:
    return Refused(f"can't parse entities: {reason}")
