"""A zoo of updates: all that Telegram can bring, by name, each with its stated outcome."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from tests.support import contents
from tests.support import species as of
from tests.support.contents import Json
from tests.support.telling import picture
from tests.support.world import DISPATCH_CHAT, World


class Outcome(StrEnum):
    """What follows from an update, whatever the question is before which it comes."""

    SILENCE = "silence"
    SENTENCE = "one sentence"
    PRESS = "the press is answered"
    ANSWER = "may answer"
    FILE = "kept as a file"


Bring = Callable[[int, int, int], Json]  # who is asked, in which chat, the message's number


@dataclass(frozen=True)
class Animal:
    """One update, or the pieces of an album, with its outcome."""

    name: str
    brings: tuple[Bring, ...]
    outcome: Outcome


def zoo(world: World) -> Iterator[Animal]:
    """Yield every one of them, with those of `contents`."""
    yield from _older(world)
    yield from _sent("message", of.NOTED, of.HEAD, Outcome.SILENCE)
    yield from _sent("message", of.NOTED_AMONG, of.AMONG, Outcome.SILENCE)
    yield from _sent("message", of.NO_ANSWER, of.HEAD, Outcome.SENTENCE)
    yield from _sent("message", of.TOLD, of.HEAD, Outcome.ANSWER)
    photo = world.telegram.keep_file("photo", picture())
    kept = {name: each | {"photo": photo} for name, each in of.KEPT.items()}
    yield from _sent("message", kept, of.HEAD, Outcome.FILE)
    changed = of.HEAD | {"edit_date": contents.WHEN}
    yield from _sent("edited_message", of.EDITED, changed, Outcome.SILENCE)
    yield from _sent("edited_message", of.RESTATED, changed, Outcome.SENTENCE)
    yield from _sent("callback_query", of.PRESSED, of.QUERY, Outcome.PRESS)
    for name, update in of.BESIDE.items():
        yield Animal(name, (partial(_named, update),), Outcome.SILENCE)


def _sent(kind: str, found: dict[str, Json], head: Json, outcome: Outcome) -> Iterator[Animal]:
    for name, content in found.items():
        yield Animal(name, (partial(_named, {kind: head | content}),), outcome)


def _older(world: World) -> Iterator[Animal]:
    for name, update in contents.SILENT.items():
        yield Animal(name, (partial(contents.as_it_is, update),), Outcome.SILENCE)
    for name, content in contents.SAID.items():
        yield Animal(name, (partial(contents.as_update, content),), Outcome.SENTENCE)
    for name, content in contents.WORDS.items():
        yield Animal(name, (partial(contents.as_update, content),), Outcome.ANSWER)
    for name, pieces in contents.files(world).items():
        brings = tuple(partial(contents.as_update, each) for each in pieces)
        yield Animal(name, brings, Outcome.FILE)


def _named(update: Json, user: int, chat_id: int, number: int) -> Json:
    me = {"id": user, "is_bot": False, "first_name": "A", "language_code": "zh-hans"}
    here = {"id": chat_id, "type": "private", "first_name": "A"}
    group = {"id": DISPATCH_CHAT, "type": "group", "title": "维修群"}
    named: Json = _with({of.ME: me, of.HERE: here, of.GROUP: group, of.NUMBER: number}, update)
    return named


def _with(names: Json, part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _with(names, value) for name, value in part.items()}
    if isinstance(part, list):
        return [_with(names, each) for each in part]
    return names.get(part, part) if isinstance(part, str) else part
