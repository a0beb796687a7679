"""What was mended and is broken again: seen on the new card, and told to the supervisor once."""

import pytest

from tests.support.register import changes
from tests.support.telling import mend, report
from tests.support.world import World

LATELY = "30 天内第"


async def mends_a_tap(world: World, who: str = "anna", home: str = "1号楼 10") -> None:
    """Let somebody report a dripping tap, and Zhang mend it at once."""
    await report(world, who, home=home)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)


@pytest.mark.slow
async def test_the_third_time_in_a_month_is_seen_and_told_once(world: World) -> None:
    """GEN-10: the card says how often, the supervisor hears it once a case, with the numbers."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await mends_a_tap(world)
    assert group.heard_of(LATELY) == 0
    await world.waits(days=9)
    await mends_a_tap(world)
    assert group.sees("№2", "30 天内第 2 次报修")
    await world.waits(days=9)
    await report(world)
    assert group.sees("№3", "30 天内第 3 次报修")
    assert supervisor.sees("№3", "30 天内第 3 次报修", "之前修过：№1、№2")
    await group.presses("接单")
    assert world.humans["zhang"].sees("工单 №3", "30 天内第 3 次报修")
    await world.humans["wang"].says("/why 3")
    assert supervisor.heard_of("№3：") == 1


@pytest.mark.slow
async def test_only_the_same_trade_in_the_same_home_within_the_window_counts(
    world: World,
) -> None:
    """GEN-10: a neighbour's tap, another trade, what is still open, and what is long ago do not."""
    supervisor = world.humans["supervisor"]
    await mends_a_tap(world)
    await mends_a_tap(world, "chen")
    await report(world, trade="墙", told="墙上有水印")
    await report(world, "chen", told="还有一个水龙头滴水", trade="空调")
    await world.waits(days=31)
    await report(world)
    await report(world)
    assert world.humans["zhang_in_group"].heard_of(LATELY) == 0
    assert supervisor.heard_of(LATELY) == 0


@pytest.mark.slow
async def test_the_window_is_the_offices(world: World) -> None:
    """GEN-10: `repair.repeat_days`."""
    changes(world, "repair.repeat_days", 7)
    await mends_a_tap(world)
    await world.waits(days=8)
    await mends_a_tap(world)
    assert world.humans["supervisor"].heard_of("次报修") == 0
    await world.waits(days=6)
    await report(world)
    assert world.humans["supervisor"].sees("№3", "7 天内第 2 次报修", "之前修过：№2")
