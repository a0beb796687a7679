"""Cards 卡证: applied for, checked, paid, made and handed out; lost, blocked at once, replaced."""

import pytest
from sqlmodel import select

from models.access_cards.tables import AccessCard
from tests.support.carding import asked_for, costs, has_a_card, made, taken
from tests.support.hands import nobodys
from tests.support.human import Human
from tests.support.telling import picture, what_comes_is_lost
from tests.support.world import World


def states(world: World) -> list[tuple[str, str]]:
    """Return every card: its number and its state."""
    rows = world.read(lambda s: s.exec(select(AccessCard)).all())
    return sorted((row.number, row.state.value) for row in rows)


async def test_a_door_card_is_applied_for_paid_made_and_handed_out(world: World) -> None:
    """CRD-01, GEN-04, GEN-13, CMP-03, SEC-01: everything is told before; thanks at the end."""
    world.write(costs)
    await world.reaches(9)
    anna, group = world.humans["anna"], world.humans["management"]
    await anna.says("/cards")
    assert anna.sees("门禁卡", "¥15.00", "身份证", "1 天内看完", "3 天内办好", "收据")
    assert anna.sees("会员卡：收费见公示", "停车卡跟着车位办")
    await asked_for(world)
    assert anna.sees("办卡 №1", "门禁卡", "✔ 身份证", "11月24日(周二)18:00")
    assert group.sees("办卡 №1", "1号楼 101", "门禁卡", "待看证件")
    assert group.heard_of("林") == group.heard_of("身份证") == 0
    wang = await taken(world)
    await wang.presses("🔍 身份证")
    assert wang.files() == ["photo"]
    await wang.presses("证件没问题")
    assert anna.sees(
        "¥15.00", "元/张", "按公示的收费标准（补办同价）", "12月7日(周一)23:59", "有收据"
    )
    await made(wang)
    assert anna.sees("收到您的费用 ¥15.00", "SJ-0101", "11月26日(周四)18:00", "意见或建议")
    assert anna.sees("门禁卡", "MJ-0101", "办好了（№1", "每天 08:00–18:00")
    await wang.presses("卡已交给住户")
    assert anna.sees("MJ-0101", "已交给您", "谢谢您的耐心")
    assert states(world) == [("MJ-0101", "works")]
    await anna.says("/why 1")
    assert anna.sees("申请办卡", "登记缴费", "卡交给住户")


@pytest.mark.slow
async def test_what_is_missing_is_named_and_nothing_is_asked_twice(world: World) -> None:
    """CRD-01, S-34, ETQ-08: a paper that fails is asked again, politely; the card not twice."""
    await world.reaches(9)
    anna = world.humans["anna"]
    await anna.says("/cards")
    await anna.presses("申请办卡")
    await anna.presses("门禁卡")
    await anna.says("林小宝")
    await anna.presses("跳过")
    await anna.presses("提交申请")
    assert anna.sees("办卡 №1", "林小宝", "▫ 身份证", "12月7日(周一)23:59")
    assert world.humans["management"].heard_of("办卡") == 0
    await anna.presses("补证件照片")
    await anna.sends(photos=[picture(1)])
    await anna.presses("拍好了")
    wang = await taken(world)
    await wang.presses("有一样不行")
    assert not any("行驶证" in each for each in wang.buttons())
    await wang.presses("身份证")
    await wang.presses("照片看不清")
    assert anna.sees("很抱歉", "№1", "身份证：照片看不清", "12月7日(周一)23:59")
    await anna.presses("补证件照片")
    await anna.sends(photos=[picture(2)])
    await anna.presses("拍好了")
    await wang.presses("证件没问题")
    assert anna.sees("收费见服务中心公示")
    await asked_for(world)
    assert anna.sees("办卡 №2")  # another holder: another card
    await world.waits(days=15)
    assert anna.sees("№1 留到今天", "/cards")


async def test_a_photograph_that_did_not_come_is_sent_again(world: World) -> None:
    """CRD-01, ETQ-06: the desk has it already; who applies has the button, and the desk sees it."""
    await what_comes_is_lost(world)
    anna = await asked_for(world)
    wang = await taken(world)
    assert anna.sees("办卡 №1", "▫ 身份证")
    await anna.presses("补证件照片")
    await anna.sends(photos=[picture(4)])
    await anna.presses("拍好了")
    assert anna.buttons() == ["不办了"]
    await wang.presses("🔍 身份证")
    assert wang.files() == ["photo"]
    await wang.presses("证件没问题")
    assert anna.sees("收费见服务中心公示")


async def test_nobody_finds_a_copy_right_that_is_still_on_its_way(world: World) -> None:
    """CRD-01, PRK-01: Telegram answers late; what nobody can look at is not found right."""
    await what_comes_is_lost(world)
    anna = await asked_for(world)
    wang = await taken(world)
    await anna.presses("补证件照片")
    world.telegram.fail_next("getFile", error_code=500, description="Later", times=2)
    await anna.sends(photos=[picture(4)])
    await anna.presses("拍好了")
    await wang.presses("证件没问题")
    assert "还在接收" in wang.toast
    assert anna.heard_of("收费见服务中心公示") == 0
    await wang.presses("证件没问题")
    assert anna.sees("收费见服务中心公示")


async def test_a_lost_card_is_blocked_at_once_and_replaced(world: World) -> None:
    """CRD-01, GEN-07: any officer blocks it; until then it climbs every quarter of an hour."""
    wang = await has_a_card(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await anna.says("/cards")
    await anna.presses("MJ-0101 丢了")
    assert states(world) == [("MJ-0101", "works")]
    await anna.presses("真的丢了")
    group = world.humans["management"]
    assert group.sees("挂失 №2", "MJ-0101", "待停用")
    assert states(world) == [("MJ-0101", "lost")]
    await world.waits(minutes=14)
    assert zhao.heard_of("还没有停用") == 0
    await world.waits(minutes=1)
    assert zhao.sees("挂失 №2", "还没有停用")
    await Human(world, wang.telegram_id, group.chat_id).presses("已停用这张卡")
    assert anna.sees("MJ-0101", "已经停用，请放心（№2）", "身份证")
    assert states(world) == [("MJ-0101", "blocked")]
    await world.waits(hours=1)
    assert world.humans["head"].heard_of("还没有停用") == 0


async def test_who_blocks_a_card_on_a_day_off_is_here_after_all(world: World) -> None:
    """CRD-01, GEN-12: what they have taken is nobody's at no moment."""
    wang = await has_a_card(world)
    await world.humans["anna"].says("/cards")
    await world.humans["anna"].presses("MJ-0101 丢了")
    await world.humans["anna"].presses("真的丢了")
    await wang.says("/duty")
    await wang.presses("王芳")
    await wang.presses("是的，今天不在")
    await Human(world, wang.telegram_id, world.humans["management"].chat_id).presses("已停用")
    assert nobodys(world) == []


async def test_what_replaces_a_lost_card_has_a_number_of_its_own(world: World) -> None:
    """CRD-01: the old number is refused; the old card stays blocked."""
    wang = await has_a_card(world)
    anna = world.humans["anna"]
    await anna.says("/cards")
    await anna.presses("MJ-0101 丢了")
    await anna.presses("真的丢了")
    await Human(world, 23, world.humans["management"].chat_id).presses("已停用这张卡")
    await anna.presses("补证件照片")
    await anna.sends(photos=[picture(4)])
    await anna.presses("拍好了")
    await wang.presses("证件没问题")
    await wang.presses("登记缴费")
    await wang.says("SJ-0102")
    await wang.presses("登记卡号")
    await wang.says("MJ-0101")
    assert "已经登记过" in wang.toast or wang.heard_of("已经登记过")
    await wang.says("MJ-0102")
    await wang.presses("卡已交给住户")
    assert states(world) == [("MJ-0101", "blocked"), ("MJ-0102", "works")]


async def test_a_card_that_is_not_needed_comes_back(world: World) -> None:
    """CRD-01: the desk notes it; then the home has no card."""
    wang = await has_a_card(world)
    anna = world.humans["anna"]
    await anna.says("/cards")
    await anna.presses("交还 MJ-0101")
    await anna.presses("是的，交还")
    assert anna.sees("请把门禁卡", "MJ-0101", "交到服务中心")
    assert wang.sees("1号楼 101", "交还门禁卡", "MJ-0101")
    await wang.presses("卡已收回并停用")
    assert states(world) == [("MJ-0101", "returned")]
    await anna.says("/cards")
    assert not any("MJ-0101" in each for each in anna.buttons())


async def test_a_promise_that_is_not_kept_is_apologised_for_and_climbs(world: World) -> None:
    """GEN-07, ETQ-06, CRD-01: papers not looked at; a card without fee that is not made."""
    world.write(lambda session: costs(session, "IC", "0"))
    anna = await asked_for(world, card="IC 卡")
    await world.waits(days=1, hours=9)
    assert anna.sees("非常抱歉，№1", "11月25日(周三)18:00")
    zhao = world.humans["supervisor"]
    assert zhao.sees("办卡 №1", "过了说好的时间")
    wang = await taken(world)
    await wang.presses("证件没问题")
    assert anna.sees("不收费", "11月27日(周五)18:00")
    await world.waits(days=3)
    assert wang.sees("办卡 №1", "王芳", "请马上办理")
