"""What is said after an unanswered "is this what you mean?": more of it, or something else."""

import pytest
from sqlmodel import select

from handlers.conversations.declared import CONVERSATIONS
from handlers.understanding.kept import NAMED
from models.progress import Told
from tests.support.telling import mend, picture, report_and_take
from tests.support.world import World

FIRST = {
    "简体": "厨房水龙头一直滴水", "繁體": "廚房水龍頭一直滴水", "English": "The kitchen tap drips",
}  # fmt: skip
DAY = {"简体": "上门方便", "繁體": "上門方便", "English": "suits you for a visit"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "大堂的灯不亮"), ("简体", "卧室空调不冷"), ("简体", "物业费怎么交"),
        ("简体", "我要找经理"), ("简体", "人工"), ("简体", "苏A12345 挡住我的车了"),
        ("繁體", "大堂盞燈唔著"), ("繁體", "管理費點交"), ("繁體", "真人客服"),
        ("English", "The lamp in the lobby is broken"),
        ("English", "how do i pay my management fee"),
        ("English", "I want to talk to a person"),
        ("简体", "我想租个车位"), ("简体", "你们保安态度很差，我要投诉"),
        ("简体", "楼上天天吵到半夜"), ("简体", "李师傅服务热情，表扬一下"),
        ("简体", "大堂的灯也不亮"),
        ("繁體", "仲有冇車位租"), ("繁體", "樓上成晚嘈住晒"), ("繁體", "多謝李師傅，服務好好"),
        ("English", "Is there a parking space to rent?"),
        ("English", "The guard was very rude to me"),
        ("English", "The cleaner does a wonderful job"),
    ],
)  # fmt: skip
async def test_what_is_plainly_something_else_stands_alone(
    world: World, language: str, said: str
) -> None:
    """REP-01, S-52: nobody reads it as part of the tap, which still waits for its own press."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(FIRST[language])
    way_on, tap = anna.buttons()[0], anna.newest(FIRST[language])
    await anna.says(said)
    assert FIRST[language] not in anna.heard[-1]
    await anna.presses(way_on, old=tap)
    assert anna.sees(DAY[language])


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("厨房水龙头一直滴水", "已经三天了"), ("厨房水龙头一直滴水", "地板都泡了"),
        ("厨房水龙头一直滴水", "水都漏到灯上了"), ("厨房水龙头一直滴水", "修这个要收费吗"),
        ("厨房水龙头一直滴水", "水漏到楼道里了"), ("家里停电了", "客厅的灯也不亮"),
        ("車庫盞燈唔著", "就喺我車位隔籬"), ("廚房水龍頭一直滴水", "牆都濕晒"),
        ("车库的灯不亮", "插座没电"), ("厨房水龙头一直滴水", "墙面发霉了"),
        ("厨房水龙头一直滴水", "修这个要交钱吗"), ("廚房水龍頭一直滴水", "使唔使交錢㗎"),
        ("廚房水龍頭一直滴水", "要交錢嗎"), ("物业费怎么交", "物业费能用微信付吗"),
        ("装修可以几点开工？", "周末可以吗？"), ("厨房水龙头一直滴水", "漏水漏到楼道里了"),
        ("客厅的灯不亮", "楼上天天敲，灯都震坏了"), ("保安态度很差，我要投诉", "昨天保安还骂我"),
        ("厨房水龙头一直滴水", "把手也松了"), ("廚房水龍頭一直滴水", "個門把手都鬆咗"),
        ("The kitchen tap drips", "The handle is loose too"),
        ("厨房水龙头一直滴水", "滴到我的车位上了"), ("厨房水龙头一直滴水", "谢谢师傅，请快点来"),
        ("厨房水龙头一直滴水", "上次师傅修得太差了"), ("廚房水龍頭一直滴水", "冇人理"),
        ("The kitchen tap drips", "It has been reported three times and nobody came"),
        ("The kitchen tap drips", "It has been like this for three days"),
    ],
)  # fmt: skip
async def test_what_adds_to_it_joins_it(world: World, first: str, said: str) -> None:
    """REP-01: of one trouble everything that is said is one story."""
    anna = world.humans["anna"]
    await anna.says(first)
    await anna.says(said)
    assert first in anna.heard[-1]
    assert said in anna.heard[-1]


@pytest.mark.parametrize("first", ["物业费怎么交", "装修可以几点开工？"])
async def test_a_trouble_is_no_part_of_what_was_asked(world: World, first: str) -> None:
    """REP-01: no technician reads the question before it."""
    anna = world.humans["anna"]
    await anna.says(first)
    await anna.says("厨房水龙头一直滴水")
    assert anna.sees("您说的是", "水管")
    assert first not in anna.heard[-1]


async def test_two_troubles_that_wait_are_both_kept(world: World) -> None:
    """REP-01: whoever begins with the newest of them finds the other one afterwards."""
    anna = world.humans["anna"]
    await anna.says("厨房水龙头一直滴水")
    tap = anna.newest("厨房水龙头一直滴水")
    await world.waits(minutes=1)
    await anna.says("大堂的灯不亮")
    await anna.says("/repair")
    assert anna.sees("请看一下，对不对", "大堂的灯不亮")
    await anna.presses("按这句话报修", old=tap)
    assert anna.sees("哪天上门")


async def test_who_begins_again_has_one_report(world: World) -> None:
    """REP-01: what was said goes into the first, and the first is not wanted any more."""
    anna = world.humans["anna"]
    await anna.says("大堂的灯不亮")
    await anna.says("/repair")
    assert "大堂的灯不亮" in anna.heard[-1]
    await anna.says("/repair")
    assert "哪方面的问题" in anna.heard[-1]
    assert len(world.read(lambda session: session.exec(select(Told)).all())) == 1


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("樓上好嘈", "想租個車位"), ("樓上好嘈", "廚房水喉漏水"),
        ("楼上天天吵到半夜", "表扬一下保洁阿姨"), ("李师傅服务热情，表扬一下", "楼上天天吵到半夜"),
        ("Upstairs is so noisy every night", "Is there a parking space to rent?"),
        ("我想提個建議，大堂加張櫈", "保安態度好差，我要投訴"),
    ],
)  # fmt: skip
async def test_another_kind_of_matter_stands_alone(world: World, first: str, said: str) -> None:
    """S-52: a complaint, a suggestion or praise that waits is no part of it either."""
    anna = world.humans["anna"]
    await anna.says(first)
    await anna.says(said)
    assert said in anna.heard[-1]
    assert first not in anna.heard[-1]
    both = world.read(lambda session: session.exec(select(Told)).all())
    assert sorted(each.answers["told"]["text"] for each in both) == sorted([first, said])


@pytest.mark.parametrize(
    ("first", "way_on"), [("想租个车位", "就办车位的事"), ("物业费多少钱", "就看我的费用")]
)
async def test_what_was_answered_waits_no_longer(world: World, first: str, way_on: str) -> None:
    """S-52: what comes after the answer is no part of the question."""
    anna = world.humans["anna"]
    await anna.says(first)
    await anna.presses(way_on)
    await anna.sends(photos=[picture()])
    assert first not in anna.heard[-1]
    await anna.says("不用了")
    await anna.says("一个月多少钱？")
    assert first not in anna.heard[-1]
    await anna.says("不用了")
    await anna.says("/start")  # nor offered to go on with
    assert "您上次还没有说完" not in anna.heard[-1]


async def test_where_the_technician_is_adds_to_no_question(world: World) -> None:
    """REP-01: how one's own repair stands is shown at once, whatever waits."""
    anna = world.humans["anna"]
    await report_and_take(world)
    await anna.says("管理費幾多錢")
    await anna.says("師傅點解未到？")
    assert "管理費" not in anna.heard[-1]
    assert "报修 №1" in anna.heard[-1]


async def test_never_mind_clears_all_that_waits(world: World) -> None:
    """S-52: nothing of it comes back with what is said next."""
    anna = world.humans["anna"]
    for said in ("厨房水龙头一直滴水", "大堂的灯不亮", "不用了"):
        await anna.says(said)
        await world.waits(minutes=1)
    assert "没有提交" in anna.heard[-1]
    assert world.read(lambda session: session.exec(select(Told)).all()) == []


async def test_thanks_after_a_job_are_for_the_job(world: World) -> None:
    """ETQ-07: whatever waited before it was done waits on, and is no answer to thanks."""
    anna = world.humans["anna"]
    await report_and_take(world)
    await anna.says("等着呢")
    await world.waits(minutes=30)
    await mend(world)
    for said in ("谢谢", "谢谢师傅，辛苦了"):
        await anna.says(said)
        assert "不客气" in anna.heard[-1]
    await anna.says("大堂的灯不亮")
    lamp = anna.heard[-1]
    await anna.says("谢谢")
    assert anna.heard[-1] == lamp


@pytest.mark.parametrize(
    ("language", "first", "offered", "other", "again"),
    [
        ("简体", FIRST["简体"], "还没有说完（访客）", "▶ 报修：\u2068厨房水龙头", "▶ 访客"),
        ("繁體", FIRST["繁體"], "還沒有說完（訪客）", "▶ 報修：\u2068廚房水龍頭", "▶ 訪客"),
        ("English", FIRST["English"], "(visitor)", "▶ Repair: \u2068The kitchen", "▶ Visitor"),
    ],
)
async def test_of_two_that_were_left_half_told_each_goes_on(
    world: World, language: str, first: str, offered: str, other: str, again: str
) -> None:
    """REP-01: both are named on the way back, and nobody has to end one to reach the other."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.says(first)
    asked = anna.heard[-1]
    await world.waits(minutes=1)
    await anna.says("/visitor")
    await anna.says("苏B66666")
    await world.waits(minutes=1)
    await anna.says("/start")
    assert offered in anna.heard[-1]
    await anna.presses(other)
    assert asked.rpartition("\n\n")[2] in anna.heard[-1]
    await world.waits(minutes=1)
    await anna.says("/start")
    assert first in anna.heard[-1]
    await anna.presses(again)
    assert first not in anna.heard[-1]
    assert len(world.read(lambda session: session.exec(select(Told)).all())) == 2


async def test_one_that_was_left_half_told_stands_alone(world: World) -> None:
    """ETQ-07: of others nothing is said where there are none."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("厨房水龙头一直滴水")
    await anna.says("/start")
    assert "还没有说完（报修）：“\u2068厨房水龙头一直滴水\u2069”" in anna.heard[-1]
    assert "其他" not in anna.heard[-1]
    assert len(anna.buttons()) == 2


def test_what_is_called_by_its_name_can_be_told() -> None:
    assert CONVERSATIONS.keys() >= NAMED
