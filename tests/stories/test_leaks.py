"""A leak is asked about twice: the day after the work, and three days after the leak test."""

import pytest

from tests.support.telling import mend, report
from tests.support.world import World

DRY = "还漏水吗"


async def mends_a_leak(world: World, hour: int) -> None:
    """Let Anna report a leak in the wall, and Zhang have stopped it at that hour."""
    await report(world, trade="墙", told="卧室的墙渗水")
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(hour)
    await mend(world, "补了防水")


async def test_a_leak_is_asked_about_again_three_days_after_its_test(world: World) -> None:
    """CB-03, S-02: the 24-hour question is asked all the same; the test moves the second one.

    The card and the notice tell the time at which it is asked.
    """
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await mends_a_leak(world, 12)
    assert anna.sees("我们在 11月23日(周一)14:00 问您修得怎么样")
    await world.reaches(14)
    await anna.presses("修好了")
    assert anna.sees("就此结束", "我们在 11月25日(周三)14:00 再问您一次")
    await world.reaches(10)
    await zhang.presses("试漏已做好")
    assert anna.sees("试漏已在 11月24日(周二)10:00 做好", "11月26日(周四)12:00")
    assert anna.sees("已按您的确认结束", "我们在 11月26日(周四)12:00 再问您一次")
    await world.waits(days=2)
    assert anna.heard_of(DRY) == 0
    await world.reaches(12)
    assert anna.heard_of(DRY) == 1
    await anna.presses("修好了")
    await world.waits(days=5)
    assert world.humans["wang"].heard_of("回访") == 0
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("试漏做好", "询问修得怎么样", "确认修好")


async def test_without_a_test_the_three_days_run_from_the_work(world: World) -> None:
    """CB-03, S-02, S-29: silence is a task on the last morning, due when that day ends."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await mends_a_leak(world, 12)
    await world.reaches(14)
    await anna.presses("修好了")
    await world.waits(days=2)
    assert anna.heard_of(DRY) == 1
    await world.reaches(8, 59)
    assert officer.heard_of("请电话回访") == 0
    await world.reaches(9)
    assert officer.sees("请电话回访 №1", "11月26日(周四)23:59 前")


@pytest.mark.slow
async def test_a_leak_that_comes_back_after_it_was_closed_starts_again(world: World) -> None:
    """CB-03, CB-14: the second question reopens the same №; what was still to be asked is not."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await mends_a_leak(world, 12)
    await world.reaches(14)
    await anna.presses("修好了")
    await world.waits(days=2)
    await anna.presses("没修好")
    assert group.sees("№1", "第 1 次返修")
    await world.waits(days=30)
    assert anna.heard_of("用了一段时间") == 0


async def test_the_test_is_entered_once_and_only_for_a_leak(world: World) -> None:
    """CB-03: the button goes when the time is known; its second press moves nothing."""
    zhang, anna = world.humans["zhang"], world.humans["anna"]
    await mends_a_leak(world, 12)
    card = zhang.newest("工单 №1")
    await world.humans["zhang_in_group"].presses("试漏已做好")
    assert not any("试漏" in label for label in zhang.buttons())
    await world.waits(minutes=5)
    await zhang.presses("试漏已做好", old=card)
    assert zhang.toast
    assert anna.heard_of("的试漏已在") == 1
    await report(world, told="水龙头滴水")
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    assert not any("试漏" in label for label in zhang.buttons())


async def test_who_never_answers_is_one_task_at_a_time(world: World) -> None:
    """CB-01, CB-03: the task about the leak takes the place of the earlier one; one answer does."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await mends_a_leak(world, 12)
    await world.reaches(8)
    first = officer.newest("请电话回访 №1")
    await world.waits(days=2, hours=1)
    assert anna.heard_of(DRY) == 1
    assert officer.sees("请电话回访 №1", "11月26日(周四)23:59 前")
    await officer.presses("住户说：没修好", old=first)
    assert "已经有人办好" in officer.toast
    await officer.presses("住户说：修好了")
    assert anna.sees("报修 №1 就此结束")
    await world.waits(days=2)
    assert world.humans["head"].heard_of("11月26日") == 0
    await anna.presses("没修好", old=anna.newest("现在修得怎么样"))
    assert "已经回答过" in anna.toast
