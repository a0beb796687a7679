"""A complaint that nobody could have when it came, and one whose promise came back."""

import pytest

from tests.support.complaining import cast_of_complaints, complain, handled, with_classes
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


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("简体", "过了时限还没有评审"), ("繁體", "過了時限還沒有評審"),
        ("English", "has not been reviewed in time"),
    ],
)  # fmt: skip
async def test_what_nobody_above_can_be_told_of_is_told_to_who_has_it(
    world: World, language: str, heard: str
) -> None:
    """CMP-13, GEN-07: the head judges it, and the company has no account, as in the sample."""
    world.write(with_classes)
    head = world.humans["head"]
    await head.speaks(language)
    await complain(world)
    await world.waits(minutes=59)
    assert head.heard_of(heard) == 0
    await world.waits(minutes=1)
    assert head.heard_of(heard) == 1


async def put_off(world: World) -> None:
    """Let the head grant more time for a complaint of class B, which was to be solved by now."""
    await cast_of_complaints(world)
    zhao, head, manager = (world.humans[who] for who in ("supervisor", "head", "manager"))
    await complain(world, wished="3 天内")
    await manager.presses("受理")
    for label in ("更多", "申请延期", "7 天"):
        await zhao.presses(label)
    await zhao.says("配件要从外地调")
    await zhao.presses("请领导批准")
    await head.presses("同意延期")
    await world.waits(days=4)  # past the promise that no longer stands


async def test_of_the_same_class_the_promise_stays_as_the_head_put_it_off(world: World) -> None:
    """S-21, S-24: judged anew for another department, it is late no sooner."""
    await put_off(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await manager.says("/case 1")
    for label in ("更多", "改类别", "B 一般", "客服 KF"):
        await manager.presses(label)
    await world.waits(minutes=1)
    assert anna.sees("YHY-B-KF-00001", "11月30日(周一)23:59 前解决")
    assert anna.sees("投诉 №1", "现在由 \u2068吴主管\u2069", "答应您的时间不变")
    assert anna.heard_of("没有在答应的时间办好") == 0


async def test_a_promise_that_stands_again_is_watched_again(world: World) -> None:
    """GEN-07, CMP-16: more time was granted, then the class was judged anew: it climbs still."""
    await put_off(world)
    manager = world.humans["manager"]
    await manager.says("/case 1")
    for label in ("更多", "改类别", "C 轻微", "客服 KF"):  # solved when it was asked for
        await manager.presses(label)
    await world.waits(minutes=1)
    assert world.humans["anna"].sees("投诉 №1 没有在答应的时间办好")
    assert manager.sees("投诉 №1", "解决已过时间")
    await world.waits(days=8)
    assert nobodys(world) == []


async def test_who_is_not_satisfied_with_the_result_says_so_at_once(world: World) -> None:
    """CMP-21: nobody waits two days to be asked what they know now; nor are they asked then."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await handled(world)
    await anna.presses("不满意")
    assert anna.sees("重新处理", "周品质")
    assert world.humans["quality"].sees("第 1 次重办")
    await world.waits(days=2)
    assert anna.heard_of("请问您满意吗") == 0


async def test_who_does_not_agree_with_an_explanation_says_so_at_once(world: World) -> None:
    """CMP-19: it is reviewed one level up without waiting for the question."""
    await cast_of_complaints(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await complain(world)
    await manager.presses("不成立")
    await manager.says("查过了，师傅按约定到过，家里没有人")
    await manager.says("请您另约一个家里有人的时间")
    await manager.presses("发给投诉人")
    await anna.presses("不满意")
    assert anna.sees("没有让您满意", "重新处理")
