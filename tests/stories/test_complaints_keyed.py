"""Complaints by voice, letter and mail, keyed in: registered as if told here, and acknowledged."""

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from tests.support.complaining import cast_of_complaints, resolve
from tests.support.human import Human
from tests.support.register import moves_in
from tests.support.world import World, sets

PHONE = "+8613911112222"


async def keys_in(
    officer: Human,
    who: str,
    *,
    came: str,
    when: str,
    against: str = "不对某个人",
    home: str = "102",
) -> None:
    """Let an officer key in a complaint for a resident of the register."""
    await officer.says("/new")
    await officer.says(who)
    await officer.presses("💬 投诉")
    await officer.says("来信说：电梯口的垃圾三天没有人收")
    await officer.presses("楼道卫生")
    await officer.presses(home)
    if against in officer.buttons():
        await officer.presses(against)
    else:
        await officer.says(against)
    await officer.presses("尽快解决")
    await officer.presses("按规定就好")
    await officer.presses(came)
    await officer.presses(when)
    await officer.presses("提交投诉")


async def office_with_zhou(world: World, *, phone: str | None = PHONE) -> Human:
    """Let there be everybody of the ladder, and a resident without Telegram; return the officer."""
    await cast_of_complaints(world)
    world.write(lambda s: moves_in(s, "周小云", "102", phone=phone))
    return world.humans["wang"]


async def test_a_letter_is_acknowledged_by_telephone_within_two_days(world: World) -> None:
    """CMP-07, S-25: received yesterday, it has until tomorrow night; then it climbs."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "周小云", came="来信", when="昨天")
    assert wang.sees("投诉 №1", "已登记", "没有 Telegram")
    assert wang.sees("请电话通知 №1", "周小云", PHONE, "信已收到", "11月25日(周三)23:59 前答复")
    assert wang.sees("信已收到", "请在 11月24日(周二)23:59 前完成")
    assert world.humans["manager"].sees("投诉 №1", "垃圾三天没有人收", "周小云")
    for human in ("desk", "manager", "supervisor"):
        assert world.humans[human].heard_of("电话已过期限") == 0
    await world.waits(days=1, hours=15)
    late = [world.humans[who].heard_of("的电话") for who in ("supervisor", "desk", "manager")]
    assert sum(late) == 1


async def test_the_office_says_within_how_many_days_a_letter_is_acknowledged(world: World) -> None:
    """S-25: `complaint.ack_days`; a letter that lay too long climbs at once, and says so."""
    wang = await office_with_zhou(world)
    world.write(lambda s: sets(s, "complaint.ack_days", 3))
    await keys_in(wang, "周小云", came="邮件", when="今天")
    assert wang.sees("信已收到", "请在 11月26日(周四)23:59 前完成")
    await keys_in(wang, "周小云", came="来信", when="7 天前")
    assert wang.sees("投诉 №2", "登记超过了规定时间")
    await world.waits(minutes=1)
    told = [world.humans[who].heard_of("№2 的电话") for who in ("supervisor", "desk", "manager")]
    assert sum(told) == 1


async def test_without_a_telephone_the_letter_is_answered_by_a_letter(world: World) -> None:
    """CMP-07, GEN-02: to be printed: arrived, tracked, answered by when; struck off when done."""
    wang = await office_with_zhou(world, phone=None)
    await keys_in(wang, "周小云", came="来信", when="今天")
    assert wang.sees("请送信 №1", "1号楼 102", "您的来信已经收到", "一直跟进", "前答复您")
    await wang.presses("已告诉住户")
    assert wang.sees("№1 的信已办好")
    await world.waits(days=3)
    assert world.humans["supervisor"].heard_of("№1 的信") == 0


async def test_who_has_a_chat_is_acknowledged_there_at_once(world: World) -> None:
    """CMP-07, CMP-13: a letter from somebody with Telegram; card and word come to the chat."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "林秀英", came="来信", when="今天", home="101")
    anna = world.humans["anna"]
    assert wang.sees("投诉 №1", "住户在 Telegram 里收到")
    assert anna.sees("谢谢您的来信", "投诉 №1", "孙经理", "11月25日(周三)23:59 前答复您")
    assert anna.sees("投诉 №1", "YHY-C-BJ-00001", "垃圾三天没有人收")
    assert wang.heard_of("请电话通知") == 0


async def test_what_is_said_to_who_has_no_chat_is_told_by_telephone(world: World) -> None:
    """CMP-07, GEN-01, GEN-02, CB-08: one call tells both that are open; each later word again."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "周小云", came="来信", when="今天")
    await world.humans["manager"].presses("受理")
    assert wang.sees(
        "请电话通知 №1", "请打电话告诉住户：现在是“处理中”", "请在 11月23日(周一)23:59 前完成"
    )
    await wang.presses("已告诉住户")
    assert wang.sees("№1 的电话已办好")
    await resolve(world.humans["supervisor"])
    assert wang.sees("请电话通知 №1", "请打电话告诉住户：现在是“已处理")
    await wang.presses("已告诉住户")
    await world.waits(days=3)
    assert wang.sees("请电话回访 №1", PHONE, "投诉的处理满意吗")


@pytest.mark.parametrize("came", ["来电", "来访"])
async def test_who_told_it_face_to_face_needs_no_second_word(world: World, came: str) -> None:
    """GEN-06, CMP-13, S-08: the same register; how it came and by whom is in its story."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "周小云", came=came, when="更早")
    assert wang.sees("投诉 №1", "登记超过了规定时间")
    assert wang.heard_of("请电话通知") == 0
    await wang.says("/why 1")
    assert wang.sees(f"{came}，由客服登记", "王芳", "登记超过规定时间")


async def test_nobody_keys_in_what_is_about_themselves(world: World) -> None:
    """CMP-05: a colleague has to; nothing is registered before."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "周小云", came="来电", when="刚才", against="王芳")
    assert "请由别的同事登记" in wang.toast

    def cases(session: Session) -> list[Case]:
        return list(session.exec(select(Case)).all())

    assert world.read(cases) == []


async def test_only_who_has_a_chat_may_stay_unnamed(world: World) -> None:
    """CMP-05, SEC-01: else nobody could tell them how it goes."""
    wang = await office_with_zhou(world)
    await keys_in(wang, "周小云", came="来电", when="刚才", against="高个子保安")
    assert world.humans["manager"].sees("投诉 №1", "周小云", PHONE)
    await wang.says("/new")
    await wang.says("林秀英")
    await wang.presses("💬 投诉")
    await wang.says("高个子保安骂人")
    await wang.presses("服务态度")
    await wang.presses("101")
    await wang.says("高个子保安")
    assert "要不要让工作人员看到您的姓名" in wang.heard[-1]
