"""One fault, many reporters: no second order is made, and everybody hears the same."""

from datetime import date

from sqlmodel import select

from models.cases.tables import CaseReporter
from tests.support.asking import ask
from tests.support.register import moves_in
from tests.support.telling import mend, picture, report
from tests.support.world import World, leaves


async def lobby_is_dark(world: World, who: str = "anna") -> None:
    """Let somebody begin to report the lights of the lobby."""
    human = world.humans[who]
    await human.says("/repair")
    await human.presses("照明")
    await human.presses("大堂")


async def reports_the_lobby(world: World) -> None:
    """Let Anna report that the lobby is dark."""
    await lobby_is_dark(world)
    await world.humans["anna"].says("大堂的灯全灭了")
    await world.humans["anna"].presses("提交报修")


async def test_the_second_report_of_a_common_part_joins_in_two_presses(world: World) -> None:
    """REP-04, S-07, GEN-08: shown before anything is sent; no second order, all hear of it."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    assert chen.sees("已经有人报修", "№1", "照明", "大堂", "等待接单")
    await chen.presses("是同一件事，跟进 №1")
    await chen.presses("没有要补充的")
    assert chen.sees("报修 №1", "2 户报修了同一件事", "09:30 前会有师傅接单")
    assert group.sees("№1", "2 户报修")
    assert group.heard_of("№2") == 0
    assert anna.heard_of("2 户") == 0  # nobody is rung for what others say
    await group.presses("接单")
    await group.presses("出发")
    for resident in (anna, chen):
        assert resident.sees("№1", "由张师傅负责")
        assert resident.sees("张师傅已出发", "№1")
    await mend(world, "换了灯管")
    for resident in (anna, chen):
        assert resident.sees("№1", "修好了", "换了灯管")


async def test_nobody_reads_what_the_other_reporter_told(world: World) -> None:
    """SEC-01: words, photographs and names stay with who told them; the technician has all."""
    anna, chen, zhang = world.humans["anna"], world.humans["chen"], world.humans["zhang"]
    await reports_the_lobby(world)
    await chen.sends("我妈妈在这里摔了一跤", photos=[picture()])
    await chen.presses("按这句话报修")
    await chen.presses("照明")
    await chen.presses("大堂")
    await chen.presses("是同一件事")
    assert chen.sees("报修 №1", "我妈妈", "已收到 1 个文件")
    await world.humans["zhang_in_group"].presses("接单")
    assert zhang.sees("工单 №1", "大堂的灯全灭了", "我妈妈在这里摔了一跤")
    assert zhang.files() == ["photo"]
    await chen.says("/cases")
    for told in ("林", "全灭了", "101"):
        assert chen.heard_of(told) == 0
    for told in ("陈", "摔了一跤", "102", "1 个文件"):
        assert anna.heard_of(told) == 0
    assert world.humans["zhang_in_group"].heard_of("摔了一跤") == 0


async def test_what_was_done_is_told_to_neighbours_as_to_the_group(world: World) -> None:
    """SEC-01, REP-17: the number in a technician's result is for who reported it first."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world, "换了灯管，电话 13800001234 的住户给开的门")
    assert anna.sees("№1", "换了灯管", "13800001234")
    assert chen.sees("№1", "换了灯管，电话 ••• 的住户")
    await chen.says("/case 1")
    assert chen.heard_of("13800001234") == 0


async def test_a_second_report_of_the_same_home_shows_the_appointment(world: World) -> None:
    """REP-04, S-07: somebody of the family reads №, state and appointment; 是 is enough."""
    world.write(lambda session: moves_in(session, "林小妹", "101", telegram_id=13))
    world.joins("sister", 13)
    sister = world.humans["sister"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await sister.says("/repair")
    await sister.presses("水")
    await sister.presses("1号楼 101")
    assert sister.sees("№1", "已接单", "张师傅", "11月24日(周二)09:00–11:00")
    await sister.says("是")
    await sister.says("水已经漏到楼下了")
    assert sister.sees("报修 №1", "水已经漏到楼下了", "09:00–11:00")
    assert world.humans["zhang"].sees("工单 №1", "水已经漏到楼下了")


async def test_who_insists_gets_a_number_of_their_own_that_names_the_earlier_one(
    world: World,
) -> None:
    """REP-04, S-07: another matter is another order, and its technician knows of the first."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.presses("是新的问题")
    await anna.says("马桶堵了")
    await anna.presses("明天")
    await anna.presses("14:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert anna.sees("报修 №2", "马桶堵了")
    assert group.sees("№2", "可能是同一件事：№1")
    assert group.heard_of("之前报修过") == 0  # said once
    await group.presses("接单", old=group.newest("№2 · 水"))
    assert world.humans["zhang"].sees("№2", "之前报修过：№1")


async def test_who_leaves_leaves_alone(world: World) -> None:
    """S-07: one reporter less; the case and everybody else go on."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")
    await chen.presses("不用再告诉我")
    assert chen.sees("这件事不再打扰您")
    assert group.heard_of("户报修") == 0
    await group.presses("接单")
    assert anna.sees("由张师傅负责")
    assert chen.heard_of("张师傅") == 0


async def test_an_officer_joins_what_is_the_same_and_both_homes_are_told(world: World) -> None:
    """REP-04, GEN-08: one order; neighbours read nothing of each other, who comes knows both."""
    anna, chen, wang = world.humans["anna"], world.humans["chen"], world.humans["wang"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world, told="天花板在漏水")
    await report(world, "chen", told="卫生间顶上滴水")
    assert group.sees("№2", "可能是同一件事：№1")
    await wang.says("/case 2")
    await wang.presses("更多")
    await wang.presses("并到另一单")
    await wang.presses("№1 · 1号楼 101")
    assert wang.sees("已并入 №1")
    assert chen.sees("№2", "和 №1 是同一个原因", "放在一起处理")
    assert chen.sees("报修 №1", "您这栋楼", "卫生间顶上滴水", "2 户")
    assert group.sees("№2", "已并入 №1")
    await group.presses("接单", old=group.newest("2 户报修"))
    assert world.humans["zhang"].sees("工单 №1", "1号楼 101", "+ 1号楼 102 · 卫生间顶上滴水")
    assert group.heard_of("102 · 卫生间") == 0
    await mend(world, "换了立管")
    assert chen.sees("№1", "您这栋楼", "修好了", "换了立管")
    for told in ("101", "天花板", "林"):
        assert chen.heard_of(told) == 0
    assert anna.heard_of("卫生间") + anna.heard_of("102") == 0
    await world.waits(hours=2, minutes=1)
    assert anna.sees("№1", "现在修得怎么样")
    assert chen.sees("№1", "现在修得怎么样")


async def test_a_number_that_cannot_take_it_is_declined_kindly(world: World) -> None:
    """REP-04: neither itself, nor nothing, nor what is done or no repair takes another."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await mend(world)
    await report(world, "chen")
    await ask(world)
    for typed in ("2", "№7", "1", "3"):
        await wang.says("/case 2")
        await wang.presses("更多")
        await wang.presses("并到另一单")
        await wang.says(typed)
        assert "这件事刚刚有了变化" in wang.heard[-1]
    assert group.sees("№2", "前接单")


async def test_everybody_is_answered_the_same_day_and_one_who_says_no_is_enough(
    world: World,
) -> None:
    """REP-17, CB-05, S-03, CB-14: the reply asks each; it is open again though one was content."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")
    await group.presses("接单")
    await mend(world, "换了灯管")
    await chen.presses("修好了")
    assert chen.sees("谢谢您告诉我们")
    assert anna.heard_of("谢谢您告诉我们。报修") == 0
    await anna.presses("没修好")
    assert anna.sees("非常抱歉", "№1")
    assert chen.sees("非常抱歉", "№1")
    assert group.sees("№1", "第 1 次返修", "2 户报修")


async def test_who_has_answered_is_not_asked_twice(world: World) -> None:
    """CB-05: a second press of the same person changes nothing; another's yes is thanked for."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world, "换了灯管")
    question = chen.newest("修得怎么样")
    await chen.presses("修好了", old=question)
    await chen.presses("没修好", old=question)
    assert "已经回答过" in chen.toast
    await anna.presses("修好了")
    assert anna.sees("谢谢您告诉我们", "№1")


async def test_who_moves_out_hears_no_more_and_may_do_nothing(world: World) -> None:
    """SEC-01: of those who joined in, too, only who lives here today is a reporter."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")
    card = chen.newest("报修 №1")
    world.write(lambda session: leaves(session, "陈大文", date(2026, 11, 23)))
    await group.presses("接单")
    assert anna.sees("由张师傅负责")
    assert chen.heard_of("张师傅") == 0
    await chen.presses("不用再告诉我", old=card)
    assert group.sees("№1", "2 户报修")


async def test_nobody_joins_what_they_were_not_offered(world: World) -> None:
    """REP-04, SEC-01: a button of another case, or of another's home, opens nothing."""
    chen = world.humans["chen"]
    await world.reaches(9)
    await report(world)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    shown = chen.newest("已经有人报修")
    message = next(m for m in world.telegram.find_chat(12)["messages"] if m["id"] == shown)
    offered = message["versions"][-1]["markup"]["inline_keyboard"][0][0]["callback_data"]
    assert offered.endswith("|2")
    for value in ("1", "7", "0", "new2"):
        forged = offered.removesuffix("2") + value
        world.telegram.presses(12, 12, shown, forged, force=True)
        await world.settles()
        assert chen.heard_of("报修 №1") == 0
    assert world.read(lambda session: session.exec(select(CaseReporter)).all()) == []
