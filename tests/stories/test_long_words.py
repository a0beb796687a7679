"""Words as long as Telegram takes them go over whole, though ours stand around them."""

import pytest

from tests.support.human import Human
from tests.support.talking import begin_talk, comes
from tests.support.telling import picture, report, report_and_take
from tests.support.world import World

LONG = "丙" * 2000 + "13912345678" + "丁" * 2085  # a message may have 4096, counted as UTF-16
BELOW = "😀" * 500 + "丁" * 24  # and what stands below a picture 1024


def reads(human: Human, words: str) -> bool:
    """Tell whether all of the words stand in the chat, each once."""
    return all(
        sum(text.count(each) for text in human.heard) == words.count(each)
        for each in set(words) - set("0123456789")
    )


@pytest.fixture
async def taken(world: World) -> World:
    """Zhang has Anna's repair; it is nine o'clock."""
    return await report_and_take(world)


async def test_each_side_of_a_case_reads_the_other_whole(taken: World) -> None:
    """REP-15: what is said to go over does; its correction too, in each chat once."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    said = await anna.replies("№1", LONG)
    assert reads(zhang, LONG)
    await zhang.replies("№1", "甲" * 4096)
    assert reads(anna, "甲" * 4096)
    await anna.corrects(said, "乙" * 4096)
    assert reads(zhang, "乙" * 4096)
    await anna.replies("№1", caption=BELOW, photos=[picture(1), picture(2)])
    await taken.waits(seconds=1)
    assert zhang.files() == ["photo", "photo"]
    assert sum(text.count("😀") for text in zhang.heard) == 500


async def test_in_a_group_no_number_is_cut_in_two(world: World) -> None:
    """SEC-01: numbers are hidden before the words are parted."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await anna.replies("№1", "丙" * 1895 + "13912345678" + "丁" * 2000)
    assert reads(group, "丙" * 1895 + "丁" * 2000)
    assert not any(part in text for text in group.heard for part in ("13912", "345678"))


async def test_each_side_of_a_talk_reads_the_other_whole(world: World) -> None:
    """GEN-01, TEL-01: the same where somebody is there in person."""
    await begin_talk(world)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says(LONG)
    assert reads(wang, LONG)
    await wang.replies("丁", "甲" * 4096)
    assert reads(anna, "甲" * 4096)


async def test_a_long_note_reaches_who_has_the_talk(world: World) -> None:
    """GEN-12: a colleague who had it before adds what they know."""
    await begin_talk(world)
    await comes(world, "孙丽", 31)
    anna, wang, sun = world.humans["anna"], world.humans["wang"], world.humans["孙丽"]
    await anna.says("要退押金")
    await wang.presses("转给同事或上级")
    await wang.presses("孙丽")
    await wang.replies("要退押金", "//" + "戊" * 4094)
    assert reads(sun, "戊" * 4094)


async def test_a_long_remark_beside_a_day_is_read_and_the_day_asked_again(taken: World) -> None:
    """REP-15: who has the job reads all of it; the resident sees what was noted."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await anna.presses("更多")
    await anna.presses("改时间")
    await anna.says(LONG)
    assert "师傅会看到" in anna.heard[-1]
    assert "改到哪天" in anna.heard[-1]
    assert reads(zhang, LONG)


async def test_a_report_that_is_corrected_at_length_is_heard_of(taken: World) -> None:
    """REP-15, GEN-11: what is added to a case is shown with its beginning and its end."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    told = next(each["id"] for each in anna.messages if each["text"] == "厨房水龙头一直滴水")
    await anna.corrects(told, LONG)
    assert zhang.sees("№1", "补充", "丙丙丙", "丁丁丁")
