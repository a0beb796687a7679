"""What is typed at a summary: a yes sends it, other words are kept with what was told."""

import pytest

from tests.support.complaining import cast_of_complaints
from tests.support.complaining import fill_in as complains
from tests.support.telling import fill_in
from tests.support.world import World

CHECK = {"简体": "还没有提交", "繁體": "還沒有提交", "English": "Nothing has been sent yet"}


@pytest.mark.parametrize(
    "said",
    ["啱㗎", "係呀，唔該晒", "冇錯", "yes please", "That's right.", "对的，谢谢", "没错", "👌"],
)
async def test_who_agrees_in_words_has_sent_it(world: World, said: str) -> None:
    """REP-01: nobody who says that all is right has to look for the button."""
    anna = world.humans["anna"]
    await fill_in(world)
    await anna.says(said)
    assert anna.sees("№1", "厨房水龙头一直滴水")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "麻烦快一点，水快满了"), ("繁體", "打錯咗,唔係花灑頭,係水龍頭"),
        ("繁體", "唔該快啲"), ("English", "The boiler is fine, only the head came off"),
    ],
)  # fmt: skip
async def test_other_words_are_added_to_what_was_told(
    world: World, language: str, said: str
) -> None:
    """REP-01, REP-15: it is said that they are noted; who comes reads them."""
    anna = world.humans["anna"]
    await fill_in(world)
    await anna.speaks(language)
    await anna.says(said)
    assert CHECK[language] in anna.heard[-1]
    assert anna.heard[-1].count(said) == 2  # noted, and part of the story
    assert "厨房水龙头一直滴水" in anna.heard[-1]
    await anna.says("yes")
    assert world.humans["zhang_in_group"].sees("№1", "厨房水龙头一直滴水", said)


@pytest.mark.parametrize("said", ["唔啱", "no", "多谢您", "🌹"])
async def test_a_no_or_thanks_changes_nothing(world: World, said: str) -> None:
    """REP-01: it is said what the summary waits for, and nothing is sent."""
    anna = world.humans["anna"]
    await fill_in(world)
    await anna.says(said)
    assert "还没有提交" in anna.heard[-1]
    assert "已记下" not in anna.heard[-1]
    assert said not in anna.heard[-1]
    assert not any("№" in each for each in anna.heard)


async def test_words_changed_afterwards_stand_once(world: World) -> None:
    """REP-01: the message is corrected in the story; what was told before stays."""
    anna = world.humans["anna"]
    await fill_in(world)
    added = await anna.says("热水器没有事")
    await anna.corrects(added, "热水器也漏")
    shown = anna.heard[-1]
    assert "厨房水龙头一直滴水" in shown
    assert shown.count("热水器也漏") == 1
    assert "没有事" not in shown


async def test_who_asks_what_it_costs_at_the_end_is_told(world: World) -> None:
    """REP-01: a question is no part of the story, and is answered before the summary."""
    anna = world.humans["anna"]
    await fill_in(world)
    await anna.says("要多少钱？")
    assert anna.sees("您同意了才动手")
    assert "请看一下，对不对" in anna.heard[-1]
    assert "要多少钱" not in anna.heard[-1]


async def test_a_story_that_grows_too_long_is_not_lost(world: World) -> None:
    """REP-01: what was told stays, and it is said that this is too much."""
    anna = world.humans["anna"]
    await fill_in(world)
    await anna.says("水一直漏" * 400)
    assert "已记下" not in anna.heard[-1]
    assert "厨房水龙头一直滴水" in anna.heard[-1]
    await anna.presses("提交报修")
    assert anna.sees("№1", "厨房水龙头一直滴水")


async def test_a_complaint_keeps_them_too(world: World) -> None:
    """CMP-05: who handles it reads all that was told."""
    await cast_of_complaints(world)
    anna = await complains(world)
    await anna.says("而且电话也打不通")
    assert anna.sees("还没有提交", "昨天说好来修，没有人来", "电话也打不通")
    await anna.says("对")
    assert world.humans["manager"].sees("投诉 №1", "昨天说好来修", "电话也打不通")


async def test_where_there_is_no_story_the_answer_is_true(world: World) -> None:
    """ETQ-07: nobody believes that words were kept which were not."""
    anna = world.humans["anna"]
    await anna.says("/visitor")
    await anna.says("苏B·66666")
    await anna.presses("今天")
    await anna.presses("06:00–23:00")
    await anna.presses("2 位")
    await anna.says("其中一位坐轮椅")
    assert anna.sees("其中一位坐轮椅", "在这里记不下来", "还没有提交")
    await anna.says("对")
    assert anna.files() == ["photo"]
