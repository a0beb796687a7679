"""What is asked outright in words: how one's case stands, and what a command would do."""

import pytest
from sqlmodel import select

from models.buttons import Press
from models.progress import Told
from tests.support.complaining import cast_of_complaints, complain
from tests.support.telling import report
from tests.support.world import World

NOT_UNDERSTOOD = "请问是哪方面的事"


@pytest.mark.parametrize(
    "asked",
    ["师傅什么时候来？", "怎么还没人来", "師傅幾點嚟呀", "When is someone coming?", "Any news?"],
)
async def test_who_waits_and_asks_is_shown_what_they_wait_for(world: World, asked: str) -> None:
    """GEN-05: the visit stands on the card at once; nobody has to answer by tomorrow."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says(asked)
    assert all(said in anna.heard[-1] for said in ("№1", "等待接单", "11月24日(周二)09:00–11:00"))
    assert "就问这个" not in anna.buttons()


@pytest.mark.parametrize(
    "said",
    [
        "能不能改到后天下午", "下午三点我不在家", "师傅姓什么？", "师傅电话多少",
        "到底还来不来啊", "可唔可以改到星期五", "師傅電話幾多號",
        "Can we please move the visit to Friday afternoon?", "What's the technician's name?",
    ],
)  # fmt: skip
async def test_who_waits_and_wants_it_otherwise_is_shown_where_that_is_done(
    world: World, said: str
) -> None:
    """GEN-05, REP-05: the card has who comes and when, another time, and to take it back."""
    anna = world.humans["anna"]
    await report(world)
    await world.waits(hours=1)
    await anna.says(said)
    assert "№1" in anna.heard[-1]
    assert "11月24日(周二)09:00–11:00" in anna.heard[-1]
    assert anna.buttons() == ["⋯ 更多：改时间、补充、撤回"]


@pytest.mark.parametrize(
    "said",
    [
        "whens the plumber coming", "ok but i have to leave at 12, when exactly",
        "師傅到未呀？", "又遲到?? 等咗成個晏晝", "等了半天，师傅到了没",
    ],
)  # fmt: skip
async def test_who_asks_impatiently_is_told_when_and_taken_for_no_complainant(
    world: World, said: str
) -> None:
    """GEN-05: whoever waits wants the time first; to complain is a press away, or a word."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says(said)
    assert all(part in anna.heard[-1] for part in ("№1", "11月24日(周二)09:00–11:00"))


async def test_who_waits_for_several_sees_them_and_presses_one(world: World) -> None:
    """GEN-05: a number in the list is a button; nobody types it."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await report(world)
    await report(world, told="厨房下水堵了")
    await anna.says("有没有人来修？")
    assert "登记的事项" in anna.heard[-1]
    await anna.presses("№1")
    assert "厨房水龙头一直滴水" in anna.heard[-1]
    await anna.says("/case")
    assert "登记的事项" in anna.heard[-1]
    await chen.says("/start")
    forged = Press("case", 1, 0).pack()
    world.telegram.presses(chen.telegram_id, chen.chat_id, chen.newest(""), forged, force=True)
    await world.settles()
    assert chen.heard_of("滴水") == 0
    assert "没有查到您的这个编号" in chen.toast


async def test_who_waits_for_nothing_asks_the_office(world: World) -> None:
    """ENQ-01: without an open case it is a question like any other."""
    anna = world.humans["anna"]
    await anna.says("师傅什么时候来？")
    assert "就问这个" in anna.buttons()


async def test_who_asks_in_an_emergency_is_shown_who_comes(world: World) -> None:
    """The words reach who goes there, and the answer is there at once."""
    anna = world.humans["anna"]
    await anna.says("水管爆了，水漫到客厅了")
    await anna.says("什么时候有人来？")
    assert anna.sees("已经加到 №1")
    assert anna.heard_of("谁来马上告诉您") == 2


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("字太小了，我看不清楚", "大字简洁"),
        ("The letters are too small", "大字简洁"),
        ("啲字太細，大啲得唔得", "大字简洁"),
        ("请把我的资料全部删除", "删除"),
        ("please delete all my data", "删除"),
        ("门禁卡丢了", "卡"),
        ("帮我开个访客通行证", "客人"),
        ("我女儿明天来看我，怎么进小区", "客人"),
        ("聽日朋友嚟我屋企，點入嚟", "客人"),
        ("My friend is coming to visit tomorrow, how do they get in?", "客人"),
        ("我们要搬走了", "住到哪一天"),
        ("把我老公加进来，一起用", "家人"),
    ],
)
async def test_words_that_say_what_a_command_does_are_the_command(
    world: World, said: str, heard: str
) -> None:
    """Nobody has to know that it stands behind "more", or how it is written with a stroke."""
    anna = world.humans["anna"]
    await anna.says(said)
    assert heard in anna.heard[-1]
    assert NOT_UNDERSTOOD not in anna.heard[-1]
    assert "🔧 按这句话报修" not in anna.buttons()


async def test_what_is_said_afterwards_is_added_to_what_was_reported(world: World) -> None:
    """REP-05: who corrects themselves after sending makes no second order."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await anna.says("是厨房的水龙头，不是洗手间的")
    await anna.presses("补充到 №1")
    assert "已经加到 №1" in anna.heard[-1]  # where the buttons were
    assert group.sees("№1 住户补充", "不是洗手间的")
    assert anna.sees("报修 №1", "+ 是厨房的水龙头，不是洗手间的")
    await anna.says("/cases")
    assert "№2" not in anna.heard[-1]


async def test_what_is_said_afterwards_reaches_who_has_the_complaint(world: World) -> None:
    """CMP-06: the words go where a reply to its card goes."""
    await cast_of_complaints(world)
    await complain(world)
    anna, manager = world.humans["anna"], world.humans["manager"]
    await anna.says("昨天晚上又是这样")
    await anna.presses("补充到 №1")
    assert anna.sees("已转给负责 №1 的同事")
    assert manager.sees("№1", "昨天晚上又是这样")
    await anna.says("/start")
    assert anna.heard_of("还没有说完") == 0


async def test_nobody_adds_to_the_case_of_somebody_else(world: World) -> None:
    """SEC-01: not even with its number in the button."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await report(world)
    await chen.says("水龙头")
    draft = world.read(lambda s: s.exec(select(Told.id).where(Told.person_id == 2)).one())
    for value in ("1", "x"):
        forged = Press("add_to", draft, 0, value).pack()
        world.telegram.presses(chen.telegram_id, chen.chat_id, chen.newest(""), forged, force=True)
        await world.settles()
    assert anna.heard_of("+ 水龙头") == 0
    assert world.humans["zhang_in_group"].heard_of("住户补充") == 0


async def test_never_mind_sends_nothing_and_leaves_nothing(world: World) -> None:
    """What waited for a press is gone; what was reported before stays."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says("客厅的窗户关不上")
    assert "🔧 按这句话报修" in anna.buttons()
    await anna.says("算了，不用了")
    assert anna.sees("没有提交", "我的事项")
    await anna.says("/start")
    assert anna.heard_of("还没有说完") == 0
    await anna.says("/cases")
    assert "№1" in anna.heard[-1]


async def test_not_to_know_why_names_no_trade(world: World) -> None:
    """REP-01: "I do not know" outweighs nothing that is broken."""
    anna = world.humans["anna"]
    await anna.says("客厅的灯坏了，不清楚是不是灯泡的问题")
    assert anna.sees("您说的是", "照明 · ")
