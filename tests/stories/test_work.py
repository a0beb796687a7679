"""Technicians at work: what they press between taking a job and having done it."""

import pytest
from sqlmodel import select

from models.inbox import Inbox
from tests.support.telling import mend, report
from tests.support.world import World

TOLD = (
    "厨房水龙头一直滴水", "马桶水箱一直流水", "洗手盆下面漏水", "热水管没有热水", "花洒坏了",
    "地漏返味", "阳台水管滴水", "水表前的阀门关不紧", "浴缸下水很慢", "净水器接头漏水",
)  # fmt: skip


async def test_a_job_waits_for_parts_and_goes_on(world: World) -> None:
    """S-11, ETQ-06, GEN-03: the arrival is kept; the resident hears why, and agrees a new time.

    Nothing is offered from before the time that the technician named: the parts are not here yet.
    """
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
    assert zhang.sees("建议改到哪天", "住户同意之前，原时间不变")
    await zhang.presses("11月26日")
    await zhang.presses("14:00")
    assert anna.buttons()[:2] == ["11月26日(周四)14:00–16:00", "11月27日(周五)09:00–11:00"]
    await anna.presses("11月26日(周四)14:00–16:00")
    assert zhang.sees("№1 改了时间", "11月26日(周四)14:00–16:00")
    await group.presses("继续做")
    await mend(world, "换了阀芯")
    assert anna.sees("№1", "修好了", "换了阀芯")
    await world.humans["wang"].says("/why 1")
    assert world.humans["wang"].sees("到达现场", "等配件", "继续处理")
    assert zhang.sees("№1", "待确认")


async def test_a_visit_of_tomorrow_is_not_begun_today_without_a_word(world: World) -> None:
    """REP-08, GEN-07: both are told that it is early; another time is one press away."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await group.presses("出发")
    assert "约好的是 11月24日(周二)09:00–11:00，请先打电话" in group.toast
    assert anna.sees("已出发", "№1", "比约好的", "11月24日(周二)09:00–11:00", "早来")
    assert anna.buttons() == ["🕘 改时间"]
    await anna.presses("改时间")
    await anna.presses("11月25日")
    await anna.presses("14:00")
    assert world.humans["zhang"].sees("№1 改了时间", "11月25日(周三)14:00–16:00")
    await world.waits(hours=48)
    await world.reaches(13, 30)
    await group.presses("出发")
    assert group.toast == "好的，住户已知道您出发了。"
    assert "早来" not in anna.heard[-1]


async def test_nobody_waits_at_home_for_parts_of_the_stairs(world: World) -> None:
    """REP-17: no visit was agreed for a common part, so no other time is asked for."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("楼道灯不亮")
    for answer in ("按这句话报修", "提交报修"):
        await anna.presses(answer)
    for step in ("接单", "出发", "到了", "等配件"):
        await world.humans["zhang_in_group"].presses(step)
    assert zhang.heard_of("建议改到哪天") == 0


async def test_more_shows_in_private_what_this_person_may_do(world: World) -> None:
    """What a card has no room for; somebody who may do nothing gets a kind refusal."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await group.presses("更多")
    assert zhang.sees("№1", "请问您要做什么")
    assert group.toast == "请看私聊。"
    assert {"🔩 等配件", "📍 到了"} <= set(zhang.buttons())
    await zhang.presses("等配件")
    assert world.humans["anna"].sees("№1", "需要换配件")
    await zhang.presses("更多")
    assert zhang.toast == "请看下面。"  # nobody who is there is sent there
    before = list(zhang.heard)
    await world.humans["stranger_in_group"].presses("更多")
    assert world.humans["stranger_in_group"].toast
    assert zhang.heard == before


async def tell(world: World, who: str, told: str) -> None:
    """Let a resident report it for the first visit that is free."""
    resident = world.humans[who]
    await resident.says("/repair")
    await resident.presses("水管漏水")
    await resident.presses("1号楼 10")
    if "🆕 是新的问题" in resident.buttons():
        await resident.presses("是新的问题")
    await resident.says(told)
    for _ in ("day", "slot"):
        await resident.presses(resident.buttons()[0])
    await resident.presses("电话")
    await resident.presses("提交报修")


def pressed_by(world: World, account: int) -> int:
    """Return how many presses of this account Telegram has brought."""
    raw = world.read(lambda session: session.exec(select(Inbox.raw)).all())
    presses = [each["callback_query"] for each in raw if "callback_query" in each]
    return sum(each["from"]["id"] == account for each in presses)


@pytest.mark.slow
async def test_ten_jobs_take_four_presses_each(world: World) -> None:
    """REP-06, REP-08: claim, set off, done, "mended", from the list of the day."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    for n, told in enumerate(TOLD):
        await tell(world, ("anna", "chen")[n % 2], told)
        await group.presses("接单")
    for n in range(1, len(TOLD) + 1):
        await zhang.says("/mine")
        assert f"№{n} " in zhang.heard[-1]
        await zhang.presses(f"№{n} 🚶 出发")
        await zhang.says("/mine")
        await zhang.presses(f"№{n} ✔ 完成")
        await zhang.presses("已修好")
        assert group.sees(f"№{n} ", "已完成")
    assert pressed_by(world, zhang.telegram_id) == 4 * len(TOLD)
    await zhang.says("/mine")
    assert zhang.heard[-1].count("单待交回") == len(TOLD)
