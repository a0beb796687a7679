"""The contract of a space: it reaches who signs it, and both parties."""

import pytest

from tests.support.parking import applied, compared, invited, with_spaces
from tests.support.world import World


@pytest.mark.slow
async def test_a_contract_of_which_nobody_knows_whether_it_arrived_comes_again(
    world: World,
) -> None:
    """PRK-03: to the head, and it is signed once; to both parties, with the same number."""
    world.write(with_spaces)
    anna, head = await applied(world), world.humans["head"]
    wang = await invited(world)
    await compared(wang)
    world.telegram.lose_next_answer("sendDocument")
    await wang.presses("填合同")
    await wang.presses("12 个月")
    first, again = (m["id"] for m in head.messages if "签字" in str(m["keyboard"]))
    world.telegram.lose_next_answer("sendDocument")
    await head.presses("✍ 签字", old=again)
    assert len(wang.files() + anna.files()) == 3
    await head.presses("✍ 签字", old=first)
    assert len(wang.files() + anna.files()) == 3
    assert head.heard_of("YHY-CW-2026-0001") == 2
