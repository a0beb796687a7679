"""What residents type while a day and a time are asked for."""

import pytest
from sqlmodel import select

from models.people.tables import Shift
from tests.support.human import Human
from tests.support.telling import report
from tests.support.world import World

REMARK = "我耳朵不好，来之前请多敲几下"


async def is_asked_when(world: World, language: str = "简体") -> Human:
    """Let Anna report up to the question for the day, in her language."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.presses("💧" if "💧" in "".join(anna.buttons()) else anna.buttons()[0])
    await anna.presses("1号楼 101")
    await anna.says("厨房水龙头一直滴水")
    return anna


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("简体", "明天下午", "11月24日(周二)，请问几点"),
        ("简体", "星期三吧", "11月25日(周三)，请问几点"),
        ("繁體", "聽日上晝", "11月24日(週二)，請問幾時"),
        ("English", "tomorrow morning", "Tue 24 Nov"),
    ],
)  # fmt: skip
async def test_a_day_that_is_typed_leads_to_its_times(
    world: World, language: str, said: str, asked: str
) -> None:
    """REP-02: as its button does; the hour is asked for next, or typed as well."""
    anna = await is_asked_when(world, language)
    await anna.says(said)
    assert asked in anna.heard[-1]
    await anna.says("9:00")
    await anna.presses(anna.buttons()[0])
    await anna.presses(next(each for each in anna.buttons() if "✅" in each))
    assert anna.sees("№1", "09:00–11:00")


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("简体", "12月20日", "那一天约不上"), ("简体", "12月20日上午九点吧", "那一天约不上"),
        ("简体", "明天下午三点左右，谢谢", "那一天约不上"), ("繁體", "聽日上晝", "那一天約不上"),
        ("繁體", "聽朝九點，麻煩晒", "那一天約不上"),
        ("简体", "明天9点前来，行不行", "那一天约不上"), ("繁體", "聽日得唔得", "那一天約不上"),
        ("English", "tomorrow morning", "nothing is free"),
        ("English", "tomorrow at 9", "nothing is free"),
        ("English", "20/12 in the afternoon, please", "nothing is free"),
    ],
)  # fmt: skip
async def test_a_day_that_is_not_on_offer_is_no_remark(
    world: World, language: str, said: str, told: str
) -> None:
    """REP-02: nobody reads on the card a day that nobody agreed to."""
    world.write(lambda s: [s.delete(each) for each in s.exec(select(Shift)) if each.on == "tue"])
    anna = await is_asked_when(world, language)
    days = anna.buttons()
    await anna.says(said)
    assert told in anna.heard[-1]
    assert anna.buttons() == days
    await anna.presses(days[0])
    await anna.presses("14:00")
    await anna.presses(anna.buttons()[0])
    await anna.presses(next(each for each in anna.buttons() if "✅" in each))
    assert world.humans["zhang_in_group"].heard_of(said) == 0


@pytest.mark.parametrize(
    ("language", "said", "kept"),
    [
        ("简体", "周日上午没人", "已记下"), ("简体", "周日请敲门", "已记下"),
        ("简体", "明天9点没人", "已记下"), ("简体", "明天上午不在", "已记下"),
        ("简体", "周日有狗", "已记下"), ("简体", "周日不用来", "已记下"),
        ("繁體", "星期日有狗", "已記下"), ("繁體", "聽日上晝冇人", "已記下"),
        ("English", "out on Sunday", "will read it"),
    ],
)  # fmt: skip
async def test_what_is_said_beside_such_a_day_is_read(
    world: World, language: str, said: str, kept: str
) -> None:
    """REP-01, REP-02: two signs can say that nobody is at home."""
    nobody = {"tue", "sun"}
    world.write(lambda s: [s.delete(each) for each in s.exec(select(Shift)) if each.on in nobody])
    anna = await is_asked_when(world, language)
    await anna.says(said)
    assert kept in anna.heard[-1]
    await anna.presses(anna.buttons()[0])
    await anna.presses("14:00")
    await anna.presses(anna.buttons()[0])
    await anna.presses(next(each for each in anna.buttons() if "✅" in each))
    assert world.humans["zhang_in_group"].sees("№1", said)


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("简体", "已记下，师傅会看到"),
        ("繁體", "已記下，師傅會看到"),
        ("English", "the technician will read it"),
    ],
)
async def test_other_words_are_kept_for_the_technician(
    world: World, language: str, kept: str
) -> None:
    """REP-01, REP-02: the same question comes again, and says so; nothing is lost."""
    anna, zhang = await is_asked_when(world, language), world.humans["zhang"]
    days = anna.buttons()
    await anna.says(REMARK)
    assert kept in anna.heard[-1]
    assert REMARK in anna.heard[-1]
    assert anna.buttons() == days
    await anna.presses(days[0])
    await anna.presses("14:00")
    await anna.presses(anna.buttons()[0])
    await anna.presses(next(each for each in anna.buttons() if "✅" in each))
    await world.humans["zhang_in_group"].presses("接单")
    assert zhang.sees("工单 №1", "厨房水龙头一直滴水", REMARK)


async def test_of_an_agreed_visit_they_go_to_who_has_the_job_at_once(world: World) -> None:
    """REP-15: while another time is chosen; the old one stands until then."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await anna.presses("更多")
    await anna.presses("改时间")
    await anna.says("我要先去医院，看情况")
    assert "师傅会看到" in anna.heard[-1]
    assert "改到哪天" in anna.heard[-1]
    assert zhang.sees("№1", "住户说", "我要先去医院")
    for nothing in ("谢谢", "？"):
        await anna.says(nothing)
        assert "没有听明白" in anna.heard[-1]
    assert zhang.heard_of("住户说") == 1
    await anna.says("后天 14:00")
    assert anna.sees("№1", "11月25日(周三)14:00–16:00")


async def test_a_corrected_remark_replaces_what_was_kept(world: World) -> None:
    """REP-01: what somebody puts right is right in the report."""
    anna = await is_asked_when(world)
    told = await anna.says("我来之前请打电话")
    await anna.corrects(told, "来之前请打我电话")
    for label in ("明天", "14:00", "电话", "提交报修"):
        await anna.presses(label)
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].sees("厨房水龙头一直滴水", "来之前请打我电话")
    assert world.humans["zhang"].heard_of("我来之前") == 0


async def test_hours_later_words_are_no_remark_on_what_was_asked_then(world: World) -> None:
    """REP-01: the question is closed by then; what is said begins something of its own."""
    anna = await is_asked_when(world)
    await world.waits(hours=3)
    await anna.says(REMARK)
    assert anna.heard_of("已记下，师傅会看到") == 0
    assert "您是想问" in anna.heard[-1]
