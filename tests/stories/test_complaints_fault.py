"""Whose fault it is decides what follows: remedy, mediation, all to the spot, division of work."""

from sqlmodel import Session, select

from models.events import Event
from tests.support.complaining import cast_of_complaints, complain, plan, resolve
from tests.support.human import Human
from tests.support.world import World


async def in_hand(world: World, **answers: str) -> tuple[Human, Human]:
    """Let a complaint be with the supervisor of engineering; return who complained, and them."""
    await cast_of_complaints(world)
    await complain(world, **answers)
    await world.humans["manager"].presses("受理")
    return world.humans["anna"], world.humans["supervisor"]


async def test_our_own_fault_is_apologised_for_and_met_at_once(world: World) -> None:
    """CMP-15, CMP-16: what is asked for is shown to the handler; granted, it is done today."""
    anna, zhao = await in_hand(world, wish="道歉")
    await zhao.presses("原因和办法")
    await zhao.says("排班漏了")
    await zhao.presses("我们公司")
    assert "投诉人要求：道歉" in zhao.heard[-1].replace("\u2068", "").replace("\u2069", "")
    await zhao.presses("马上满足")
    await zhao.says("主任今天上门道歉")
    await zhao.presses("告诉投诉人")
    assert anna.sees("这是我们的责任，向您诚恳道歉", "我们照办", "主任今天上门道歉")
    assert anna.sees("投诉 №1", "11月23日(周一)23:59 前解决")
    assert zhao.sees("责任：我们公司")


async def test_another_remedy_keeps_the_promise_that_was_told(world: World) -> None:
    """CMP-15, CMP-17: what is not granted is made good otherwise; money has a way of its own."""
    anna, zhao = await in_hand(world)
    await plan(zhao, "我们公司", "今天下午三点上门", asked="另商补救办法")
    assert anna.sees("这是我们的责任", "我们的补救办法", "11月26日(周四)23:59")
    assert anna.heard_of("我们照办") == 0
    await resolve(zhao)
    assert anna.sees("已经处理", "这是我们的责任，向您诚恳道歉")


async def test_of_a_demand_for_money_nothing_is_granted_here(world: World) -> None:
    """CMP-15, CMP-17: compensation is promised by who has the authority."""
    _, zhao = await in_hand(world, wish="赔偿、减免")
    await zhao.presses("原因和办法")
    await zhao.says("排班漏了")
    await zhao.presses("我们公司")
    assert not any("马上满足" in label for label in zhao.buttons())


async def test_between_neighbours_it_is_explained_and_mediated(world: World) -> None:
    """CMP-15: both sides meet at a time that is told; the handler is reminded whom to ring."""
    anna, zhao = await in_hand(world)
    await plan(zhao, "住户、邻居", "会铺地垫", called="1202 李先生", day="明天", at="19:00")
    assert anna.sees("住户之间的事", "会铺地垫", "11月24日(周二)19:00", "双方一起商量")
    assert zhao.sees("请您打电话约好", "1202 李先生")


async def test_who_stays_unnamed_is_not_brought_together_with_anybody(world: World) -> None:
    """CMP-15, SEC-01: the other side is talked to, and never meets who complained unnamed."""
    anna, zhao = await in_hand(world, against="楼上那户", name="不留名")
    await zhao.presses("原因和办法")
    await zhao.says("楼上拖椅子")
    await zhao.presses("住户、邻居")
    await zhao.says("会铺地垫")
    await zhao.presses("告诉投诉人")
    assert anna.sees("不会提到您")
    assert anna.heard_of("请您到场") == 0


async def test_of_several_parties_everybody_is_called_to_the_spot(world: World) -> None:
    """CMP-15: each of the staff who is named is told when and where; nobody else is."""
    anna, zhao = await in_hand(world)
    zhang = world.humans["zhang"]
    called = "张建国、吴主管、装修队老陈"
    await plan(zhao, "几方都有", "当场分清楚", called=called, day="今天", at="15:00")
    assert anna.sees("涉及几方", "11月23日(周一)15:00", "所有有关的人到现场")
    for who in (zhang, world.humans["desk"]):
        assert who.sees("№1", "赵强", "11月23日(周一)15:00", "1号楼 101", "装修队老陈")
    assert world.humans["quality"].heard_of("№1") == 0
    assert zhang.heard_of("昨天说好来修") == 0
    assert zhao.sees("👥 11月23日(周一)15:00", "装修队老陈")


async def test_they_do_not_meet_after_the_promise_nor_in_the_past(world: World) -> None:
    """CMP-15, GEN-07: a time that is over or too late is refused, and asked for again."""
    anna, zhao = await in_hand(world)
    await plan(zhao, "几方都有", "分清楚", called="吴主管", day="5 天后", at="15:00")
    assert "11月26日(周四)23:59" in zhao.toast
    assert anna.heard_of("涉及几方") == 0
    await zhao.presses("日期")
    await zhao.presses("今天")
    await zhao.presses("钟点")
    await zhao.presses("8:00")
    await zhao.presses("告诉投诉人")
    assert anna.heard_of("涉及几方") == 0


async def test_whom_it_is_about_is_called_to_nothing(world: World) -> None:
    """CMP-15: the named colleague hears of no meeting; somebody else has to stand for them."""
    anna, zhao = await in_hand(world, against="张建国态度不好")
    await plan(zhao, "几方都有", "分清楚", called="张建国", day="明天", at="15:00")
    assert "与这件投诉有关" in zhao.toast
    assert (anna.heard_of("涉及几方"), world.humans["zhang"].heard_of("№1")) == (0, 0)


async def test_the_house_goes_to_who_does_the_work(world: World) -> None:
    """CMP-15, CMP-20: the developer's is handed on and tracked."""
    anna, zhao = await in_hand(world)
    await plan(zhao, "房屋、设施", "保修期内，请开发商换", asked="开发商")
    assert anna.sees("问题出在房屋设施", "请开发商换")
    assert anna.sees("超出本管理处", "开发商", "一直跟进")


async def test_our_own_work_on_the_house_is_engineering_s(world: World) -> None:
    """CMP-15, S-24: the code names engineering, and its supervisor has it from now on."""
    await cast_of_complaints(world)
    anna, desk = world.humans["anna"], world.humans["desk"]
    await complain(world, category="服务态度", against="客服")
    await world.humans["manager"].presses("受理")
    await plan(desk, "房屋、设施", "换水泵", asked="我们工程部")
    assert anna.sees("YHY-C-GC-00001")
    assert anna.sees("现在由", "赵强")
    assert world.humans["supervisor"].sees("投诉 №1", "换水泵")
    assert world.read(_faults) == ["house"]


def _faults(session: Session) -> list[str]:
    rows = session.exec(select(Event)).all()
    return [row.facts["fault"] for row in rows if "fault" in row.facts]
