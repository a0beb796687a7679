"""A mistake of ours: the person is told, and the operator once, with a count and a number."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.failures import place_of
from models.due import Due
from tests.support.world import World


@pytest.fixture
def errors(overheard: Any) -> Iterator[list[str]]:
    yield overheard.errors
    overheard.errors.clear()


def unreadable(world: World) -> None:
    """Let Anna write what no library can read."""
    sender = {"id": 11, "first_name": "Anna", "is_bot": False}
    message = {"message_id": 1, "from": sender, "date": "林秀英", "text": "林秀英"}
    world.telegram.inject({"message": {**message, "chat": {"id": 11, "type": "private"}}})


async def test_the_same_mistake_is_one_message_with_a_count(
    world: World, errors: list[str]
) -> None:
    """Told once an hour, whatever happens in it; the number is the log's, and nobody is named."""
    operator, anna = world.humans["management"], world.humans["anna"]
    unreadable(world)
    await world.settles()
    assert operator.sees("没能处理", "unreadable", "inbox=1")
    for _ in range(4):
        unreadable(world)
        await world.settles()
    told = [each for each in operator.heard if "没能处理" in each]
    assert len(told) == 1
    assert all(words in told[0] for words in ("一小时内 5 次", "inbox=5"))
    assert anna.heard_of("我们这边出了点问题") == 5
    assert len(errors) == 5
    await world.waits(hours=1, minutes=1)
    unreadable(world)
    await world.settles()
    told = [each for each in operator.heard if "没能处理" in each]
    assert len(told) == 2
    assert "小时内" not in told[1]
    assert "林秀英" not in "".join(told)


async def test_many_at_once_are_one_message(world: World, errors: list[str]) -> None:
    """Before the first has gone out, it only counts."""
    for _ in range(30):
        unreadable(world)
    await world.settles()
    sent = [c for c in world.telegram.calls if "没能处理" in str(c["params"].get("text"))]
    assert len(sent) < 10
    assert world.humans["management"].sees("一小时内 30 次")
    assert errors


def test_the_place_is_ours_and_says_nothing_of_what_was_said() -> None:
    try:
        {}["+8613800000011"]
    except KeyError as error:
        said = place_of(error)
    assert said.startswith("KeyError (tests/stories/test_troubles.py:")
    assert place_of(KeyError("+8613800000011")) == "KeyError"


async def test_what_is_due_and_fails_five_times_is_told(world: World, errors: list[str]) -> None:
    """It stops nothing else, and is not tried for ever; the number is the log's."""
    now = world.clock.now()
    for number in range(2):
        lost = Due(estate_id=1, kind="OfANewerVersion", subject=number, facts={}, due_at=now)
        world.write(lambda session, row=lost: session.add(row))
    await world.waits(minutes=10)
    assert world.humans["management"].heard_of("没能办成") == 0
    await world.waits(minutes=10)
    assert world.humans["management"].heard_of("没能办成") == 1
    assert world.humans["management"].sees("2 件", "OfANewerVersion", "due=")
    assert len(errors) == 12
