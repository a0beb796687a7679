"""Who writes a whole sentence where one word is asked is understood, and asked no more of it."""

import pytest

from tests.support.world import World


@pytest.mark.parametrize(
    ("language", "said", "trade"),
    [
        ("简体", "厨房水龙头一直滴水", "水管"), ("简体", "客厅的天花灯坏了", "照明"),
        ("繁體", "廚房水龍頭一直滴水", "水管"), ("English", "The kitchen tap drips", "Water"),
    ],
)  # fmt: skip
async def test_a_sentence_where_the_trade_is_asked_is_the_story(
    world: World, language: str, said: str, trade: str
) -> None:
    """REP-01, ETQ-07: it names the trade, is noted at once, and is not asked for again."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.says(said)
    assert said in anna.heard[-1]
    await anna.presses("101")
    assert said not in anna.heard[-1]
    await anna.presses("Tomorrow" if language == "English" else "明天")
    await anna.presses("09:00")
    await anna.presses(anna.buttons()[0])
    assert anna.sees(said, trade)


@pytest.mark.parametrize(
    ("language", "said", "trade"),
    [
        ("English", "AC", "Air conditioning"), ("English", "the A/C", "Air conditioning"),
        ("English", "aircon", "Air conditioning"), ("English", "AC not cold", "Air conditioning"),
        ("English", "air-con broken", "Air conditioning"),
        ("English", "the air-conditioner", "Air conditioning"),
        ("English", "AC is not cooling", "Air conditioning"),
        ("简体", "AC坏了", "空调"), ("繁體", "部AC唔凍", "冷氣"), ("繁體", "冷氣", "冷氣"),
        ("English", "access card", "Doors"), ("English", "not sure", "Something else"),
    ],
)  # fmt: skip
async def test_a_few_words_where_the_trade_is_asked_name_it(
    world: World, language: str, said: str, trade: str
) -> None:
    """REP-01: what it is called in free words is its name here, too."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.says(said)
    await anna.presses("101")
    if not anna.buttons()[0].startswith(("Today", "今天")):
        await anna.says("It is too warm")
    for answer in (anna.buttons()[1], "09:00", "Telephone" if language == "English" else "电话"):
        await anna.presses(answer.replace("电话", "電話") if language == "繁體" else answer)
    assert anna.sees(trade)


@pytest.mark.parametrize(
    "said",
    ["The air-con is broken", "my A/C leaks", "Aircon not cold", "the air conditioner is off"],
)
async def test_what_cools_is_the_trade_that_it_belongs_to(world: World, said: str) -> None:
    """REP-01: however it is spelt, nobody is asked for the trade."""
    anna = world.humans["anna"]
    await anna.says(said)
    assert anna.sees("您说的是", "空调通风")


async def test_a_sentence_that_names_no_trade_is_kept(world: World) -> None:
    """REP-01: what is asked is asked once more, and the words are the story."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("灶台打不着火")
    assert anna.sees("已记下", "灶台打不着火", "哪方面的问题")
    await anna.presses("燃气")
    await anna.says("大堂的灯不亮好几天了")  # a place that is no answer alone is one
    assert anna.sees("请看一下，对不对", "燃气", "大堂", "灶台打不着火")


async def test_a_sentence_where_the_place_is_asked_is_the_story(world: World) -> None:
    """REP-01: the place is read from it; a bare place is no story."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.says("大堂的灯不亮好几天了")
    assert anna.sees("请看一下，对不对", "照明", "大堂", "灯不亮好几天了")
    assert "已记下" not in anna.heard[-1]
    await anna.presses("取消")
    await anna.says("/repair")
    await anna.presses("照明")
    await anna.says("大堂")
    assert "用一句话说说情况" in anna.heard[-1]
