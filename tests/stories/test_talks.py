"""A person, please: somebody with a name is there within minutes, from every screen."""

import pytest
from sqlmodel import Session, select

from models.people.tables import Language, Person
from models.talks.tables import Talk
from tests.support.contents import SAID, as_update
from tests.support.talking import CALL_ME, begin_talk, comes
from tests.support.telling import picture
from tests.support.world import World


@pytest.fixture
async def talking(world: World) -> World:
    """Anna has asked for a person, and Wang is with her."""
    return await begin_talk(world)


async def test_the_resident_sees_who_is_there(world: World) -> None:
    """S-49, ETQ-02, GEN-04, TEL-01: by when is said; then centre, own name, help offered."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("转人工，门禁卡的事")
    assert anna.sees("请稍候", "08:33", "在这里回答您", "服务时间：每天 08:00-18:00")
    assert wang.sees("住户想找人说话", "林女士", "1号楼 101", "门禁卡的事", "08:33")
    await wang.presses("我来接待")
    assert anna.sees("林女士，您好", "云和苑", "王芳", "很高兴为您服务")
    assert wang.sees("接待中", "王芳")
    assert wang.heard_of("+8613800000011") == 0
    await world.waits(minutes=2)
    assert world.humans["supervisor"].heard_of("住户想找人说话") == 0


@pytest.mark.parametrize("way", ["/person", "人工", "转人工", "🙋 人工客服"])
async def test_a_person_can_be_had_from_every_screen(world: World, way: str) -> None:
    """S-49: by command, by words, by the key that stands below every screen; nothing is lost."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/help")
    assert anna.sees("人工客服", "几分钟内有人在这里回答您")
    await anna.says("/repair")
    await anna.presses("水")
    await (anna.taps(way) if way.startswith("🙋") else anna.says(way))
    assert anna.sees("在这里回答您")
    await wang.presses("我来接待")
    await anna.says("要换门禁卡")
    assert wang.sees("林女士", "要换门禁卡")
    await anna.presses("结束对话")
    await anna.presses("继续")
    assert "在哪里" in anna.heard[-1]


async def test_what_either_writes_reaches_the_other(talking: World) -> None:
    """GEN-01, TEL-01: plain words one way, replies the other; pictures, corrections, notes."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    said = await anna.says("门禁卡丢了，要带什么？")
    assert anna.sees("已转给")
    assert wang.sees("林女士", "门禁卡丢了")
    await wang.replies("门禁卡丢了", "请带身份证")
    assert anna.sees("王芳", "云和苑", "请带身份证")
    await anna.corrects(said, "门禁卡坏了，要带什么？")
    assert wang.sees("已更正", "门禁卡坏了")
    await anna.sends("就是这张", photos=[picture(10)])
    assert wang.files() == ["photo"]
    assert anna.heard_of("已转给") == 1
    heard = len(anna.heard)
    await wang.replies("门禁卡坏了", "// 上个月也补过一次")
    assert wang.sees("只有同事能看到")
    assert len(anna.heard) == heard
    await wang.replies("接待中", "修好了通知您")
    assert anna.sees("修好了通知您")
    assert not any("138" in text for text in anna.heard)


async def test_several_talks_of_one_officer_stay_apart(talking: World) -> None:
    """ETQ-12: one by one: each answer goes to whom it answers, and plain words to nobody."""
    anna, chen, wang = (talking.humans[name] for name in ("anna", "chen", "wang"))
    await chen.says("/person 车位")
    await wang.presses("我来接待")
    await anna.says("我在大堂")
    await chen.says("我在车库")
    await wang.replies("我在大堂", "大堂请坐")
    await wang.replies("我在车库", "车库稍候")
    assert (anna.heard_of("大堂请坐"), anna.heard_of("车库稍候")) == (1, 0)
    assert (chen.heard_of("大堂请坐"), chen.heard_of("车库稍候")) == (0, 1)
    await wang.says("这就去办")
    assert wang.sees("请回复那位住户的消息")
    assert anna.heard_of("这就去办") + chen.heard_of("这就去办") == 0


async def test_who_has_least_to_do_is_asked_first(world: World) -> None:
    """ETQ-12: two residents at once, two officers: one each."""
    await comes(world, "孙丽", 31)
    await world.humans["anna"].says("/person")
    await world.humans["chen"].says("/person")
    assert world.humans["wang"].heard_of("林女士") == 1
    assert world.humans["孙丽"].heard_of("陈先生") == 1
    assert world.humans["wang"].heard_of("陈先生") == 0


async def test_a_saved_reply_is_read_in_the_residents_language(talking: World) -> None:
    """ETQ-06: 请稍候 is one press, and words of the office in whatever language is set."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await wang.presses("请稍候")
    assert anna.sees("王芳", "请您稍候")

    def speaks_english(session: Session) -> None:
        person = session.exec(select(Person).where(Person.name == "林秀英")).one()
        person.language = Language.ENGLISH
        session.add(person)

    talking.write(speaks_english)
    await wang.presses("已为您登记")
    assert anna.sees("王芳", "It is registered for you")
    await wang.says("/talks")
    await wang.presses("看记录")
    assert wang.sees("林女士", "王芳", "请稍候", "已为您登记")


async def test_call_me_is_the_same_talk(world: World) -> None:
    """S-49: from every screen in elder mode: by when, with the number; one talk, one promise."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/settings")
    await anna.presses("大字简洁：打开")
    await anna.says("/repair")
    await anna.presses(CALL_ME)
    assert anna.sees("08:33", "打电话给您", "+8613800000011")
    assert wang.sees("林女士", "1号楼 101", "希望接到电话", "08:33")
    await anna.presses(CALL_ME)
    await anna.taps(CALL_ME)
    assert wang.heard_of("希望接到电话") == 1
    await wang.presses("我来打电话")
    await wang.presses("电话里说好了")
    assert anna.sees("帮到您了吗")
    assert len(world.read(lambda s: s.exec(select(Talk)).all())) == 1


async def test_who_waits_for_a_person_is_heard_by_who_comes_to_the_danger(world: World) -> None:
    """S-10: words, pictures and voice go to the emergency, and stay in the talk as well."""
    anna, zhang, wang = (world.humans[name] for name in ("anna", "zhang", "wang"))
    await anna.says("转人工")
    await anna.says("屋企有煤氣味呀")
    await zhang.presses("我马上去")
    said = await anna.says("我驚，幾時嚟?")
    assert "已经加到 №1" in anna.heard[-1]
    assert zhang.sees("№1 住户补充", "我驚，幾時嚟?")
    await anna.sends("这个阀门漏气", photos=[picture()])
    assert zhang.sees("№1 住户补充", "这个阀门漏气")
    assert zhang.files() == ["photo"]
    await anna.sends(voice=b"OggS")
    assert zhang.files() == ["photo", "voice"]
    assert anna.heard_of("请稍候") == 1
    await wang.presses("我来接待")
    assert wang.sees("我驚，幾時嚟?")
    await anna.corrects(said, "我驚，老人都喺度")
    assert zhang.sees("№1 住户补充", "老人都喺度")
    await anna.says("没事了")
    assert "照样会来看一看" in anna.heard[-1]
    assert wang.sees("林女士", "没事了")
    await anna.presses("不是紧急情况")
    added = zhang.heard_of("住户补充")
    await anna.says("门禁卡要换吗")
    assert wang.sees("林女士", "门禁卡要换吗")
    assert zhang.heard_of("住户补充") == added


@pytest.mark.parametrize("said", ["我都唔識撳，叫個人打俾我啦", "唔該叫人打返畀我"])
async def test_who_wishes_in_cantonese_to_be_rung_up_is_rung_up(world: World, said: str) -> None:
    """S-49: no button to look for; by when and on which number is said at once."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.speaks("繁體")
    await anna.says(said)
    assert anna.sees("08:33", "打電話給您", "+8613800000011")
    assert wang.sees("林女士", "希望接到电话", said)


async def test_commands_dialogues_and_dangers_go_on_as_ever(talking: World) -> None:
    """S-10: only plain words outside a dialogue are the talk's."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.says("厨房")
    assert wang.heard_of("厨房") == 0
    await anna.says("/cancel")
    await anna.says("我家着火了")
    assert anna.sees("🚨", "119")
    await anna.says("谢谢")
    assert wang.sees("谢谢")


async def test_whoever_writes_call_me_is_called(world: World) -> None:
    """S-49: said in one's own words it is the same wish as the button's."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("请给我打电话")
    assert anna.sees("08:33", "打电话给您", "+8613800000011")
    assert wang.sees("林女士", "希望接到电话")


async def test_where_nothing_was_understood_a_person_is_one_press_away(world: World) -> None:
    """S-49: beneath what we cannot read stands the button; the half-told report is kept."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    world.telegram.inject(as_update(SAID["sticker"], 11, 11, 900))
    await world.settles()
    await anna.presses("人工客服")
    assert anna.sees("08:33", "在这里回答您")
    await anna.says("/start")
    await anna.presses("继续")
    assert "在哪里" in anna.heard[-1]
