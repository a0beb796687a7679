"""Technicians at work: what they press between taking a job and having done it."""

from tests.support.telling import mend, report
from tests.support.world import World


async def test_a_job_waits_for_parts_and_goes_on(world: World) -> None:
    """S-11, ETQ-06: the arrival is kept; the resident hears why it takes longer, and what next."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)  # from now on notices need not wait (S-42)
    await report(world)
    await group.presses("接单")
    await group.presses("出发")
    await group.presses("到了")
    assert anna.sees("№1", "张师傅已到")
    await group.presses("等配件")
    assert anna.sees("很抱歉", "№1", "需要换配件", "来之前先告诉您")
    await group.presses("继续做")
    await mend(world, "换了阀芯")
    assert anna.sees("№1", "修好了", "换了阀芯")
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("到达现场", "等配件", "继续处理")
    assert zhang.sees("№1", "待确认")


async def test_more_shows_in_private_what_this_person_may_do(world: World) -> None:
    """What a card has no room for; somebody who may do nothing gets a kind refusal."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await group.presses("更多")
    assert zhang.sees("№1", "请问您要做什么")
    assert {"🔩 等配件", "📍 到了"} <= set(zhang.buttons())
    await zhang.presses("等配件")
    assert world.humans["anna"].sees("№1", "需要换配件")
    before = list(zhang.heard)
    await world.humans["stranger_in_group"].presses("更多")
    assert world.humans["stranger_in_group"].toast
    assert zhang.heard == before
