"""The question after a finished job, answered by who types instead of pressing."""

import pytest
from sqlmodel import select

from models.progress import Told
from tests.support.complaining import cast_of_complaints, handled
from tests.support.human import Human
from tests.support.telling import mend, picture, report, report_and_mend
from tests.support.world import World

ASKED = "现在修得怎么样"
UNSURE = "请在下面点一下"


async def asked(world: World, language: str = "简体") -> Human:
    """Let Anna be asked at two what was mended at noon, in her language."""
    await report_and_mend(world, 12)
    await world.humans["anna"].speaks(language)
    await world.reaches(14)
    return world.humans["anna"]


@pytest.mark.parametrize(
    ("language", "said", "thanked"),
    [
        ("简体", "好了", "就此结束"), ("简体", "厨房水龙头修好了，谢谢师傅！", "就此结束"),
        ("简体", "满意", "就此结束"), ("繁體", "搞掂咗，唔該晒", "到此結束"),
        ("繁體", "修好了", "到此結束"), ("English", "OK fixed", "is closed"),
        ("English", "Yes, the tap is working now. Thank you!", "is closed"),
    ],
)  # fmt: skip
async def test_who_types_that_it_is_mended_has_answered(
    world: World, language: str, said: str, thanked: str
) -> None:
    """CB-01, REP-15: as the press does, and the words stand with the case."""
    anna, zhang = await asked(world, language), world.humans["zhang"]
    await anna.says(said)
    assert anna.sees(thanked)
    assert zhang.sees("工单 №1", "修好了", said)
    assert world.humans["supervisor"].heard_of("№1") == 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "没修好"), ("简体", "还在漏"), ("简体", "厨房还在滴水呢"),
        ("简体", "谢谢，还是没有修好"),
        ("繁體", "仲漏緊水"), ("繁體", "未整好"), ("繁體", "唔得呀，今朝又漏返喇"),
        ("English", "not fixed"),
        ("English", "It's still leaking, thanks"),
    ],
)  # fmt: skip
async def test_who_types_that_it_is_not_gets_somebody_again(
    world: World, language: str, said: str
) -> None:
    """CB-14: a level higher, in the group again, with the words for whoever comes."""
    anna, group = await asked(world, language), world.humans["zhang_in_group"]
    await anna.says(said)
    assert group.sees("№1", "第 1 次返修", said)
    assert world.humans["supervisor"].sees("№1", "没有修好", said)


async def test_a_photograph_comes_along_with_its_caption(world: World) -> None:
    """CB-14, REP-15: not quite is the same technician again, who sees it."""
    anna, zhang = await asked(world), world.humans["zhang"]
    await anna.sends("还有点漏", photos=[picture()])
    assert anna.sees("张师傅会再来一次")
    assert zhang.sees("工单 №1", "还差一点", "还有点漏")
    assert zhang.files() == ["photo"]


@pytest.mark.parametrize("captioned", [0, 1, 2])
@pytest.mark.parametrize("said", ["还有点漏", "修好了但是还有点漏"])
async def test_an_album_stays_together_with_its_caption(
    world: World, said: str, captioned: int
) -> None:
    """CB-14, REP-15: clear or not, first or last, no picture of it begins another story."""
    anna, zhang = await asked(world), world.humans["zhang"]
    await anna.sends(said, photos=[picture(n) for n in (10, 20, 30)], captioned=captioned)
    await world.waits(seconds=2)
    assert zhang.files() == ["photo", "photo", "photo"]
    assert anna.heard_of("对的话") == 0
    assert world.read(lambda session: session.exec(select(Told)).all()) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [("满意，谢谢", "投诉人满意"), ("不太满意", "投诉人不满意"), ("不滿意", "投诉人不满意")],
)
async def test_a_complaint_is_answered_in_words_too(world: World, said: str, shown: str) -> None:
    """CB-08, CMP-21: who is not satisfied is heard again by somebody else."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await handled(world)
    await world.waits(days=2)
    assert anna.sees("请问您满意吗")
    await anna.says(said)
    await anna.says("/why 1")
    assert anna.sees(shown)


async def test_an_album_after_a_reason_is_of_what_was_reported_since(world: World) -> None:
    """REP-15: only with its own words does an album go to the job that was asked about."""
    anna, zhang = await asked(world), world.humans["zhang"]
    await anna.presses("修好了")
    await anna.presses("很准时")
    await report(world, told="卫生间马桶一直漏水")
    await anna.replies("№2", photos=[picture(n) for n in (30, 40)])
    await anna.sends(photos=[picture(n) for n in (10, 20)])
    went = anna.heard_of("已转给负责 №2"), anna.heard_of("已经加到 №2"), len(zhang.files())
    assert went == (1, 2, 0)
    await world.humans["zhang_in_group"].presses("接单")
    assert len(zhang.files()) == 4


async def test_an_album_pressed_for_stays_together_too(world: World) -> None:
    """REP-15: in the dialogue for it, whose end is its caption, and long after the answer."""
    anna, zhang = await asked(world), world.humans["zhang"]
    await anna.presses("修好了")
    await world.waits(hours=1)
    await anna.presses("写一句")
    await anna.sends("师傅很细心", photos=[picture(n) for n in (10, 20, 30)])
    assert zhang.files() == ["photo", "photo", "photo"]


@pytest.mark.parametrize(
    ("language", "said", "please"),
    [
        ("简体", "修好了但是还有点漏", UNSURE), ("简体", "修好了没有", UNSURE),
        ("繁體", "整好咗但係仲有少少漏", "請在下面按一下"), ("简体", "一般吧", UNSURE),
        ("English", "Fixed, but still leaking", "please press one below"),
        ("English", "is it fixed", "please press one below"),
    ],
)  # fmt: skip
async def test_words_that_may_mean_two_things_are_passed_on_and_asked_about(
    world: World, language: str, said: str, please: str
) -> None:
    """GEN-08, REP-15: nothing is taken for granted, and nothing is lost."""
    anna, zhang = await asked(world, language), world.humans["zhang"]
    await anna.says(said)
    assert please in anna.heard[-1]
    assert "№1" in anna.heard[-1]
    assert zhang.sees("№1", "住户说", said)
    assert len(anna.buttons()) == 3
    await anna.presses(anna.buttons()[1])
    assert zhang.heard_of("工单 №1") == 2


@pytest.mark.parametrize(
    ("language", "said", "please"),
    [
        ("简体", "还行吧，就是地上弄得很脏", UNSURE), ("简体", "挺好的就是师傅来晚了", UNSURE),
        ("繁體", "麻麻哋啦，地下整到好污糟", "請在下面按一下"),
        ("English", "So so, the floor looks awful now", "please press one below"),
        ("English", "It's OK but they left the floor very dirty", "please press one below"),
    ],
)  # fmt: skip
async def test_who_says_first_how_it_went_is_asked_what_that_means(
    world: World, language: str, said: str, please: str
) -> None:
    """CB-14, GEN-08: whether it is mended is a press, and what else was said is not lost."""
    anna = await asked(world, language)
    await anna.says(said)
    assert please in anna.heard[-1]
    assert len(anna.buttons()) == 3
    zhang = world.humans["zhang"]
    assert any(said in text for text in (*anna.heard, *zhang.heard))
    assert anna.heard_of("就此结束") == 0


async def asked_twice(world: World) -> Human:
    """Let Anna be asked at two about both jobs of the day."""
    for told in ("厨房水龙头一直滴水", "卫生间马桶一直漏水"):
        await report(world, told=told)
        await world.humans["zhang_in_group"].presses("接单")
        await mend(world)
    await world.reaches(14)
    return world.humans["anna"]


async def test_of_two_questions_the_words_answer_neither(world: World) -> None:
    """GEN-08: both are shown again; a reply to one of them says which."""
    anna = await asked_twice(world)
    assert anna.heard_of(ASKED) == 2
    await anna.says("好了")
    assert anna.heard_of(UNSURE) == 2
    assert anna.heard_of("就此结束") == 0
    await anna.replies("报修 №2（", "好了")
    assert anna.sees("报修 №2 就此结束")
    await anna.says("没修好")
    assert world.humans["zhang_in_group"].sees("№1", "第 1 次返修")


@pytest.mark.parametrize(("said", "photos"), [("还有点漏", 1), ("好了一个，另一个没好", 0)])
async def test_of_two_questions_more_than_an_answer_is_kept_for_either(
    world: World, said: str, photos: int
) -> None:
    """GEN-08, REP-15: which job it is about is a press, and no word or picture is lost."""
    anna, zhang = await asked_twice(world), world.humans["zhang"]
    if photos:
        await anna.sends(said, photos=[picture()])
    else:
        await anna.says(said)
    assert anna.heard_of(UNSURE) == 2
    await anna.presses("补充到 №1")
    assert zhang.sees("№1", "住户说", said)
    assert zhang.files() == ["photo"] * photos


async def test_a_courtesy_is_no_answer(world: World) -> None:
    """ETQ-07, GEN-08: thanks are thanks; who only says "all right" is asked to press."""
    anna = await asked(world)
    await anna.says("谢谢")
    assert "不客气" in anna.heard[-1]
    for courtesy in ("好的", "很好，谢谢"):
        await anna.says(courtesy)
        assert UNSURE in anna.heard[-1]
    assert world.humans["zhang"].heard_of("住户说") == 0
    await anna.presses("修好了")
    await anna.says("好了")
    assert "请问是哪方面的事" not in anna.heard[-1]
    assert anna.heard_of(UNSURE) == 2


async def test_what_is_new_is_taken_up_and_the_question_shown_again(world: World) -> None:
    """REP-01, GEN-08: a story that only sounds like an answer may be another fault."""
    anna = await asked(world)
    await anna.says("卧室空调坏了，一直没修好")
    assert anna.sees("卧室空调坏了", "对的话")
    assert UNSURE in anna.heard[-1]
    await anna.says("楼下大堂的灯坏了")
    assert anna.heard_of(UNSURE) == 1
