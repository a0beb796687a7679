"""Whatever the order of events: nobody is reminded after a brake, and everybody who owes is."""

from random import Random

import pytest

from tests.support.any_order import AnyOrder
from tests.support.world import World

ACTS = 70
SEEDS = range(6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
async def test_no_reminder_after_a_brake_whatever_the_order(world: World, seed: int) -> None:
    """FEE-05, FEE-11, FEE-12: charge, correct, pay, claim, judge, promise, hold and go on.

    Each reminder names exactly what is owed, and none is missing where nothing brakes.
    """
    order = AnyOrder(world, Random(seed))  # noqa: S311 - drawn to be drawn again
    await order.begins()
    try:
        for _ in range(ACTS):
            await order.goes_on()
    except AssertionError as wrong:
        raise AssertionError(f"{wrong}\n" + "\n".join(order.told[-20:])) from wrong
