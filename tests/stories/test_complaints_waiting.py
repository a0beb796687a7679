"""A complaint that nobody could have when it came."""

from tests.support.complaining import cast_of_complaints, complain
from tests.support.hands import nobodys
from tests.support.register import everybody_is_silent
from tests.support.world import World


async def test_who_can_be_written_to_again_gets_what_nobody_had(world: World) -> None:
    """CMP-09, GEN-12: looked for every hour, and the complainant hears who has it."""
    await cast_of_complaints(world)
    anna, head = world.humans["anna"], world.humans["head"]
    world.write(everybody_is_silent)
    await complain(world)
    await world.waits(hours=3)
    assert head.heard_of("投诉 №1") == 0
    assert nobodys(world) == []
    await head.says("/open")
    await world.waits(hours=1)
    assert head.sees("投诉 №1")
    assert anna.sees("投诉 №1", "现在由", "答应您的时间不变")
    assert nobodys(world) == []
