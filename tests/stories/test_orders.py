"""The kind of a work order: place and price decide it, an officer corrects it, all follows it."""

from sqlmodel import select

from models.repairs.tables import Repair
from tests.stories.test_quotes import state_of
from tests.support.human import Human
from tests.support.telling import mend, report
from tests.support.world import World, sets


def kinds(world: World) -> list[str]:
    """Return the kind of every order."""
    return list(world.read(lambda s: s.exec(select(Repair.order_kind).order_by(Repair.id)).all()))


async def common_part(world: World) -> None:
    """Let Anna report a lamp of the lobby."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.presses("大堂")
    await anna.says("大堂的灯不亮")
    await anna.presses("提交报修")


async def more(officer: Human, number: int, label: str) -> None:
    """Let an officer press what stands behind the card of the case."""
    await officer.says(f"/case {number}")
    await officer.presses("更多")
    await officer.presses(label)


async def test_place_and_price_make_the_order_in_home_paid_or_public(world: World) -> None:
    """REP-05, S-06: at once on card and sheet, with the titles of the estate."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    world.write(lambda session: sets(session, "workorder.titles", {"paid": "有偿服务单(黄)"}))
    await world.reaches(9)
    await report(world)
    await common_part(world)
    assert kinds(world) == ["in_home", "public"]
    assert group.sees("№1", "📄 入户维修单")
    assert group.sees("№2", "📄 公共维修派工单")
    await group.presses("接单", old=group.newest("№1"))
    assert zhang.sees("工单 №1", "入户维修单")
    await group.presses("更多", old=group.newest("№1"))
    await zhang.presses("报价格")
    await zhang.says("80")
    assert kinds(world) == ["paid", "public"]
    assert zhang.sees("工单 №1", "有偿服务单(黄)")
    await world.humans["anna"].presses("不同意")
    assert kinds(world) == ["in_home", "public"]
    assert zhang.sees("工单 №1", "📄 入户维修单")


async def test_an_officer_makes_it_a_common_part_and_all_follows(world: World) -> None:
    """REP-05, CB-05, REP-17: nobody pays nor signs; the reply on the same day asks."""
    anna, zhang, wang = (world.humans[each] for each in ("anna", "zhang", "wang"))
    await world.reaches(9)
    await report(world, told="家里墙边的立管漏水")
    await world.humans["zhang_in_group"].presses("接单")
    await more(wang, 1, "单据类别")
    await wang.presses("公共维修派工单")
    assert kinds(world) == ["public"]
    assert zhang.sees("工单 №1", "公共维修派工单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("报价格")
    assert "住户不付费" in zhang.toast
    await mend(world, "换了一段立管")
    assert anna.sees("№1", "修好了", "您路过时")
    assert "确认签收" not in "".join(anna.buttons())
    await zhang.presses("写配件型号")
    await zhang.says("管子，DN50")
    assert anna.heard_of("这些配件") == 0
    await world.waits(hours=22)
    assert wang.heard_of("请打电话") == 0


async def test_paid_work_waits_for_its_price_whoever_says_that_it_is_paid(world: World) -> None:
    """REP-05, PAY-01, S-17: not taken, assigned or finished; the officer is asked for the price."""
    anna, wang, group = (world.humans[each] for each in ("anna", "wang", "zhang_in_group"))
    await world.reaches(9)
    await report(world)
    await more(wang, 1, "单据类别")
    await wang.presses("有偿入户维修单")
    assert group.sees("№1", "有偿入户维修单：请先报价，先不要开工")
    await group.presses("接单")
    assert "先由客服报价" in group.toast
    await more(wang, 1, "派给")
    assert "先由客服报价" in wang.toast
    await more(wang, 1, "报价格")
    await wang.says("120")
    await anna.presses("同意价格")
    await group.presses("接单")
    assert state_of(world) == ["claimed"]
    await more(wang, 1, "单据类别")
    assert "申请减免" in wang.toast
    assert kinds(world) == ["paid"]
    await mend(world)
    assert state_of(world) == ["done"]


async def test_what_is_taken_may_turn_out_to_be_paid(world: World) -> None:
    """PAY-01: then it is not finished before its price is accepted."""
    anna, zhang, wang = (world.humans[each] for each in ("anna", "zhang", "wang"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await more(wang, 1, "单据类别")
    await wang.presses("有偿入户维修单")
    await world.humans["zhang_in_group"].presses("完成")
    assert "先由客服报价" in world.humans["zhang_in_group"].toast
    assert state_of(world) == ["claimed"]
    await more(wang, 1, "单据类别")
    await wang.presses("入户维修单")
    await mend(world)
    assert state_of(world) == ["done"]
    assert zhang.sees("工单 №1", "入户维修单")
    assert anna.sees("№1", "修好了")


async def test_a_common_part_has_only_one_kind(world: World) -> None:
    """REP-05: its place decides."""
    wang = world.humans["wang"]
    await common_part(world)
    await more(wang, 1, "单据类别")
    assert "按地点" in wang.toast
    await more(wang, 1, "报价格")
    assert "住户不付费" in wang.toast
