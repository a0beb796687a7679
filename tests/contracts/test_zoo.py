"""The zoo of updates holds every kind that the library knows, and each can be read by it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Bot, Message, Update

from bot.sandbox.core import Telegram
from models.clock import SystemClock
from tests.support.world import World
from tests.support.zoo import Animal, zoo

ENOUGH = 150
OF_THE_FUTURE = {"brain_wave", "dream", "subscription"}  # the library does not know them yet


def animals() -> list[Animal]:
    """Return all of them."""
    world = SimpleNamespace(telegram=Telegram(SystemClock()))
    return list(zoo(cast(World, world)))


def updates() -> Iterator[tuple[str, Update]]:
    """Yield the name and the update as the library reads it."""
    bot = Bot("42:x")
    for number, animal in enumerate(animals()):
        for bring in animal.brings:
            raw: dict[str, Any] = {"update_id": number, **bring(11, 11, 100)}
            update = Update.de_json(raw, bot)
            assert set(update.api_kwargs) <= OF_THE_FUTURE, animal.name
            yield animal.name, update


def test_there_are_enough_and_each_has_a_name_of_its_own() -> None:
    names = [animal.name for animal in animals()]
    assert len(names) == len(set(names)) >= ENOUGH


@pytest.mark.parametrize("kind", [Update, Message])
def test_every_field_of_an_update_and_of_a_message_comes(kind: type[Update | Message]) -> None:
    known = {name for name in kind.__slots__ if not name.startswith("_")}
    came = set()
    for _, update in updates():
        found = update if kind is Update else update.effective_message
        if isinstance(found, kind):
            came |= {name for name in known if getattr(found, name) not in (None, (), False)}
    assert known - came == set()
