"""Settlements in yuan within one's authority, and what nobody may promise instead."""

from tests.support.complaining import cast_of_complaints, complain
from tests.support.human import Human
from tests.support.world import World


async def test_within_authority_it_is_promised_at_once(world: World) -> None:
    """CMP-17, CMP-18, S-27: a supervisor up to 1000 yuan; the superior hears the same day."""
    await cast_of_complaints(world)
    zhao = await in_hand(world)
    await settle(zhao, "1000")
    assert world.humans["anna"].sees("我们答应您", "减免两个月停车费", "1,000.00")
    assert world.humans["quality"].sees("已答应补偿", "1,000.00")


async def test_above_authority_the_next_one_up_approves(world: World) -> None:
    """CMP-17, S-27: 1000.01 is above a supervisor's; the quality supervisor may up to 2000."""
    await cast_of_complaints(world)
    anna, quality = world.humans["anna"], world.humans["quality"]
    zhao = await in_hand(world)
    await settle(zhao, "1000.01")
    assert "超过您的权限" in zhao.heard[-1]
    assert anna.heard_of("我们答应您") == 0
    await quality.presses("✔ 同意")
    assert anna.sees("我们答应您", "1,000.01")
    assert zhao.sees("补偿", "已批准")
    assert quality.sees("申请补偿", "✔ 已同意")
    assert "同意" not in str([each["keyboard"] for each in quality.messages])


async def test_above_two_thousand_it_is_the_heads_own_word(world: World) -> None:
    """CMP-17, S-27: without a figure in the mandate the head approves explicitly, or says no."""
    await cast_of_complaints(world)
    anna, head = world.humans["anna"], world.humans["head"]
    zhao = await in_hand(world)
    await settle(zhao, "2500")
    assert world.humans["quality"].heard_of("申请补偿") == 0
    await head.presses("✖ 不同意")
    assert zhao.sees("没有批准")
    assert head.sees("申请补偿", "✖ 不同意")
    assert "同意" not in str([each["keyboard"] for each in head.messages])
    assert anna.heard_of("我们答应您") == 0


async def in_hand(world: World) -> Human:
    """Let Zhao have a complaint of class B."""
    await complain(world)
    await world.humans["manager"].presses("受理")
    return world.humans["supervisor"]


async def settle(who: Human, amount: str) -> None:
    """Let them promise an amount."""
    await who.presses("更多")
    await who.presses("补偿")
    await who.says(amount)
    await who.says("减免两个月停车费")
    await who.presses("确认")


async def test_a_promise_is_never_moved_to_an_earlier_time(world: World) -> None:
    """S-21: refused with the time that stands; nobody is asked, and nobody hears of it."""
    await cast_of_complaints(world)
    zhao = await in_hand(world)
    await zhao.presses("更多")
    await zhao.presses("申请延期")
    await zhao.presses("1 天")
    await zhao.says("配件要从外地调")
    await zhao.presses("请领导批准")
    assert "新的时间要晚于已答复的 11月26日(周四)23:59" in zhao.toast
    assert world.humans["head"].heard_of("申请延到") == 0


async def test_a_later_promise_that_is_decided_asks_nothing_any_more(world: World) -> None:
    """S-21: the question stays as it was put, with its answer instead of the buttons."""
    await cast_of_complaints(world)
    head, zhao = world.humans["head"], await in_hand(world)
    for label in ("更多", "申请延期", "7 天"):
        await zhao.presses(label)
    await zhao.says("配件要从外地调")
    await zhao.presses("请领导批准")
    await head.presses("✖ 不同意")
    assert head.sees("申请延到", "配件要从外地调", "✖ 不同意")
    assert "同意" not in str([each["keyboard"] for each in head.messages])
