"""Each reads their own language; the group keeps its own."""

import pytest
from sqlmodel import Session, select

from models.people.tables import Language, Person
from tests.support.complaining import cast_of_complaints
from tests.support.telling import mend
from tests.support.world import World


def speaks(session: Session, telegram_id: int, language: Language) -> None:
    """Give a person a language."""
    person = session.exec(select(Person).where(Person.telegram_id == telegram_id)).one()
    person.language = language
    session.add(person)


async def test_an_english_resident_reads_english_while_the_group_reads_chinese(
    world: World,
) -> None:
    """CB-01: question and answer too; what was said stands as it was said."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    world.write(lambda s: speaks(s, 11, Language.ENGLISH))
    await world.reaches(9)
    await anna.says("/repair")
    await anna.presses("Water")
    await anna.presses("101")
    await anna.says("The kitchen tap drips")
    for label in ("Tomorrow", "9:00", "Telephone", "Send"):
        await anna.presses(label)
    assert anna.sees("№1", "Visit: Tue 24 Nov, 09:00–11:00")
    assert group.sees("№1", "水管", "The kitchen tap drips", "来前打电话", "请在")
    await group.presses("接单")
    await mend(world)
    assert anna.sees("№1", "换了阀芯")
    await world.waits(hours=2)
    await anna.presses("It is mended")
    assert anna.sees("Thank you", "№1")
    chinese = [text for text in anna.heard if "师傅" in text or "请" in text]
    assert chinese == []


async def test_a_resident_of_the_old_script_reads_it_and_is_understood_in_it(
    world: World,
) -> None:
    """Typed in traditional characters, dispatched in simplified ones."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    world.write(lambda s: speaks(s, 11, Language.TRADITIONAL))
    for said in ("/repair", "水龍頭", "101", "廚房水龍頭一直滴水", "明天上午9點", "先打電話"):
        await anna.says(said)
    assert anna.sees("廚房水龍頭一直滴水", "請")
    await anna.says("提交")
    assert anna.sees("№1", "報修", "謝謝您告訴我們")
    assert group.sees("№1", "水管", "请在", "来前打电话")


async def test_a_stranger_is_answered_in_the_language_of_the_account(world: World) -> None:
    """Nobody knows them yet, Telegram knows their language."""
    stranger = world.humans["stranger"]
    world.telegram.state["users"]["66"]["language_code"] = "en"
    await stranger.says("hello")
    assert "请" not in stranger.heard[-1]
    assert "code" in stranger.heard[-1]
    world.telegram.state["users"]["66"]["language_code"] = "zh-hant"
    await stranger.says("您好")
    assert "登記" in stranger.heard[-1]


async def test_the_language_pressed_holds_from_then_on(world: World) -> None:
    """The menu at the bottom changes with it, and is understood in any language."""
    anna = world.humans["anna"]
    await anna.speaks("繁體")
    await anna.taps("報修")
    assert "請問" in anna.heard[-1]
    await anna.speaks("English")
    await anna.taps("Report")
    assert "请" not in anna.heard[-1]


@pytest.mark.parametrize(
    ("language", "attitude", "delay"),
    [
        ("简体", "服务态度", "维修拖延"), ("繁體", "服務態度", "維修拖延"),
        ("English", "Attitude of staff", "Repair takes too long"),
    ],
)  # fmt: skip
async def test_the_usual_classes_of_complaints_have_a_name_in_every_language(
    world: World, language: str, attitude: str, delay: str
) -> None:
    """CMP-03: what only this estate's workbook has stands as it is written there."""
    await cast_of_complaints(world)
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/limits")
    assert anna.sees(attitude, delay, "人身伤害")
    await anna.says("/complaint")
    await anna.says("The guard was rude to me")
    assert {attitude, delay, "人身伤害"} <= {*anna.buttons()}
    asked = anna.heard[-1]
    await anna.says(attitude)
    assert anna.heard[-1] != asked
