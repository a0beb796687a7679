"""A talk goes on with another, by telephone, as a case; it ends, and stands in the record."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.people.tables import Staff
from models.talks.tables import Talk
from tests.support.talking import begin_talk, comes
from tests.support.telling import picture
from tests.support.world import World, leaves


@pytest.fixture
async def talking(world: World) -> World:
    """Anna has asked for a person, and Wang is with her."""
    return await begin_talk(world)


async def test_the_talk_goes_to_a_colleague_with_all_notes(talking: World) -> None:
    """GEN-12: handed over by name; both sides know; what was said is not said again."""
    await comes(talking, "孙丽", 31)
    anna, wang, sun = talking.humans["anna"], talking.humans["wang"], talking.humans["孙丽"]
    await anna.sends("要退押金", photos=[picture(10)])
    await wang.replies("要退押金", "// 财务说下周")
    await wang.presses("转给同事或上级")
    await wang.presses("孙丽")
    assert anna.sees("王芳", "请我接着为您服务", "孙丽")
    assert sun.sees("林女士", "要退押金", "📝", "财务说下周")
    assert sun.files() == ["photo"]
    await sun.replies("接待中", "下周三可以")
    assert anna.sees("孙丽", "下周三可以")
    await anna.says("那就下周三")
    assert sun.sees("那就下周三")
    assert wang.heard_of("那就下周三") == 0


async def test_a_correction_does_not_reach_who_had_the_talk_before(talking: World) -> None:
    """SEC-01, GEN-12: what is said over again is no longer theirs to read."""
    await comes(talking, "孙丽", 31)
    anna, wang, sun = talking.humans["anna"], talking.humans["wang"], talking.humans["孙丽"]
    said = await anna.says("要退押金")
    await wang.presses("转给同事或上级")
    await wang.presses("孙丽")
    assert sun.sees("要退押金")
    await anna.corrects(said, "卡号尾数是一二三四")
    assert wang.heard_of("卡号尾数") == 0
    await sun.says("/talks")
    await sun.presses("1. 看记录")
    assert sun.sees("卡号尾数是一二三四")


async def test_an_answer_long_after_waits_for_the_morning(talking: World) -> None:
    """S-42: while they are talking nothing waits; hours later it is a notice."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await talking.reaches(22)
    await wang.replies("接待中", "押金已经退了")
    assert anna.heard_of("押金已经退了") == 0
    await anna.says("请问押金退了吗")
    await wang.replies("请问押金退了吗", "今天下午退的")
    assert anna.sees("今天下午退的")
    await talking.reaches(9, 1)
    assert anna.sees("押金已经退了")


@pytest.mark.parametrize("deputy", ["孙丽", None])
async def test_who_goes_leaves_nobody_alone(talking: World, deputy: str | None) -> None:
    """GEN-12: absent, the deputy goes on; without one, somebody is asked anew, by a new time."""
    await comes(talking, "孙丽", 31)

    def stands_in(session: Session) -> None:
        wang = session.exec(select(Staff).where(Staff.name == "王芳")).one()
        wang.deputy = deputy
        session.add(wang)

    talking.write(stands_in)
    anna, wang, sun = talking.humans["anna"], talking.humans["wang"], talking.humans["孙丽"]
    await anna.says("要退押金")
    await talking.waits(minutes=1)
    await wang.says("/duty")
    await wang.presses("王芳")
    await wang.presses("是的，今天不在")
    assert sun.sees("林女士")
    if deputy is None:
        assert anna.sees("有事离开了", "08:34")
        await sun.presses("我来接待")
    assert anna.sees("孙丽")
    assert sun.sees("要退押金")
    await anna.says("您好！")
    assert sun.sees("您好！")
    assert wang.heard_of("您好！") == 0


async def test_the_officer_rings_up_instead(talking: World) -> None:
    """S-49: the number is on the holder's card while they ring; how it went is told."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await wang.presses("我来打电话")
    assert wang.sees("电话联系中", "+8613800000011")
    assert anna.sees("王芳", "现在给您打电话", "+8613800000011")
    await wang.presses("没人接")
    assert anna.sees("没有接通", "几点打给您")
    assert wang.sees("接待中", "已打过 1 次")
    assert wang.heard_of("+8613800000011") == 0
    await wang.presses("我来打电话")
    await wang.presses("电话里说好了")
    assert anna.sees("帮到您了吗")
    await wang.presses("没人接", old=wang.newest("已结束"))
    assert "已经结束" in wang.toast


async def test_a_talk_becomes_a_repair_for_its_resident(talking: World) -> None:
    """GEN-01: the officer keys it in without leaving the talk; the resident has the number."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await wang.presses("替住户报修")
    await wang.presses("水")
    assert "在哪里" in wang.heard[-1]
    assert "1号楼 101" in " ".join(wang.buttons())
    await anna.says("在厨房")
    await wang.replies("在厨房", "好的，正在登记")
    assert anna.sees("好的，正在登记")
    await wang.presses("1号楼 101")
    await wang.says("厨房水龙头一直滴水")
    for answer in ("明天", "09:00", "来前打电话", "来电", "刚才", "提交报修"):
        await wang.presses(answer)
    assert anna.sees("№1", "09:00–11:00")


@pytest.mark.parametrize("who", ["anna", "wang"])
async def test_either_ends_it_and_silence_says_nothing(talking: World, who: str) -> None:
    """S-49: one short question; unanswered is no answer, and nothing is asked again."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await talking.humans[who].presses("结束对话")
    assert anna.sees("谢谢您！这次帮到您了吗")
    assert wang.sees("已结束", "王芳")
    assert wang.heard_of("已由住户结束") == (1 if who == "anna" else 0)
    await wang.replies("已结束", "还有一句")
    assert wang.sees("这次对话已经结束")
    await talking.waits(hours=30)
    assert anna.heard_of("帮到您了吗") == 1
    assert talking.read(lambda s: s.exec(select(Talk.helped)).all()) == [None]
    await anna.presses("帮到了")
    assert anna.sees("很高兴能帮到您")
    assert talking.read(lambda s: s.exec(select(Talk.helped)).all()) == [True]
    await anna.presses("没有")
    assert "已经有人办过了" in anna.toast


async def test_it_stands_in_the_duty_record(talking: World) -> None:
    """GEN-06, TEL-01: who, where, with whom; in the list its words are one press away."""
    wang = talking.humans["wang"]
    await talking.humans["anna"].says("问门禁卡")
    await wang.says("/log")
    assert wang.sees("08:30", "人工对话", "1号楼 101", "接待中", "王芳")
    await wang.says("/talks")
    assert wang.sees("1. 林女士", "1号楼 101", "接待中")
    await wang.presses("1. 看记录")
    assert wang.sees("林秀英", "问门禁卡")
    await talking.humans["anna"].says("/talks")
    assert talking.humans["anna"].heard_of("1. 林女士") == 0


async def test_the_group_reads_no_name_number_or_word(world: World) -> None:
    """SEC-01: without an officer who can be reached; who takes it there reads it in private."""

    def only_the_group(session: Session) -> None:
        for name in ("王芳", "钱主任", "赵强"):
            leaves(session, name, date(2026, 11, 23))

    world.write(only_the_group)
    anna, management = world.humans["anna"], world.humans["management"]
    await anna.says("/person 我的电话13912345678，要退押金")
    assert management.sees("住户想找人说话", "1号楼 101")
    for part in ("林", "139", "押金"):
        assert management.heard_of(part) == 0
    await management.presses("我来接待")
    assert management.toast
    assert anna.heard_of("很高兴为您服务") == 0
