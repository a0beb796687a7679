"""The times that are offered for a visit, answered in words."""

import pytest

from tests.support.human import Human
from tests.support.telling import report
from tests.support.world import World


async def is_offered_times(world: World, language: str = "简体") -> Human:
    """Let Zhang propose the Wednesday afternoon for a visit that is agreed for the Tuesday."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await anna.speaks(language)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    for step in ("建议改时间", "11月25日", "14:00"):
        await zhang.presses(step)
    return anna


@pytest.mark.parametrize(
    ("language", "said", "agreed"),
    [
        ("简体", "周三下午两点吧", "谢谢您，约好了"),
        ("简体", "11月25日(周三)14:00–16:00", "谢谢您，约好了"),
        ("繁體", "星期三下晝3點，唔該", "謝謝您，約好了"),
        ("English", "wednesday 2pm pls", "Thank you. Repair"),
        ("English", "On Wednesday at 15:00 please", "Thank you. Repair"),
    ],
)  # fmt: skip
async def test_words_that_name_an_offered_time_choose_it(
    world: World, language: str, said: str, agreed: str
) -> None:
    """GEN-07: as its button does; who has the job is told."""
    anna = await is_offered_times(world, language)
    await anna.says(said)
    assert anna.sees(agreed, "14:00–16:00")
    assert world.humans["zhang"].sees("№1", "改了时间", "11月25日(周三)14:00–16:00")


async def test_so_does_a_reply_to_the_question(world: World) -> None:
    """GEN-07: a reply that names no time goes to who comes, as every reply."""
    anna = await is_offered_times(world)
    await anna.replies("哪个时间您方便", "我再问问我先生")
    assert world.humans["zhang"].sees("我再问问我先生")
    await anna.replies("哪个时间您方便", "周三下午两点")
    assert anna.sees("约好了", "11月25日(周三)14:00–16:00")


@pytest.mark.parametrize(
    ("language", "said", "again"),
    [
        ("简体", "周三可以", "点一个方便的时间"),
        ("简体", "周四我不在家，周三呢？", "点一个方便的时间"),
        ("简体", "周三下午两点不行", "点一个方便的时间"),
        ("繁體", "星期三得唔得", "按一個方便的時間"),
        ("English", "no, thursday I am not at home. wednesday?", "which of these times suits you"),
        ("English", "not wednesday 2pm", "which of these times suits you"),
        ("English", "ok", "which of these times suits you"),
    ],
)  # fmt: skip
async def test_words_that_name_no_offered_time_show_them_once_more(
    world: World, language: str, said: str, again: str
) -> None:
    """GEN-07: nothing is agreed by a guess; one press is enough."""
    anna = await is_offered_times(world, language)
    await anna.says(said)
    assert again in anna.heard[-1]
    assert world.humans["zhang"].heard_of("改了时间") == 0
    await anna.presses("14:00–16:00")
    assert world.humans["zhang"].sees("№1", "改了时间", "11月25日(周三)14:00–16:00")


async def test_what_is_said_beside_the_day_is_read_by_who_comes(world: World) -> None:
    """REP-15: nothing that was said is lost."""
    anna = await is_offered_times(world)
    await anna.says("周四我不在家，周三呢？")
    assert world.humans["zhang"].sees("周四我不在家，周三呢？")


@pytest.mark.parametrize("said", ["周三晚上楼上太吵了", "周三下午两点厨房灯坏了", "谢谢"])
async def test_other_words_are_about_something_else(world: World, said: str) -> None:
    """REP-01: a trouble of its own is one, on whatever day; thanks are thanks."""
    anna = await is_offered_times(world)
    await anna.says(said)
    assert "点一个方便的时间" not in anna.heard[-1]
    assert world.humans["zhang"].heard_of("改了时间") == 0


async def test_a_time_that_was_chosen_is_chosen_once(world: World) -> None:
    """GEN-07: afterwards words are about something else again."""
    anna = await is_offered_times(world)
    await anna.presses("14:00–16:00")
    await anna.says("周三下午两点")
    assert world.humans["zhang"].heard_of("改了时间") == 1
    assert anna.heard_of("点一个方便的时间") == 0
