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
