"""Who is late for a visit, and what is not done on its day."""

import pytest

from models.repairs.visits import VisitEnds
from tests.support.contended import pressed_as_it_rings
from tests.support.telling import mend, report_today
from tests.support.world import World


async def test_who_is_late_apologises_before_anybody_asks(world: World) -> None:
    """REP-09, S-09: warned at the end, new times after the grace, the cause told and kept."""
    anna, zhang, wang = (world.humans[name] for name in ("anna", "zhang", "wang"))
    await report_today(world, "anna", "11:00–")
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(12, 59)
    assert anna.heard_of("抱歉") == 0
    await world.reaches(13)
    assert anna.sees("很抱歉", "№1", "还没有到", "最晚 11月23日(周一)13:15")
    assert zhang.sees("№1", "约定时间已到")
    await world.reaches(13, 15)
    assert anna.sees("非常抱歉", "№1", "让您久等了", "另选一个时间")
    assert wang.sees("№1", "没有人到", "张师傅")
    assert wang.buttons() == ["👷 派给谁"]
    assert world.humans["zhang_in_group"].sees("№1", "迟到")
    await zhang.presses("上一单时间长了")
    assert anna.sees("再次向您道歉", "张师傅", "上一家的活比预计的长")
    assert wang.sees("№1", "迟到，原因")
    await anna.presses("11月23日(周一)16:00–18:00")
    assert anna.sees("谢谢您，约好了", "№1", "16:00–18:00")
    assert zhang.sees("№1", "改了时间", "16:00–18:00")
    await wang.says("/why 1")
    assert wang.sees("迟到：已道歉", "迟到原因：上一单时间长", "改约了时间")
    await zhang.presses("上一单时间长了")
    assert "已经登记过了" in zhang.toast


async def test_who_takes_it_when_its_time_is_over_is_expected_at_no_time(world: World) -> None:
    """REP-09: nobody is told to wait for an hour that has passed; another is to be agreed."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_today(world, "anna", "11:00–")
    await world.reaches(13, 30)
    assert anna.sees("另选一个时间")
    assert anna.sees("报修 №1", "等待接单", "上次约好的时间没有人到", "请您另选时间")
    await world.humans["zhang_in_group"].presses("接单")
    assert anna.sees("由张师傅负责", "师傅会打电话和您约时间")
    assert anna.sees("张师傅负责这件事；出发时再告诉您")
    assert not anna.heard_of("会按上面的时间到")
    assert zhang.sees("工单 №1", "约定时间已过", "请先打电话约好时间")
    await anna.presses("11月23日(周一)16:00–18:00")
    assert anna.sees("上门：11月23日(周一)16:00–18:00", "会按上面的时间到")
    assert zhang.sees("工单 №1", "11月23日(周一)16:00–18:00", "出门时请点“出发”")


async def test_who_is_there_in_time_hears_nothing_of_lateness(world: World) -> None:
    """REP-09: arriving is enough, also when parts must be fetched and the work goes on."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report_today(world, "anna", "11:00–")
    await group.presses("接单")
    await world.reaches(11, 30)
    await group.presses("出发")
    await group.presses("到了")
    await group.presses("等配件")
    await group.presses("继续做")
    await world.reaches(14)
    assert (anna.heard_of("还没有到"), anna.heard_of("久等")) == (0, 0)


async def test_with_the_parts_somebody_comes_at_the_time_agreed(world: World) -> None:
    """REP-09, GEN-07: a time agreed while parts are awaited is reminded of, and late, as any."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_today(world, "anna", "11:00–")
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(11, 30)
    for step in ("出发", "更多", "等配件", "明天", "14:00"):
        await zhang.presses(step)
    await anna.presses("11月24日(周二)14:00–16:00")
    assert zhang.sees("№1", "改了时间", "14:00–16:00")
    await world.reaches(20)
    assert anna.heard_of("还没有到") == 0
    assert anna.sees("提醒", "№1", "11月24日(周二)14:00–16:00")
    await world.reaches(8)
    assert zhang.sees("11月24日(周二) 的上门", "14:00–16:00", "№1")
    await world.reaches(16)
    assert anna.sees("很抱歉", "№1", "还没有到")
    assert zhang.sees("№1", "约定时间已到")
    await zhang.presses("到了")
    await world.reaches(17)
    assert anna.heard_of("让您久等了") == 0


async def test_what_is_not_done_on_its_day_is_named_every_morning(world: World) -> None:
    """REP-20, CLS-02, S-12: 工程类 from the end of the day, named once a morning."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await report_today(world, "anna", "11:00–")
    await group.presses("接单")
    await world.reaches(23, 59)
    assert group.heard_of("工程类") == 0
    await world.reaches(7, 59)
    assert group.sees("№1", "工程类：约定当天没有修完")
    assert (group.heard_of("每天早上"), supervisor.heard_of("每天早上")) == (0, 0)
    await world.reaches(8)
    assert supervisor.sees("工程类", "№1", "张师傅", "11:00–13:00")
    assert (supervisor.buttons(), group.buttons()[-1]) == (["№1 👷 派给谁"], "⋯ 更多")
    await world.reaches(7, 59)
    assert (group.heard_of("每天早上"), supervisor.heard_of("每天早上")) == (1, 1)
    await world.reaches(8)
    assert (group.heard_of("每天早上"), supervisor.heard_of("每天早上")) == (2, 2)
    await mend(world)
    await world.waits(hours=24)
    assert (group.heard_of("每天早上"), supervisor.heard_of("每天早上")) == (2, 2)


@pytest.mark.postgres
async def test_who_arrives_at_the_moment_of_the_warning_waits_for_nobody(world: World) -> None:
    """REP-09: the warning is called off, for somebody is there."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_today(world, "anna", "11:00–")
    await world.humans["zhang_in_group"].presses("接单")
    await zhang.presses("出发")
    await pressed_as_it_rings(world, VisitEnds, zhang.presses("到了"))
    assert anna.sees("张师傅已到", "正在处理")
    assert zhang.heard_of("您到了吗") == 0
