"""Which question follows which repair: common parts, safety equipment, important needs."""

from sqlmodel import Session, select

from models.estate.tables import Home
from models.people.tables import Person
from tests.support.register import changes
from tests.support.telling import mend, report
from tests.support.world import World

QUESTION, IN_USE = "现在修得怎么样", "用了一段时间"


async def mends_the_lobby(world: World, hour: int, minute: int = 0) -> None:
    """Let Anna report a lamp of the lobby, and Li have mended it at that hour."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.presses("大堂")
    await anna.says("大堂的灯不亮")
    await anna.presses("提交报修")
    await world.humans["li_in_group"].presses("接单")
    await world.reaches(hour, minute)
    await world.humans["li_in_group"].presses("完成")
    await world.humans["li"].says("换了灯管")


async def test_a_common_part_is_answered_the_same_day_and_asked_about_no_more(
    world: World,
) -> None:
    """CB-05, REP-17, S-03: thanks, the result and the rating in one message; no callback after."""
    anna = world.humans["anna"]
    await mends_the_lobby(world, 12)
    assert anna.sees("谢谢您的报修", "№1", "大堂", "已经修好了", "换了灯管", "请点一下")
    assert anna.heard_of("完工时间是") == 0
    await world.waits(days=3)
    assert anna.heard_of(QUESTION) == 0
    assert world.humans["wang"].heard_of("回访") == 0
    await anna.presses("修好了")
    assert anna.sees("报修 №1 就此结束")


async def test_done_at_night_it_is_answered_as_early_as_permitted_and_that_is_said(
    world: World,
) -> None:
    """CB-05, S-03, S-42: the day ends for messages at 20:00; the reply waits for 09:00."""
    anna = world.humans["anna"]
    await mends_the_lobby(world, 19, 59)
    assert anna.heard_of("已经修好了") == 1
    await mends_the_lobby(world, 20, 1)
    assert anna.heard_of("已经修好了") == 1
    await world.reaches(8, 59)
    assert anna.heard_of("已经修好了") == 1
    await world.reaches(9)
    assert anna.sees("№2", "完工时间是 11月23日(周一)20:01", "现在才告诉您")


async def test_where_the_office_wants_it_a_common_part_is_asked_about_as_any_other(
    world: World,
) -> None:
    """S-03: `callback.public.same_day_reply=false`."""
    anna = world.humans["anna"]
    changes(world, "callback.public.same_day_reply", False)
    await mends_the_lobby(world, 12)
    assert anna.sees("№1", "我们在 11月23日(周一)14:00 问您修得怎么样")
    await world.reaches(14)
    assert anna.heard_of(QUESTION) == 1


async def mends(world: World, trade: str, told: str) -> None:
    """Let Anna report it in her home, and Zhang have mended it at noon."""
    await report(world, trade=trade, told=told)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(12)
    await mend(world)


async def test_safety_equipment_is_asked_about_at_the_door(world: World) -> None:
    """CB-02, CB-14, S-01, S-04: an officer goes there within the day, in any case within two."""
    officer = world.humans["wang"]
    await mends(world, "燃气", "燃气灶打不着")
    await world.reaches(8)
    assert officer.sees("回访 №1", "这是安全设施：请上门看一看；没人在家，请打电话")
    await officer.presses("没人接")
    await officer.presses("我上门了")
    assert officer.sees("您在住户门口", "耐心听；最后道谢，出门时再谢一次")
    await officer.presses("住户说：修好了")
    assert world.humans["anna"].sees("报修 №1 就此结束")
    await officer.says("/why 1")
    assert officer.sees("请客服当面或电话回访", "打电话，没人接", "上门回访", "确认修好")


async def test_an_important_need_is_asked_about_again_on_day_25(world: World) -> None:
    """CB-06, S-05: safety is important of itself; the month is the limit for a person to ask."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await mends(world, "燃气", "燃气灶打不着")
    await world.reaches(14)
    await anna.presses("修好了")
    assert anna.sees("就此结束", "我们在 12月18日(周五)09:00 再问您一次")
    assert anna.sees("已按您的确认结束", "我们在 12月18日(周五)09:00 再问您一次")
    await world.waits(days=24, hours=18)
    assert anna.heard_of(IN_USE) == 0
    await world.reaches(9)
    assert anna.heard_of(IN_USE) == 1
    await world.waits(days=1)
    assert officer.sees("回访 №1", "12月23日(周三)23:59 前")


async def test_an_officer_flags_a_need_as_important_once(world: World) -> None:
    """CB-06, S-05: before or after the finish; the card tells the day; twice changes nothing."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await mends(world, "水", "厨房水龙头一直滴水")
    await world.reaches(14)
    await anna.presses("修好了")
    assert anna.heard_of("再问您一次") == 0
    await officer.says("/case 1")
    await officer.presses("更多")
    await officer.presses("标为重要")
    await officer.presses("标为重要")
    assert anna.sees("已按您的确认结束", "我们在 12月18日(周五)09:00 再问您一次")
    await world.waits(days=26)
    assert anna.heard_of(IN_USE) == 1


async def test_one_call_counts_once(world: World) -> None:
    """CB-01: a second press of the same card is answered kindly, and counted once."""
    officer = world.humans["wang"]
    await mends(world, "水", "厨房水龙头一直滴水")
    await world.reaches(8)
    card = officer.newest("回访 №1")
    await officer.presses("没人接")
    await world.hears_it_again()
    await officer.presses("1|phoned|1|0|no_answer", old=card)
    assert "已经记下" in officer.toast
    assert officer.sees("已打过 1 次", "上一次：没人接")
    await officer.presses("号码不对")
    assert officer.sees("已打过 2 次", "上一次：号码不对")


async def test_who_does_not_wish_to_say_has_not_said_that_it_is_mended(world: World) -> None:
    """CB-01, GEN-08: the call is done, the case stays open, and the question can be answered."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await mends(world, "水", "厨房水龙头一直滴水")
    await world.reaches(8)
    await officer.presses("不想说")
    assert officer.sees("№1 的电话已办好")
    await officer.says("/open")
    assert "№1" in officer.heard[-1]
    await anna.presses("没修好")
    assert world.humans["zhang_in_group"].sees("№1", "第 1 次返修")


async def test_only_by_a_visit_where_the_office_wants_it_so(world: World) -> None:
    """S-04: `callback.channels=["visit"]`: nobody is written to, an officer is sent to the door."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    changes(world, "callback.channels", ["visit"])
    await mends(world, "水", "厨房水龙头一直滴水")
    await world.reaches(14)
    assert anna.heard_of(QUESTION) == 0
    assert officer.sees("回访 №1", "您在住户门口")
    assert not {"号码不对", "🚪 我上门了"} & set(officer.buttons())
    for outcome in ("wrong_number", "visited", "told"):  # what no button says is not kept
        data, message = f"1|phoned|1|0|{outcome}", officer.messages[-1]["id"]
        world.telegram.presses(officer.telegram_id, officer.chat_id, message, data, force=True)
        await world.settles()
        assert "不能由您办" in officer.toast


async def test_what_an_officer_saw_to_is_asked_about_as_well(world: World) -> None:
    """CB-12: a vendor's outcome, known to the officer who has the case, is followed up too."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await report(world, trade="网络", told="宽带不通")
    await officer.says("/case 1")
    await officer.presses("接单")
    await world.reaches(12)
    await officer.presses("完成")
    await officer.says("电信换了光猫")
    assert anna.sees("修好了", "电信换了光猫", "我们在 11月23日(周一)14:00 问您修得怎么样")
    await world.reaches(14)
    await anna.presses("还差一点")
    assert anna.sees("师傅会再来一次")
    assert anna.heard_of("王师傅会再来") == 0
    assert officer.heard_of("工单 №1") == 2
    assert world.humans["supervisor"].sees("№1", "还差一点")


async def test_a_key_customers_need_is_important_of_itself(world: World) -> None:
    """CB-06, S-05: the home says so; nobody has to flag it."""

    def values_them(session: Session) -> None:
        for home in session.exec(select(Home)):
            home.key_customer = True
            session.add(home)

    world.write(values_them)
    await mends(world, "水", "厨房水龙头一直滴水")
    await world.reaches(14)
    await world.humans["anna"].presses("修好了")
    assert world.humans["anna"].sees("就此结束", "我们在 12月18日(周五)09:00 再问您一次")


async def test_what_was_an_emergency_is_important_of_itself(world: World) -> None:
    """CB-06, S-05: safety at stake is asked about again within the month."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await world.reaches(12)
    await mend(world, "换了水管")
    await world.reaches(14)
    await anna.presses("修好了")
    assert anna.sees("就此结束", "我们在 12月18日(周五)09:00 再问您一次")


async def test_whom_we_cannot_write_to_is_told_of_the_common_part_by_telephone(
    world: World,
) -> None:
    """CB-05, S-03, S-04: the same day, by an officer, whose task ends with the day."""

    def loses_the_account(session: Session) -> None:
        anna = session.exec(select(Person).where(Person.telegram_id == 11)).one()
        anna.unreachable_since = world.clock.now()
        session.add(anna)

    await mends_the_lobby(world, 12)
    assert world.humans["wang"].heard_of("回访") == 0
    await world.humans["anna"].presses("没修好")
    world.write(loses_the_account)
    await world.humans["li_in_group"].presses("接单")
    await world.humans["li_in_group"].presses("完成")
    await world.humans["li"].says("换了灯座")
    assert world.humans["wang"].sees("请电话回访 №1", "11月23日(周一)23:59 前")


async def test_every_reporter_of_a_common_part_is_answered_and_may_rate(world: World) -> None:
    """CB-05, REP-17, S-03: both get the reply with the rating; a no after a yes opens it again."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await world.reaches(9)
    for resident, ends in ((anna, ("提交报修",)), (chen, ("是同一件事", "没有要补充的"))):
        await resident.says("/repair")
        await resident.presses("照明")
        await resident.presses("大堂")
        if resident is anna:
            await resident.says("大堂的灯不亮")
        for label in ends:
            await resident.presses(label)
    await world.humans["li_in_group"].presses("接单")
    await world.humans["li_in_group"].presses("完成")
    await world.humans["li"].says("换了灯管")
    for resident in (anna, chen):
        assert resident.sees("谢谢您的报修", "№1", "换了灯管", "请点一下")
    await chen.presses("修好了")
    assert chen.sees("您觉得哪一点做得好")
    await anna.presses("没修好")
    assert anna.sees("非常抱歉", "№1", "没有修好")
