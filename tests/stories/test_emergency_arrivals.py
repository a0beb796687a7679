"""Who has taken an emergency is looked after: until they are there."""

import pytest
from sqlmodel import Session, select

from models.cases.independence import note_about
from models.cases.tables import Case
from models.emergencies.moments import HelpIsAwaited
from models.people.tables import Staff
from tests.support.contended import pressed_as_it_rings
from tests.support.human import Human
from tests.support.telling import half_a_minute_passes
from tests.support.world import World


async def test_who_took_an_emergency_is_asked_whether_they_are_there(world: World) -> None:
    """S-10: after ten minutes they are asked, then whoever is above hears of it, until they are."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    supervisor = world.humans["supervisor"]
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await zhang.says("/mine")
    assert zhang.sees("№1", "请马上前往")
    await world.waits(minutes=10)
    assert zhang.sees("紧急 №1", "请问您到了吗")
    assert supervisor.heard_of("还没有说到场") == 0
    await world.waits(minutes=10)
    assert supervisor.sees("紧急 №1", "张师傅", "还没有说到场", "另派人")
    assert any("派给谁" in label for label in supervisor.buttons())
    await zhang.presses("到了")
    await world.waits(hours=3)
    assert zhang.heard_of("请问您到了吗") == 2
    assert supervisor.heard_of("还没有说到场") == 1


async def test_who_says_how_long_they_need_is_asked_when_it_is_over(world: World) -> None:
    """S-10: thirty minutes are thirty minutes; who took it after them has time of their own."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await zhang.presses("出发")
    await zhang.presses("30 分钟到")
    await world.waits(minutes=29)
    assert zhang.heard_of("请问您到了吗") == 0
    await world.waits(minutes=2)
    assert zhang.heard_of("请问您到了吗") == 1
    await world.humans["supervisor"].presses("派给谁")
    await world.humans["supervisor"].presses("李明")
    assert anna.sees("李师傅", "马上就来")
    await world.waits(minutes=9)
    assert (zhang.heard_of("请问您到了吗"), li.heard_of("请问您到了吗")) == (1, 0)


async def test_who_agreed_on_a_later_visit_is_left_in_peace_until_then(world: World) -> None:
    """S-10: what can wait, by the resident's own word, rings through nobody's night."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await rebook(anna, "明天", "09:00")
    await world.waits(hours=4)
    assert zhang.heard_of("请问您到了吗") == 0
    assert world.humans["head"].heard_of("还没有说到场") == 0


async def rebook(human: Human, day: str, hour: str) -> None:
    """Let a resident agree another time for their newest case."""
    for label in ("更多", "改时间", day, hour):
        await human.presses(label)


async def at_home(world: World) -> None:
    """Let Zhang have Anna's burst pipe in front of him, so that nobody is asked any more."""
    zhang = world.humans["zhang"]
    await world.humans["anna"].says("水管爆了")
    for label in ("我马上去", "出发", "到了", "更多"):
        await zhang.presses(label)


async def test_who_goes_on_with_one_is_asked_anew_whether_they_are_there(world: World) -> None:
    """S-10: the parts are here, and the water still runs."""
    zhang, supervisor = world.humans["zhang"], world.humans["supervisor"]
    await at_home(world)
    await zhang.presses("等配件")
    await world.waits(minutes=40)
    assert zhang.heard_of("请问您到了吗") == 0
    await zhang.presses("继续做")
    await world.waits(minutes=9)
    assert zhang.heard_of("请问您到了吗") == 0
    await world.waits(minutes=12)
    assert zhang.heard_of("请问您到了吗") == 2
    assert supervisor.sees("自 11月23日(周一)09:10 起由张师傅处理", "还没有说到场")


async def test_who_may_begin_at_the_price_is_asked_whether_they_are_there(world: World) -> None:
    """S-10, PAY-01: with the answer it is theirs again, whoever was given it meanwhile."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await at_home(world)
    await zhang.presses("报价格")
    await zhang.says("80")
    await assign_to(world, "李明")
    await world.waits(minutes=40)
    assert li.heard_of("请问您到了吗") == 0
    await anna.presses("同意价格")
    await world.waits(minutes=10)
    assert (zhang.heard_of("请问您到了吗"), li.heard_of("请问您到了吗")) == (0, 1)


async def test_who_found_nobody_at_home_is_asked_at_the_new_time(world: World) -> None:
    """S-10, GEN-07: the supervisor reads the time that was agreed, not that of the choosing."""
    anna, zhang, supervisor = (world.humans[name] for name in ("anna", "zhang", "supervisor"))
    await at_home(world)
    await zhang.presses("家里没人")
    await world.waits(minutes=40)
    await anna.presses("11月24日(周二)09:00")
    await world.reaches(8, 59)
    assert zhang.heard_of("请问您到了吗") == 0
    await world.reaches(9, 11)
    assert zhang.heard_of("请问您到了吗") == 2
    assert supervisor.sees("自 11月24日(周二)09:00 起等张师傅到场", "还没有说到场")


async def test_a_little_that_is_left_is_no_emergency(world: World) -> None:
    """S-10, CB-14: the same technician goes again at a time that is agreed; nobody is woken."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await at_home(world)
    await zhang.presses("完成")
    await zhang.says("先堵住了")
    assert anna.sees("紧急：爆管进水", "已完成")
    await world.reaches(12)
    await anna.presses("还差一点")
    assert (zhang.heard_of("紧急："), anna.heard_of("紧急：")) == (1, 0)  # the sheet of before
    await rebook(anna, "今天", "14:00")
    await zhang.says("/mine")
    assert zhang.sees("№1", "14:00")
    await world.waits(hours=3)
    assert zhang.heard_of("请问您到了吗") == 0
    assert world.humans["supervisor"].heard_of("还没有说到场") == 0


async def test_who_has_it_no_more_is_not_asked_late(world: World) -> None:
    """S-10: the question waited for Telegram, and meanwhile somebody else was sent."""
    zhang, supervisor = world.humans["zhang"], world.humans["supervisor"]
    await world.humans["anna"].says("水管爆了")
    await zhang.presses("我马上去")
    await assign_to(world, "")
    await world.waits(minutes=19)
    for human in (zhang, supervisor):
        world.telegram.asks_to_wait(seconds=30, chat_id=human.chat_id)
    await world.waits(minutes=1)
    await world.humans["wang"].presses("李明")
    world.write(half_a_minute_passes)
    await world.restarts()
    assert zhang.sees("№1", "已不归您处理")
    assert (zhang.heard_of("请问您到了吗"), supervisor.heard_of("还没有说到场")) == (1, 0)


async def test_nobody_is_told_of_themselves(world: World) -> None:
    """S-10: the supervisor went; who is above them reads it, or the management group."""
    supervisor, head = world.humans["supervisor"], world.humans["head"]
    await world.humans["anna"].says("水管爆了")
    await world.waits(minutes=18)
    await supervisor.presses("我马上去")
    await world.waits(minutes=20)
    assert supervisor.heard_of("请问您到了吗") == 2
    assert head.sees("由赵师傅处理", "还没有说到场")
    assert supervisor.heard_of("还没有说到场") == 0


async def assign_to(world: World, name: str) -> None:
    """Let Wang send somebody to the first case, or only ask whom there is."""
    wang = world.humans["wang"]
    await wang.says("/case 1")
    await wang.presses("派给谁")
    if name:
        await wang.presses(name)


async def test_above_it_is_told_to_nobody_whom_the_case_is_about(world: World) -> None:
    """S-10, CMP-08: the supervisor is named in it, so whoever comes next reads of it."""

    def names_the_supervisor(session: Session) -> None:
        named = session.exec(select(Staff).where(Staff.name == "赵强")).one()
        note_about(session, session.get_one(Case, 1), [named])

    await world.humans["anna"].says("水管爆了")
    await world.humans["zhang"].presses("我马上去")
    world.write(names_the_supervisor)
    await world.waits(minutes=20)
    assert world.humans["supervisor"].heard_of("还没有说到场") == 0
    assert world.humans["head"].sees("张师傅", "还没有说到场")


@pytest.mark.postgres
async def test_who_goes_on_at_the_moment_of_the_question_waits_for_nobody(world: World) -> None:
    """S-10: the question is called off, and asked anew."""
    zhang = world.humans["zhang"]
    await at_home(world)
    await zhang.presses("等配件")
    await pressed_as_it_rings(world, HelpIsAwaited, zhang.presses("继续做"))
    await world.waits(minutes=9)
    assert zhang.heard_of("请问您到了吗") == 0
    await world.waits(minutes=2)
    assert zhang.heard_of("请问您到了吗") == 1


@pytest.mark.parametrize(
    ("language", "over", "comes"),
    [
        ("简体", "没事了", "李师傅马上就来"),
        ("繁體", "冇事喇，唔使嚟", "李師傅馬上就來"),
        ("English", "I fixed it myself", "is now with technician"),
    ],
)
async def test_nobody_is_greeted_in_danger(
    world: World, language: str, over: str, comes: str
) -> None:
    """S-10: from the cry to who comes in the end, each answer begins with what it says."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.speaks(language)
    await anna.says("水管爆了")
    await anna.says(over)
    await zhang.presses("我马上去")
    for to in ("转回维修群", "李明"):
        await world.humans["zhang_in_group"].presses("更多")
        await zhang.presses("转出")
        await zhang.says("车坏在路上了")
        await zhang.presses(to)
        if to == "转回维修群":
            await zhang.presses("我马上去")
    assert anna.sees(comes)
    assert not [text for text in anna.heard if text.startswith(("林女士", "Dear"))]


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("简体", "没事了", "照样会来看一看"), ("简体", "算了", "照样会来看一看"),
        ("繁體", "冇事喇", "照樣會來看一看"), ("English", "It's fine now", "comes to look all"),
    ],
)  # fmt: skip
async def test_that_it_is_over_is_heard_until_somebody_is_there(
    world: World, language: str, said: str, answer: str
) -> None:
    """S-10: two hours after the cry as in the first minute; afterwards it is no alarm any more."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.speaks(language)
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await world.waits(hours=2)
    await anna.says(said)
    assert answer in anna.heard[-1]
    assert zhang.sees("№1 住户补充", said)
    await zhang.presses("出发")
    await zhang.presses("到了")
    await anna.says(said)
    assert anna.heard_of(answer) == 1


async def test_never_mind_is_said_to_what_was_told_last(world: World) -> None:
    """S-10: hours after the cry it ends what waits for a press, not the emergency before that."""
    anna = world.humans["anna"]
    await anna.says("水管爆了")
    await world.humans["zhang"].presses("我马上去")
    await world.waits(hours=2)
    await anna.says("大堂的灯不亮")
    await anna.says("算了")
    assert "没有提交" in anna.heard[-1]
    await anna.says("没事了")
    assert "照样会来看一看" in anna.heard[-1]
