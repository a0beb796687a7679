"""Words about a case reach the other side under the estate's name, and nobody else."""

from datetime import date
from itertools import groupby

import pytest
from sqlmodel import select

from models.cases.tables import CaseFile
from models.people.tables import Staff, StaffRole
from tests.support.human import Human
from tests.support.telling import picture, report, report_and_take
from tests.support.world import World, leaves


@pytest.fixture
async def taken(world: World) -> World:
    """Zhang has Anna's repair; it is nine o'clock."""
    return await report_and_take(world)


async def test_who_writes_without_replying_is_asked_for_which_job_it_is(taken: World) -> None:
    """ETQ-07: one of the staff is offered their own jobs, and nothing that is for residents."""
    anna, zhang, wang = (taken.humans[each] for each in ("anna", "zhang", "wang"))
    await wang.says("车位已经批下来了")
    assert wang.sees("还没有发给任何人", "车位已经批下来了", "我的工单")
    assert wang.buttons() == ["🔧 按这句话报修", "不要了"]
    assert "编号" not in wang.heard[-1]
    await zhang.says("您的物业费我不清楚，十分钟后到")
    assert zhang.buttons() == ["🔧 按这句话报修", "↩ 发给 №1 的住户", "不要了"]
    assert zhang.sees("点下面的编号")
    await zhang.presses("发给 №1 的住户")
    assert anna.sees("云和苑", "№1", "张建国", "十分钟后到")


async def test_one_of_the_staff_who_lives_here_is_also_a_resident(world: World) -> None:
    """S-52: their own fees and complaints are theirs, beside what is for the staff."""
    chen = world.humans["chen"]
    guard = Staff(estate_id=1, person_id=2, name="陈大文", role=StaffRole.GUARD)
    world.write(lambda session: session.add(guard))
    await chen.says("我家的物业费怎么交")
    assert chen.sees("还没有发给任何人", "自己的事")
    assert {"就看我的费用", "🔧 报修", "我要投诉"} <= set(chen.buttons())


async def test_resident_and_technician_talk_without_learning_each_others_number(
    taken: World,
) -> None:
    """SEC-01, ETQ-02: a reply to a card goes over, is answered, and is answered again."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await anna.replies("№1", "门铃坏了,请敲门")
    assert zhang.sees("№1", "住户说", "门铃坏了")
    assert anna.sees("已转给负责 №1 的同事")
    await zhang.replies("门铃坏了", "好的,九点半到")
    assert anna.sees("云和苑", "№1", "张建国", "好的,九点半到")
    assert zhang.sees("已转给 №1 的住户")
    await anna.replies("好的,九点半到", "谢谢")
    assert zhang.sees("№1", "谢谢")
    assert not any("138" in text for text in anna.heard)
    await taken.humans["wang"].says("/why 1")
    assert taken.humans["wang"].sees("住户留言", "回复住户")


async def test_photographs_and_voice_go_along(taken: World) -> None:
    """What the resident shows belongs to the case; what the technician shows comes to them."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await anna.replies("№1", caption="就是这个阀门", photos=[picture(10), picture(20)])
    await taken.waits(seconds=1)
    assert zhang.files() == ["photo", "photo"]
    assert zhang.sees("就是这个阀门")
    await zhang.replies("就是这个阀门", voice=b"OggS")
    assert anna.files() == ["voice"]
    assert len(taken.read(lambda s: s.exec(select(CaseFile)).all())) == 2


async def test_words_stand_once_above_what_needs_several_messages(taken: World) -> None:
    """REP-15: pictures and voices never share a message; the letter is read with the first."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await zhang.says("十分钟后到")
    await zhang.sends(photos=[picture(10), picture(20)])
    await zhang.sends(voice=b"OggS")
    await zhang.presses("发给 №1 的住户")
    await taken.waits(seconds=1)
    assert sorted(anna.files()) == ["photo", "photo", "voice"]
    assert anna.heard_of("十分钟后到") == 1


@pytest.mark.parametrize(
    ("language", "greeting", "goes_on"),
    [
        ("简体", "林女士，您好", "№1（续）"),
        ("繁體", "林女士，您好", "№1（續）"),
        ("English", "Dear Ms", "№1 (continued)"),
    ],
)
async def test_what_needs_several_messages_greets_once(
    taken: World, language: str, greeting: str, goes_on: str
) -> None:
    """ETQ-02: the rest goes on under the number alone, in both directions, corrected or not."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await anna.speaks(language)
    greeted = anna.heard_of(greeting)
    sent = await zhang.replies("№1", "请先关水阀。" * 400)
    assert (anna.heard_of(greeting), anna.heard_of(goes_on)) == (greeted + 1, 1)
    await zhang.corrects(sent, "请先关总阀。" * 400)
    assert (anna.heard_of(greeting), anna.heard_of(goes_on)) == (greeted + 1, 2)
    await anna.replies(goes_on, "水还在流。" * 400)
    assert (zhang.heard_of("住户说"), zhang.heard_of("№1（续）")) == (1, 1)


async def test_an_album_arrives_as_one(taken: World) -> None:
    """GEN-02: in both directions, with its words, answered once; one that comes late follows."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await anna.replies("№1", caption="三个地方都漏", photos=[picture(n) for n in (1, 2, 3)])
    assert zhang.files() == []
    await taken.waits(seconds=1)
    assert zhang.files() == ["photo", "photo", "photo"]
    assert albums(zhang) == [3]
    assert (zhang.heard_of("三个地方都漏"), anna.heard_of("已转给负责 №1")) == (1, 1)
    await zhang.replies("三个地方都漏", caption="都换好了", photos=[picture(n) for n in (4, 5)])
    await taken.waits(seconds=1)
    assert albums(anna) == [2]
    assert (anna.heard_of("都换好了"), zhang.heard_of("已转给 №1")) == (1, 1)


async def test_an_album_arrives_with_the_words_of_any_picture(world: World) -> None:
    """REP-15: to the group too, which reads no number in them."""
    anna, zhang, group = (world.humans[each] for each in ("anna", "zhang", "zhang_in_group"))
    await report(world)
    pictures = [picture(n) for n in (1, 2, 3)]
    await anna.replies("№1", caption="打 13912345678", photos=pictures, captioned=1)
    await world.waits(seconds=1)
    assert group.sees("№1", "住户说", "打 ")
    assert group.heard_of("13912345678") == 0
    await group.presses("接单")
    await anna.replies("张师傅", caption="三个地方都漏", photos=pictures, captioned=2)
    await world.waits(seconds=1)
    assert zhang.sees("№1", "住户说", "三个地方都漏")
    assert albums(zhang)[-1] == 3


@pytest.mark.parametrize("captioned", [0, 1, 2])
async def test_an_album_for_colleagues_stays_inside_whole(taken: World, captioned: int) -> None:
    """SEC-02: whichever picture says so, none of them is the resident's."""
    anna, group = taken.humans["anna"], taken.humans["zhang_in_group"]
    heard = len(anna.heard)
    pictures = [picture(n) for n in (1, 2, 3)]
    await group.replies("№1", caption="// 他家的门锁", photos=pictures, captioned=captioned)
    await taken.waits(seconds=1)
    assert (len(anna.heard), anna.files()) == (heard, [])
    assert group.heard_of("已记在 №1") == 1


def albums(human: Human) -> list[int]:
    """Return how many files each album of the bot's has, oldest first."""
    ours = [m for m in human.messages if m["from"]["is_bot"] and m["media_group_id"]]
    return [len(list(each)) for _, each in groupby(ours, lambda m: m["media_group_id"])]


async def test_before_anybody_has_it_the_group_reads_it_masked(world: World) -> None:
    """SEC-01: numbers are hidden there; whoever of the staff replies there is heard."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await anna.replies("№1", "我的电话是13912345678,下午在家")
    assert group.sees("№1", "住户说", "下午在家", "•••")
    assert group.heard_of("13912345678") == 0
    await group.replies("下午在家", "下午两点来")
    assert anna.sees("№1", "下午两点来")


async def test_what_begins_with_two_strokes_stays_inside(taken: World) -> None:
    """An internal note: kept, told to nobody outside."""
    anna, group = taken.humans["anna"], taken.humans["zhang_in_group"]
    heard = len(anna.heard)
    await group.replies("№1", "// 上次也是他家,带大号扳手")
    assert group.sees("已记在 №1", "只有同事")
    assert len(anna.heard) == heard
    await taken.humans["wang"].says("/why 1")
    assert taken.humans["wang"].sees("内部备注")


async def test_a_correction_follows_the_words(taken: World) -> None:
    """The message on the other side is changed where it stands; the first words are kept."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    said = await anna.replies("№1", "三点以后在家")
    assert zhang.sees("三点以后在家")
    count = len(zhang.heard)
    await anna.corrects(said, "四点以后在家")
    assert zhang.sees("已更正", "四点以后在家")
    assert len(zhang.heard) == count
    assert zhang.heard_of("三点以后在家") == 0


async def test_outsiders_reply_and_nothing_goes_over(taken: World) -> None:
    """Membership of the group is no authority; neither is a neighbour's reply."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    heard = (len(anna.heard), len(zhang.heard))
    stranger = taken.humans["stranger_in_group"]
    await stranger.replies("№1", "我是师傅")
    assert (len(anna.heard), len(zhang.heard)) == heard


async def test_a_notice_waits_for_the_morning_but_an_answer_does_not(taken: World) -> None:
    """S-42: at half past nine at night only somebody who is talking to us is answered at once."""
    anna, zhang = taken.humans["anna"], taken.humans["zhang"]
    await taken.reaches(21, 30)
    await zhang.replies("№1", "明天改成十点可以吗")
    assert anna.heard_of("明天改成十点") == 0
    await anna.replies("№1", "师傅明天还来吗")
    await zhang.replies("师傅明天还来吗", "来的")
    assert anna.sees("来的")
    await taken.reaches(9, 1)
    assert anna.sees("明天改成十点可以吗")


async def test_who_left_reaches_nobody(taken: World) -> None:
    """A former technician's reply is refused; the case's words stay with the office."""
    anna = taken.humans["anna"]
    taken.write(lambda s: leaves(s, "张建国", date(2026, 11, 23)))
    heard = len(anna.heard)
    zhang = taken.humans["zhang"]
    await zhang.replies("№1", "我明天来")
    assert len(anna.heard) == heard
