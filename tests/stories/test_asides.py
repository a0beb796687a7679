"""What is said in the middle of a dialogue and is no part of it."""

import pytest

from tests.support.telling import report
from tests.support.world import World

DAY = {"简体": "上门方便", "繁體": "上門方便", "English": "suits you for a visit"}
STOPPED = {"简体": "好的，先到这里", "繁體": "好的，先到這裡", "English": "we stop here"}


async def asked_for_a_day(world: World, language: str) -> None:
    """Let Anna tell what drips, in her language, until a day is asked for."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("101")
    assert DAY[language] in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "算了，我自己修好了"), ("简体", "不用来了，谢谢"),
        ("繁體", "唔使嚟喇，自己整好咗"),
        ("English", "Actually never mind, it works now"), ("English", "I fixed it myself, thanks"),
    ],
)  # fmt: skip
async def test_who_says_that_nobody_need_come_has_stopped(
    world: World, language: str, said: str
) -> None:
    """REP-01: a technician would read it as the story, and come all the same."""
    anna = world.humans["anna"]
    await asked_for_a_day(world, language)
    await anna.says(said)
    assert STOPPED[language] in anna.heard[-1]
    assert said not in anna.heard[-1]
    assert not any("№" in each for each in anna.heard)


async def test_who_says_more_than_that_is_still_reporting(world: World) -> None:
    """REP-01: it works now but comes again is what the technician has to know."""
    anna = world.humans["anna"]
    await asked_for_a_day(world, "简体")
    await anna.says("现在又好了，但是每天晚上都滴，请师傅看看")
    assert anna.sees("已记下，师傅会看到", "每天晚上都滴")


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("简体", "要多少钱？", "您同意了才动手"), ("繁體", "使唔使錢㗎", "您同意了才動手"),
        ("English", "How much will it cost?", "only when you agree"),
    ],
)  # fmt: skip
async def test_who_asks_what_it_costs_is_told_and_goes_on(
    world: World, language: str, said: str, answer: str
) -> None:
    """REP-01: nobody has to end the report for that, and it is no part of the story."""
    anna = world.humans["anna"]
    await asked_for_a_day(world, language)
    await anna.says(said)
    assert answer in anna.heard[-1]
    assert DAY[language] in anna.heard[-1]
    for _ in range(3):
        await anna.presses(anna.buttons()[0])
    assert said not in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("简体", "修这个要多少钱", "您同意了才动手"), ("繁體", "幾多錢㗎?", "您同意了才動手"),
        ("English", "how much will it cost to fix?", "only when you agree"),
    ],
)  # fmt: skip
async def test_who_asks_what_an_open_repair_costs_is_told(
    world: World, language: str, said: str, answer: str
) -> None:
    """REP-01: nobody is offered another report, or the fees, who waits for a technician."""
    anna = world.humans["anna"]
    await report(world)
    await anna.speaks(language)
    await anna.says("管理费多少钱")
    assert anna.heard_of(answer) == 0
    await world.waits(hours=3)
    await anna.says(said)
    assert answer in anna.heard[-1]
    assert len(anna.buttons()) == 1


@pytest.mark.parametrize(
    ("language", "said", "answer"),
    [
        ("简体", "插座没有电，修要多少钱", "您同意了才动手"),
        ("繁體", "插座冇電，整要幾多錢", "您同意了才動手"),
        ("English", "The socket is dead, how much is the repair?", "only when you agree"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("chosen", [0, 1, 2])
async def test_a_story_with_the_price_in_it_is_kept_and_the_price_is_told(
    world: World, language: str, said: str, answer: str, chosen: int
) -> None:
    """REP-01: wherever it is said, nobody has to tell it again or to ask again."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    for button in ("🔌", "101")[:chosen]:
        await anna.presses(button)
    await anna.says(said)
    assert anna.heard_of(answer) == 1
    if chosen < 2:
        await anna.presses("101")
    assert DAY[language] in anna.heard[-1]
    for _ in range(3):
        await anna.presses(anna.buttons()[0])
    assert said in anna.heard[-1]


async def test_who_asks_about_fees_is_answered_and_goes_on(world: World) -> None:
    """FAQ-03: "parking fee" where a place is asked is no report from the garage."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("电路")
    await anna.says("车位管理费多少钱一个月？")
    assert anna.sees("车位管理费多少钱一个月？")
    assert "我们接着报修" in anna.heard[-1]
    assert "请问在哪里" in anna.heard[-1]
    await anna.says("大堂")
    assert "用一句话说说情况" in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "算了，不投诉了"), ("繁體", "算啦，唔投訴喇"),
        ("English", "Never mind, forget it, thanks"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("begun", ["/complaint", "昨天约好来修，等了一下午没有人来", "/visitor"])
async def test_who_says_never_mind_has_stopped_any_dialogue(
    world: World, language: str, said: str, begun: str
) -> None:
    """CMP-06: where a story is asked for it would be the complaint; elsewhere "not understood"."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(begun)
    if not begun.startswith("/"):
        await anna.presses(anna.buttons()[0])
    await anna.says(said)
    assert STOPPED[language] in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said", "understood"),
    [
        ("简体", "你们保安态度很差，我要投诉", "您是要投诉"),
        ("简体", "厨房水龙头一直滴水", "水管"),
        ("繁體", "保安態度好差，我要投訴", "您是要投訴"),
        ("English", "The guard was very rude to me, I want to complain", "like to complain"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("begun", ["/visitor", "/blocked"])
async def test_a_trouble_told_while_something_else_is_asked_is_understood(
    world: World, language: str, said: str, understood: str, begun: str
) -> None:
    """CLS-06, S-52: it is taken up with its words, and what was begun goes on at a press."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(begun)
    asked = anna.heard[-1]
    await anna.says(said)
    assert understood in anna.heard[-1]
    assert said in anna.heard[-1]
    await anna.presses(anna.buttons()[1])
    assert anna.heard[-1] == asked


async def test_a_complaint_where_the_trade_is_asked_is_no_repair(world: World) -> None:
    """CLS-06: what says of nothing that it is broken is shown as what it is."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("你们保安态度很差，我要投诉")
    assert anna.sees("您是要投诉", "你们保安态度很差")
    await anna.says("/complaint")
    await anna.says("你们保安态度很差")
    assert "是哪一类" in anna.heard[-1]
    await anna.says("态度很差，我要投诉")  # it is part of this complaint
    assert "是哪一类" in anna.heard[-1]
