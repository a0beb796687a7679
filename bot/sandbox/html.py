"""Telegram's HTML, parsed as strictly as Telegram does it."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from bot.sandbox.refusals import Refused, utf16_length

Json = dict[str, Any]

ENTITIES = {
    tag: entity
    for entity, tags in {
        "bold": "b strong",
        "italic": "i em",
        "underline": "u ins",
        "strikethrough": "s strike del",
        "text_link": "a",
        "code": "code",
        "pre": "pre",
        "blockquote": "blockquote",
        "spoiler": "tg-spoiler span",
    }.items()
    for tag in tags.split()
}
TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[^\s>/]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)(?P<closed>>?)"
    r"|(?P<text>[^<]+)"
)
ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
COMMAND = re.compile(r"(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?!\w)")


@dataclass(slots=True)
class Formatted:
    """A text as it is read, its entities, and the HTML it was written in."""

    text: str = ""
    entities: list[Json] = field(default_factory=list)
    html: str = ""


@dataclass(slots=True)
class Tag:
    """A start tag whose end has not been met yet."""

    name: str
    offset: int
    entity: Json


def typed(text: str) -> Formatted:
    """Return what a person typed, with the commands in it marked."""
    entities = [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: found.start()]),
            "length": utf16_length(found.group()),
        }
        for found in COMMAND.finditer(text)
    ]
    return Formatted(text, entities, escape(text))


def parse_html(source: str) -> Formatted:
    """Return `source` without its tags, or refuse it as Telegram would."""
    result, tags = Formatted(html=source), list[Tag]()
    for token in TOKEN.finditer(source):
        offset = len(source[: token.start()].encode())
        if token["text"] is not None:
            result.text += CHARACTER.sub(_character, token["text"])
        elif not token["closed"]:
            raise _unparseable(f"Unclosed start tag at byte offset {offset}")
        elif token["end"]:
            _close(result, tags, token["name"].lower(), offset)
        else:
            tags.append(_open(result, token["name"].lower(), token["rest"], offset))
    if tags:
        raise _unparseable(f'Can\'t find end tag corresponding to start tag "{tags[-1].name}"')
    result.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return result


def _open(result: Formatted, name: str, rest: str, offset: int) -> Tag:
    if name not in ENTITIES:
        raise _unparseable(f'Unsupported start tag "{name}" at byte offset {offset}')
    given = {
        key.lower(): CHARACTER.sub(_character, value.strip("\"'"))
        for key, value in ATTRIBUTE.findall(rest)
    }
    if name == "span" and given.get("class") != "tg-spoiler":
        raise _unparseable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    entity: Json = {"type": ENTITIES[name]}
    if name == "blockquote" and "expandable" in given:
        entity["type"] = "expandable_blockquote"
    elif name == "a" and re.match(r"(https?|tg)://|mailto:|tel:", given.get("href", "")):
        entity["url"] = given["href"]
    return Tag(name, utf16_length(result.text), entity)


def _close(result: Formatted, tags: list[Tag], name: str, offset: int) -> None:
    if not tags:
        raise _unparseable(f"Unexpected end tag at byte offset {offset}")
    tag = tags.pop()
    if name != tag.name:
        raise _unparseable(
            f"Unmatched end tag at byte offset {offset}, "
            f'expected "</{tag.name}>", found "</{name}>"'
        )
    length = utf16_length(result.text) - tag.offset
    # a link whose address Telegram does not accept is plain text
    if length and (tag.name != "a" or "url" in tag.entity):
        result.entities.append({**tag.entity, "offset": tag.offset, "length": length})


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x110000 else found[0]


def _unparseable(reason: str) -> Refused:
    return Refused(f"can't parse entities: {reason}")
