"""Who has a repair, and how it changes hands."""

import pytest
from sqlmodel import Session, select

from models.people.tables import Shift, Staff
from tests.support.register import hired
from tests.support.telling import report
from tests.support.world import World


async def test_an_officer_assigns_a_repair_to_a_named_technician(world: World) -> None:
    """GEN-12, REP-06, REP-07: on duty and of the trade first; she hears the name."""
    anna, wang, li = world.humans["anna"], world.humans["wang"], world.humans["li"]
    await world.reaches(9)
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("派给谁")
    assert [label for label in wang.buttons() if "手上" in label] == [
        "🔧 \u2068张建国\u2069 · 当班 · 手上 0 件", "\u2068李明\u2069 · 当班 · 手上 0 件",
    ]  # fmt: skip
    await wang.presses("李明")
    assert wang.sees("№1", "已派给李师傅")
    assert li.sees("工单 №1", "林女士", "+8613800000011", "滴水")
    assert anna.sees("№1", "由李师傅负责")
    await world.waits(hours=1)
    assert world.humans["supervisor"].heard_of("还没有人接单") == 0
    await wang.says("/why 1")
    assert wang.sees("派工", "王芳")


async def offered(world: World, number: int) -> list[str]:
    """Return the names that Wang is offered for the case, in their order."""
    wang = world.humans["wang"]
    await wang.says(f"/case {number}")
    await wang.presses("更多")
    await wang.presses("派给谁")
    return [label.split("\u2068")[1].split("\u2069")[0] for label in wang.buttons()]


async def test_who_is_on_duty_knows_the_trade_and_has_least_comes_first(world: World) -> None:
    """REP-06: in this order; who is not on the roster now comes last."""

    def comes(session: Session) -> None:
        plumber = hired(session, "周全", telegram_id=47)
        plumber.trades = ["plumbing"]
        session.add(plumber)

    def is_rostered(session: Session) -> None:
        plumber = session.exec(select(Staff).where(Staff.name == "周全")).one()
        session.add(Shift(estate_id=1, staff_id=plumber.id, on="mon", begins="08:00", ends="18:00"))

    world.write(comes)
    await world.reaches(9)
    await report(world)
    await report(world, told="马桶堵了")
    assert await offered(world, 2) == ["张建国", "李明", "周全"]
    world.write(is_rostered)
    await world.humans["wang"].presses("张建国")
    assert await offered(world, 1) == ["周全", "张建国", "李明"]
    assert "🔧 \u2068张建国\u2069 · 当班 · 手上 1 件" in world.humans["wang"].buttons()


async def test_a_reassigned_repair_leaves_the_one_and_reaches_the_other(world: World) -> None:
    """REP-07: the old card says goodbye and keeps no data; she hears the new name once."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    zhang, li = world.humans["zhang"], world.humans["li"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("派给谁")
    offered = wang.newest("请问派给谁")
    await wang.presses("李明")
    assert zhang.sees("工单 №1", "已不归您处理")
    assert zhang.heard_of("林女士") == 0
    assert li.sees("工单 №1", "林女士")
    assert anna.sees("№1", "改由李师傅负责", "11月24日(周二)09:00–11:00")
    assert anna.heard_of("改由李师傅负责") == 1
    world.telegram.presses(23, 23, offered, "李明", force=True)
    await world.settles()
    assert anna.heard_of("改由李师傅负责") == 1


async def test_a_technician_hands_a_job_back_with_a_reason(world: World) -> None:
    """GEN-12, ETQ-06: group called again from the beginning, the resident told by when."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await group.presses("更多")
    await zhang.presses("转出")
    await zhang.presses("不是我的工种")
    await zhang.presses("转回维修群")
    assert zhang.sees("№1", "已转出")
    assert group.sees("№1", "转出原因", "不是我的工种", "前接单")
    assert anna.sees("很抱歉", "№1", "正在另外安排", "09:30", "约好的时间不变")
    assert zhang.sees("工单 №1", "已不归您处理")
    await world.waits(minutes=30)
    assert supervisor.sees("№1", "还没有人接单", "转出原因", "不是我的工种", "11月24日(周二)09:00")
    assert supervisor.heard_of("还没有人接单") == 1
    assert supervisor.buttons() == ["✋ 接单", "👷 派给谁", "⋯ 更多"]
    await supervisor.presses("更多")
    assert "🏭 转外联单位" in supervisor.buttons()


@pytest.mark.parametrize("said", ["算了吧", "算啦", "Forget it"])
async def test_never_mind_is_no_reason(world: World, said: str) -> None:
    """GEN-12: the job stays; "not needed any more" is a reason."""
    zhang = world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    for words, answer in ((said, "好的，先到这里"), ("不需要了", "转给谁")):
        await world.humans["zhang_in_group"].presses("更多")
        await zhang.presses("转出")
        await zhang.says(words)
        assert answer in zhang.heard[-1]


async def test_a_technician_passes_a_job_on_to_a_colleague(world: World) -> None:
    """GEN-12, REP-07: the reason in his own words goes along with the sheet."""
    anna, zhang, li = world.humans["anna"], world.humans["zhang"], world.humans["li"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("转出")
    await zhang.says("要动电路,我没有电工证")
    await zhang.presses("李明")
    assert li.sees("工单 №1", "林女士", "转出原因", "没有电工证")
    assert anna.sees("№1", "改由李师傅负责")
    assert zhang.sees("工单 №1", "已不归您处理")
