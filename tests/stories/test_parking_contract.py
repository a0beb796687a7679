"""The contract of a space: it reaches who signs it, and both parties; then nothing is asked."""

import pytest

from tests.support.human import Human
from tests.support.parking import applied, compared, invited, with_spaces
from tests.support.world import World


async def written(world: World) -> Human:
    """Let everything be compared and the contract filled in; return the head, who has it."""
    world.write(with_spaces)
    await applied(world)
    wang = await invited(world)
    await compared(wang)
    await wang.presses("填合同")
    await wang.presses("12 个月")
    return world.humans["head"]


def asked_of(head: Human) -> list[str]:
    """Return what the message with the contract still asks."""
    contract = next(each for each in head.messages if each["media"])
    return [button["text"] for row in contract["keyboard"] or [] for button in row]


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["签字", "不签"])
async def test_a_contract_that_is_decided_asks_nothing_any_more(world: World, answer: str) -> None:
    """PRK-03: signed or not, its buttons go; the document stays where it was."""
    head = await written(world)
    assert any(answer in each for each in asked_of(head))
    await head.presses(answer)
    if answer == "不签":
        await head.says("车位要留给消防")
        await head.presses("告诉住户")
    assert asked_of(head) == []
    assert head.files() == ["document"]


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
