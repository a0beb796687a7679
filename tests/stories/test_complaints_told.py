"""What a complaint tells: the wish to complain is no story, and no sentence of it is lost."""

import pytest

from tests.support.complaining import cast_of_complaints
from tests.support.telling import picture
from tests.support.world import World


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("繁體", "我要投訴", "什麼事"), ("简体", "您好，我想投诉", "什么事"),
        ("English", "I want to complain", "happened"),
    ],
)  # fmt: skip
async def test_the_wish_to_complain_is_no_story(
    world: World, language: str, said: str, asked: str
) -> None:
    """CMP-05: what happened is asked for, whether the wish opens it or the command follows."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(said)
    assert asked in anna.heard[-1]
    assert said not in anna.heard[-1]
    await anna.says("/cancel")
    await anna.sends(said, photos=[picture()])
    await anna.says("/complaint")
    assert said not in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "said", "understood"),
    [
        ("繁體", "我要投訴", "您是要投訴"), ("简体", "我要投诉", "您是要投诉"),
        ("English", "I want to complain", "like to complain"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("told", [(), ("厨房水龙头一直滴水",)])
async def test_the_wish_to_complain_is_no_part_of_a_report(
    world: World, language: str, said: str, understood: str, told: tuple[str, ...]
) -> None:
    """CLS-06: neither its story nor a word about its visit; the report goes on at a press."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    for answer in (anna.buttons()[0], "1"):
        await anna.presses(answer)
    for words in told:
        await anna.says(words)
    asked = anna.heard[-1]
    await anna.says(said)
    assert understood in anna.heard[-1]
    await anna.presses(anna.buttons()[1])
    assert asked.endswith(anna.heard[-1].split("\n")[-1])


async def test_a_sentence_that_answers_no_question_is_kept(world: World) -> None:
    """CMP-05: at the category or the place it is part of what happened; a slip is not."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.says("/complaint")
    await anna.says("楼上每天都很吵")
    await anna.says("啊？")
    assert "已记下" not in anna.heard[-1]
    await anna.says("夜晚十二點仲搬嘢")
    assert anna.sees("已记下", "夜晚十二點仲搬嘢", "是哪一类")
    await anna.presses("服务态度")
    await anna.says("個師傅整完都係漏，態度又差")
    assert anna.sees("已记下", "態度又差", "在哪里")
    await anna.presses("1号楼 10")
    await anna.presses("不对某个人")
    await anna.presses("尽快解决")
    await anna.presses("按规定就好")
    await anna.presses("提交投诉")
    manager = world.humans["manager"]
    assert manager.sees("投诉 №1", "楼上每天都很吵", "夜晚十二點仲搬嘢", "態度又差")


@pytest.mark.parametrize(
    ("language", "said", "asked", "also", "complains"),
    [
        ("简体", "整晚睡不着", "哪方面的事", "楼上一直放音乐", "您是要投诉"),
        ("繁體", "我瞓唔着", "哪方面的事", "樓上裝修好嘈", "您是要投訴"),
        ("English", "I can't sleep", "What are they about", "Music upstairs", "like to complain"),
    ],
)
async def test_who_only_cannot_sleep_is_asked_what_it_is_about(
    world: World, language: str, said: str, asked: str, also: str, complains: str
) -> None:
    """S-52: nothing is broken and nobody blamed yet; with the noise it is a complaint."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says(said)
    assert asked in anna.heard[-1]
    await anna.says(f"{also}, {said}")
    assert complains in anna.heard[-1]
    assert said in anna.heard[-1]
