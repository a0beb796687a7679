"""The bare wish to complain, report, suggest or praise opens that; what waits is kept."""

import pytest

from tests.support.complaining import cast_of_complaints
from tests.support.world import World

TAP = {
    "简体": "厨房水龙头一直滴水", "繁體": "廚房水龍頭一直滴水", "English": "The kitchen tap drips",
}  # fmt: skip
DAY = {"简体": "哪天上门方便", "繁體": "哪一天上門方便", "English": "suits you for a visit"}


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("简体", "我要投诉", "请说说"), ("繁體", "你好，我要投訴呀", "請說說"),
        ("English", "I want to complain", "what happened"),
        ("简体", "我有个建议", "您的建议"), ("繁體", "我想提個建議", "您的建議"),
        ("English", "I have a suggestion", "suggestion"),
        ("简体", "我要表扬", "想表扬的事"), ("繁體", "我想表揚", "想表揚的事"),
        ("English", "I have a compliment", "praise"),
    ],
)  # fmt: skip
async def test_a_bare_wish_opens_what_is_wished_for(
    world: World, language: str, said: str, asked: str
) -> None:
    """CLS-06, REP-01: as the menu does; it is no word of the report that waits for its press."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(TAP[language])
    way_on, tap = anna.buttons()[0], anna.newest(TAP[language])
    await anna.says(said)
    assert asked in anna.heard[-1]
    assert TAP[language] not in anna.heard[-1]
    await anna.says("/cancel")
    await anna.presses(way_on, old=tap)
    assert anna.sees(DAY[language])


@pytest.mark.parametrize(
    ("language", "said"),
    [("简体", "麻烦，我要报修"), ("繁體", "唔該報修"), ("English", "A repair, please")],
)
async def test_the_wish_to_report_begins_with_what_was_told(
    world: World, language: str, said: str
) -> None:
    """REP-01: the tap is what they wish to report; beside a complaint nothing is known of it."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(TAP[language])
    await anna.says(said)
    assert DAY[language] in anna.heard[-1]
    await anna.says("/complaint")
    await anna.says(TAP[language])
    await anna.says(said)
    assert anna.buttons()[1].startswith("▶")
    await anna.presses(anna.buttons()[0])
    assert said not in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said", "understood"),
    [
        ("简体", "我要问一下", "您是想问"), ("繁體", "我想問下", "您是想問"),
        ("English", "I have a question", "like to ask"),
    ],
)  # fmt: skip
async def test_who_wants_to_ask_asks_nothing_about_the_report(
    world: World, language: str, said: str, understood: str
) -> None:
    """REP-01, ENQ-01: the tap stays a report; the question itself is still to come."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(TAP[language])
    way_on, tap = anna.buttons()[0], anna.newest(TAP[language])
    await anna.says(said)
    assert understood in anna.heard[-1]
    assert TAP[language] not in anna.heard[-1]
    await anna.presses(anna.buttons()[0])
    assert said not in anna.heard[-1]
    await anna.presses(way_on, old=tap)
    assert anna.sees(DAY[language])


@pytest.mark.parametrize(
    ("language", "command", "said"),
    [
        ("简体", "/complaint", "我要投诉"), ("繁體", "/complaint", "我要投訴"),
        ("English", "/complaint", "I want to complain"),
        ("简体", "/ask", "我想问一下"), ("繁體", "/suggest", "我想提個建議"),
        ("English", "/praise", "I have a compliment"),
    ],
)  # fmt: skip
async def test_where_the_story_is_asked_the_wish_is_none(
    world: World, language: str, command: str, said: str
) -> None:
    """CMP-05: it is asked for once more; nobody reads a case that says only that it is one."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(command)
    asked = anna.heard[-1]
    await anna.says(said)
    assert anna.heard[-1] == asked
    assert anna.heard_of("№") == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [("简体", "取消投诉"), ("繁體", "唔使報修喇"), ("English", "cancel, no complaint")],
)
async def test_who_takes_it_back_wishes_for_nothing(world: World, language: str, said: str) -> None:
    """CLS-06: no dialogue is opened for who wants none."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(said)
    assert not any(each.startswith("✖") for each in anna.buttons())


@pytest.mark.parametrize(
    ("language", "said"),
    [("简体", "我要投诉"), ("繁體", "我要投訴"), ("English", "I want to complain")],
)
async def test_in_danger_nobody_is_asked_for_a_story(
    world: World, language: str, said: str
) -> None:
    """S-10: within the hour who comes reads it, and whatever is said after it."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("厨房着火了")
    await anna.says(said)
    await anna.says("我在主卧")
    assert anna.sees("№1", f"+ {said}", "我在主卧")
