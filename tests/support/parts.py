"""Parts of stories that several chains begin with."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from tests.support import carding
from tests.support.gate import newest_word
from tests.support.human import Human
from tests.support.world import SHANGHAI, World

# A part of the stories, or a line of one: "who presses a label", "who says words", "3 days".
# Several presses one after the other stand between " > "; "№" is the newest case.
Part = Callable[[World], Awaitable[Any]] | str


def by(who: str, step: Callable[[Human], Awaitable[Any]]) -> Part:
    """Return the step as a part that this person plays."""
    return lambda world: step(world.humans[who])


async def comes_to_the_gate(world: World) -> None:
    """Let the guard scan the newest pass."""
    await world.humans["高大勇"].says(f"/start {world.read(newest_word)}")


async def lives_until_tomorrow(world: World) -> None:
    """Let Anna say that tomorrow is her last day."""
    tomorrow = world.clock.now().astimezone(SHANGHAI).date() + timedelta(days=1)
    await world.humans["anna"].says("/moveout")
    await world.humans["anna"].says(tomorrow.isoformat())


# fmt: off
MOVES_OUT = (lives_until_tomorrow, "anna presses 确认迁出")
GETS_A_CARD = (carding.taken, "wang presses 证件没问题", by("wang", carding.made),
               "wang presses 卡已交给住户")
HAS_A_CARD = (carding.asked_for, *GETS_A_CARD)
# fmt: on
