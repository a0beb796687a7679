"""Emergencies: no question, no slot, no quiet hour; somebody is called until somebody comes."""

import pytest
from sqlmodel import Session, select

from models.due import coming
from models.estate.tables import Setting, SheetRow
from models.intents.tables import Outbox, OutboxState
from models.people.tables import Duty, Shift, Staff
from scheduler.emergencies import WHEN_DUE
from tests.support.canaries import Overheard
from tests.support.register import moves_within
from tests.support.telling import picture, report
from tests.support.world import World


async def test_water_through_the_ceiling_calls_who_is_on_duty(world: World) -> None:
    """S-10: safety words and numbers at once, a case without a slot, and who comes is told."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await anna.says("water is pouring through the ceiling")
    assert anna.sees("请先关总水阀", "物业值班 110", "№1", "正在呼叫值班人员")
    assert anna.sees("紧急", "爆管进水", "1号楼 101")
    assert group.sees("🚨", "№1", "爆管进水", "请马上接单")
    assert zhang.sees("紧急 №1", "爆管进水", "1号楼 101", "water is pouring")
    await zhang.presses("我马上去")
    assert anna.sees("№1", "张师傅", "马上就来")
    await world.waits(hours=1)
    assert zhang.heard_of("还没有人处理") == 1


async def test_who_is_on_duty_is_called_until_somebody_comes(world: World) -> None:
    """S-10: every three minutes, the same one twice, then the next of the roster, and all again."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    wang, supervisor = world.humans["wang"], world.humans["supervisor"]
    await anna.says("水管爆了")
    assert (zhang.heard_of("紧急 №1"), li.heard_of("紧急 №1")) == (1, 0)
    await world.waits(minutes=3)
    assert (zhang.heard_of("紧急 №1"), li.heard_of("紧急 №1")) == (2, 0)
    await world.waits(minutes=3)
    assert (zhang.heard_of("紧急 №1"), li.heard_of("紧急 №1")) == (2, 1)
    await world.waits(minutes=18)
    assert wang.heard_of("紧急 №1") == 2
    assert supervisor.heard_of("紧急 №1") == 2
    assert world.humans["head"].heard_of("紧急 №1") == 1
    await world.waits(minutes=6)
    assert zhang.heard_of("紧急 №1") == 3
    await li.presses("我马上去")
    assert anna.sees("№1", "李师傅", "马上就来")
    await world.waits(hours=2)
    assert zhang.heard_of("紧急 №1") == 3
    await wang.says("/why 1")
    assert wang.sees("呼叫值班人员", "张建国", "接单")


async def test_an_emergency_that_is_given_back_calls_again(world: World) -> None:
    """S-10: who cannot come hands it over; the next one is called at once, and nobody waits."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await world.waits(minutes=20)
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("转出")
    await zhang.says("车坏在路上了")
    await zhang.presses("转回维修群")
    assert anna.sees("原来的师傅来不了", "正在呼叫下一位")
    assert anna.heard_of("前会有师傅接单") == 0
    await world.waits(minutes=1)
    assert (zhang.heard_of("还没有人处理"), li.heard_of("还没有人处理")) == (1, 1)


async def test_at_night_nothing_of_an_emergency_waits(world: World) -> None:
    """S-10, S-42: who is on call is called first; the resident hears at once who comes."""
    anna, li = world.humans["anna"], world.humans["li"]
    world.write(lambda session: on_call(session, "李明"))
    await world.reaches(3)
    await anna.says("隔壁在冒烟")
    assert anna.sees("请马上离开", "火警 119")
    assert li.sees("紧急 №1")
    await li.presses("我马上去")
    assert anna.sees("№1", "李师傅", "马上就来")


async def test_a_fire_is_told_the_fire_brigade_first(world: World) -> None:
    """S-10: the workbook may name the same number again; the order is that of the danger."""
    world.write(lambda session: knows(session, "火警", "fire_safety", "119"))
    await world.humans["anna"].says("厨房着火了")
    told = world.humans["anna"].heard[-2]
    assert told.index("火警 119") < told.index("急救 120") < told.index("物业值班")
    assert told.count("119") == 1


async def test_a_danger_in_the_middle_of_a_report_needs_no_further_answer(world: World) -> None:
    """S-10: what was said so far goes along; the questions end."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.sends("厨房水管爆了", photos=[picture()])
    assert anna.sees("请先关总水阀", "№1")
    assert zhang.sees("紧急 №1", "1号楼 101", "厨房水管爆了")
    await anna.says("/start")
    assert anna.heard_of("还没说完") == 0
    await zhang.presses("我马上去")
    assert zhang.files() == ["photo"]


async def test_a_danger_as_the_first_word_of_a_report_is_heard(world: World) -> None:
    """S-10: the dialogue was only begun, nothing had been said in it yet."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("there is a smell of gas")
    assert anna.sees("紧急", "№1")
    assert world.humans["zhang_in_group"].sees("🚨", "№1")


async def test_my_mother_is_in_the_lift(world: World) -> None:
    """S-10: without a word of alarm; the lift is the place, and its rescue is told first."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    world.write(lambda session: knows(session, "电梯困人救援", "lift", "021-5550103"))
    await anna.says("电梯停了，我妈在里面")
    assert anna.sees("请不要扒门", "火警 119", "电梯困人救援", "021-5550103")
    assert group.sees("🚨", "有人被困", "电梯")


async def test_it_is_no_emergency_makes_it_an_ordinary_report(world: World) -> None:
    """S-10: one press, nobody is called any more, the dispatch rings as any other."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("楼道里全是烟")
    await anna.presses("不是紧急情况")
    assert anna.sees("№1", "按普通报修处理")
    assert world.humans["zhang_in_group"].heard_of("🚨") == 0
    called = zhang.heard_of("紧急 №1")
    await world.waits(minutes=9)
    assert zhang.heard_of("紧急 №1") == called
    await world.waits(minutes=21)
    assert world.humans["supervisor"].sees("№1", "还没有人接单")


@pytest.mark.parametrize(
    ("language", "said", "answer", "calm"),
    [
        ("简体", "我自己修好了", "照样会来看一看", "不是紧急情况"),
        ("简体", "不用了，谢谢", "照样会来看一看", "不是紧急情况"),
        ("繁體", "唔使嚟喇，自己整好咗", "照樣會來看一看", "不是緊急情況"),
        ("English", "I fixed it myself", "somebody comes to look", "It is no emergency"),
    ],
)
async def test_who_says_that_it_is_over_hears_that_somebody_comes_all_the_same(
    world: World, language: str, said: str, answer: str, calm: str
) -> None:
    """S-10: danger is not judged by chat; who is called reads the words, and a press ends it."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.speaks(language)
    await anna.says("水管爆了")
    await anna.says(said)
    assert all(each in anna.heard[-1] for each in ("№1", answer))
    await world.waits(minutes=3)
    assert zhang.sees("紧急 №1", f"+ {said}")
    await anna.presses(calm)
    await world.waits(minutes=9)
    assert world.humans["li"].heard_of("还没有人处理") == 0


async def test_who_says_that_it_is_over_hears_who_comes_all_the_same(world: World) -> None:
    """S-10: of who is there already nobody says that they come."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await anna.says("没事了")
    assert "张师傅照样会来看一看" in anna.heard[-1]
    assert zhang.sees("№1 住户补充", "没事了")
    await zhang.presses("出发")
    await zhang.presses("到了")
    await anna.says("没事了")
    assert "已经加到 №1" in anna.heard[-1]
    assert anna.heard_of("照样") == 1


async def test_who_is_on_the_way_to_none_is_asked_no_more(world: World) -> None:
    """S-10: it is an ordinary repair with its technician, and no question stays in the book."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("楼道里全是烟")
    await zhang.presses("我马上去")
    assert world.read(waiting) == ["HelpIsAwaited"]
    await anna.presses("不是紧急情况")
    assert world.read(waiting) == []
    await world.waits(minutes=30)
    assert zhang.heard_of("请问您到了吗") == 0


async def test_what_is_cried_twice_is_one_case(world: World) -> None:
    """The second cry, and a cry for help without any more, go to the same number."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("着火了")
    await anna.says("着火了快来人")
    await anna.says("电梯里有人出不来")
    await zhang.presses("我马上去")
    await anna.says("/cases")
    assert anna.sees("№2", "№1")
    assert anna.heard_of("№3") == 0


async def test_what_is_cried_in_a_new_home_is_a_case_of_its_own(world: World) -> None:
    """SEC-01: nothing goes to the home that was left, and nobody to the wrong door."""
    await world.humans["anna"].says("着火了")
    world.write(lambda s: moves_within(s, "林秀英", "102"))
    await world.humans["anna"].says("着火了")
    assert world.humans["zhang"].sees("紧急 №2", "102")


async def test_what_a_technician_writes_as_a_result_alarms_nobody(world: World) -> None:
    """Work in their own dialogue is being done already."""
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("完成")
    await world.humans["zhang"].says("水管爆了，已换新的")
    assert world.humans["zhang"].sees("№1 已登记完工")
    assert world.humans["zhang_in_group"].heard_of("🚨") == 0


async def test_a_stranger_in_danger_is_told_what_to_do(world: World) -> None:
    """Who is not registered reads safety words and numbers, and is asked to ring."""
    stranger = world.humans["stranger"]
    await stranger.says("There is a fire in the lobby")
    assert stranger.sees("请马上离开", "火警 119", "请马上打上面的电话")


async def test_a_stranger_in_danger_who_blocks_us_stops_nothing(
    world: World, overheard: Overheard
) -> None:
    """The safety words have no case: refused, they end in their state, and the rest goes on."""
    stranger, anna = world.humans["stranger"], world.humans["anna"]
    world.telegram.says(stranger.telegram_id, stranger.chat_id, "There is a smell of gas")
    world.telegram.blocks(stranger.telegram_id)
    await world.settles()
    refused = select(Outbox.kind).where(Outbox.state == OutboxState.REFUSED)
    assert world.read(lambda s: s.exec(refused).all()) == ["SafetyWords"]
    await anna.says("水管爆了")
    assert anna.sees("№1", "正在呼叫值班人员")
    assert overheard.errors == []


async def test_the_estate_sets_its_own_words_and_minutes(world: World) -> None:
    """S-10: `repair.urgent_keywords` and `emergency.call_minutes`."""
    world.write(lambda session: sets(session, "repair.urgent_keywords", ["泳池"]))
    world.write(lambda session: sets(session, "emergency.call_minutes", 1))
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("泳池那里不对劲")
    await world.waits(minutes=8)
    assert anna.sees("请先保证自己安全", "急救 120", "报警 110")
    assert wang.heard_of("紧急 №1") == 2


def waiting(session: Session) -> list[str]:
    """Return what of emergencies stands in the book."""
    rings = {moment.__name__ for moment in WHEN_DUE}
    return [row.kind for row in coming(session) if row.kind in rings]


def on_call(session: Session, name: str) -> None:
    """Let that technician be on call round the clock."""
    staff = session.exec(select(Staff).where(Staff.name == name)).one()
    for day in ("mon", "tue"):
        session.add(
            Shift(
                estate_id=1, staff_id=staff.id, on=day, begins="00:00", ends="23:59",
                duty=Duty.ON_CALL,
            )
        )  # fmt: skip


def knows(session: Session, name: str, trade: str, phone: str) -> None:
    """Let the workbook name an emergency contact."""
    values = {"kind": "emergency", "name": name, "trade": trade, "phone": phone}
    session.add(SheetRow(estate_id=1, sheet="contacts", key=name, values=values))


def sets(session: Session, name: str, value: object) -> None:
    """Let the estate set it so."""
    session.add(Setting(estate_id=1, name=name, value=value))
