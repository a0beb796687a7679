"""Who has no Telegram shows the papers at the desk: an officer keys it in and photographs them."""

from tests.support.carding import costs
from tests.support.human import Human
from tests.support.owning import sees_originals
from tests.support.parking import PAPERS, show_papers, with_spaces
from tests.support.register import moves_in
from tests.support.telling import picture
from tests.support.world import World

PHONE = "+8613911112222"


async def new_for(world: World, what: str) -> Human:
    """Let the officer choose what is keyed in for a resident who has a telephone only."""
    world.write(lambda session: moves_in(session, "周小云", "102", phone=PHONE))
    await world.reaches(9)
    wang = world.humans["wang"]
    await wang.says("/new")
    await wang.says("周小云")
    await wang.presses(what)
    return wang


async def test_a_space_is_applied_for_at_the_desk(world: World) -> None:
    """GEN-01, GEN-06, PRK-01, PRK-05: the same questions and the same place on the list.

    The papers are the resident's, not the officer's; what comes of it is told by telephone.
    """
    world.write(with_spaces)
    wang = await new_for(world, "🅿 车位")
    await wang.says("苏D77777")
    await wang.says("比亚迪 元")
    await show_papers(wang, PAPERS, without=())
    await wang.presses("提交申请")
    assert wang.sees("车位申请 №1", "已登记", "没有 Telegram")
    group = world.humans["management"]
    assert group.sees("车位申请 №1", "1号楼 102", "待核对照片")
    assert group.heard_of("周小云") == 0
    await Human(world, 23, group.chat_id).presses("我来办")
    assert wang.sees("周小云", PHONE, "苏D77777")
    await wang.presses("照片没问题")
    await wang.says("XS320071")
    await wang.says("2027-03-31")
    assert wang.sees("请电话通知 №1", "周小云", PHONE)
    await wang.says("/why 1")
    assert wang.sees("来访，由客服登记")
    assert not any("您的车位" in each for each in wang.heard)


async def test_a_card_is_applied_for_at_the_desk(world: World) -> None:
    """GEN-01, CRD-01: its fee is told by telephone."""
    world.write(costs)
    wang = await new_for(world, "💳 办卡")
    await wang.presses("门禁卡")
    await wang.presses("跳过")
    await wang.sends(photos=[picture(1)])
    await wang.presses("拍好了")
    await wang.presses("提交申请")
    assert wang.sees("办卡 №1", "已登记")
    await Human(world, 23, world.humans["management"].chat_id).presses("我来办")
    await wang.presses("证件没问题")
    assert wang.sees("请电话通知 №1", "周小云", PHONE)


async def test_a_change_of_the_file_is_asked_for_at_the_desk(world: World) -> None:
    """GEN-01, GEN-06, OWN-04, OWN-06: her file, not the officer's; approved, she is rung up."""
    wang = await new_for(world, "📁 资料")
    assert "租期" not in str(wang.buttons())  # she owns it
    await wang.presses("联系电话")
    await wang.says("13700000009")
    await wang.sends(photos=[picture(1)])
    await wang.presses("拍好了")
    await wang.presses("提交申请")
    assert wang.sees("资料变更", "№1", "已登记", "没有 Telegram")
    assert wang.sees("资料变更 №1", "1号楼 102", "周小云", PHONE, "+8613700000009")
    head = await sees_originals(world)
    await head.presses("✅ 批准")
    assert wang.sees("请电话通知 №1", "周小云", "+8613700000009")
    await wang.says("/why 1")
    assert wang.sees("来访，由客服登记", "管理处经理批准")
