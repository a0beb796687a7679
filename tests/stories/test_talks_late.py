"""A person was promised: late, at night, urgent; what is promised is kept or climbs."""

import pytest
from sqlmodel import Session, select

from models.people.tables import Duty, Shift, Staff, StaffRole
from tests.support.talking import begin_talk, comes
from tests.support.world import World


@pytest.fixture
async def talking(world: World) -> World:
    """Anna has asked for a person, and Wang is with her."""
    return await begin_talk(world)


async def test_nobody_comes_and_it_climbs_before_the_resident_asks(world: World) -> None:
    """S-49, GEN-07, ETQ-06: supervisor, manager, head; an apology each time; taken is kept."""
    await comes(world, "吴经理", 32, StaffRole.MANAGER)
    anna = world.humans["anna"]
    await anna.says("/person")
    first = world.humans["wang"].newest("住户想找人说话")
    await world.waits(minutes=3)
    assert world.humans["supervisor"].sees("已过答应的时间", "林女士")
    assert anna.sees("很抱歉让您久等了", "主管", "021-5550100")
    assert world.humans["吴经理"].heard_of("林女士") == 0
    await world.waits(minutes=3)
    assert world.humans["吴经理"].sees("已过答应的时间", "林女士")
    await world.waits(minutes=3)
    assert world.humans["head"].sees("已过答应的时间", "林女士")
    assert anna.heard_of("很抱歉让您久等了") == 3
    await world.humans["head"].presses("我来接待")
    assert anna.sees("钱主任", "很高兴为您服务")
    await world.waits(hours=3)
    assert anna.heard_of("很抱歉让您久等了") == 3
    await world.humans["wang"].presses("我来接待", old=first)
    assert "钱主任" in world.humans["wang"].toast


async def test_a_wish_that_nobody_took_is_told_anew_each_morning(world: World) -> None:
    """GEN-07: after the head it does not fall silent; the resident is not rung for it."""
    anna, head = world.humans["anna"], world.humans["head"]
    await anna.says("/person")
    await world.waits(minutes=9)
    shown, sorry = head.heard_of("已过答应的时间"), anna.heard_of("很抱歉让您久等了")
    await world.reaches(8, 1)
    assert head.heard_of("已过答应的时间") == shown + 1
    assert anna.heard_of("很抱歉让您久等了") == sorry


async def test_words_that_nobody_answers_climb_too(talking: World) -> None:
    """GEN-07: being there is no answer; the supervisor may go on in the officer's place."""
    anna, wang, zhao = (talking.humans[name] for name in ("anna", "wang", "supervisor"))
    await anna.says("还在吗")
    await talking.waits(minutes=3)
    assert wang.sees("已过答应的时间")
    assert zhao.sees("已过答应的时间", "王芳")
    await zhao.presses("我来接待")
    assert anna.sees("王芳", "请我接着为您服务", "赵强")
    assert zhao.sees("还在吗")
    assert wang.sees("现在由", "赵强")
    await wang.replies("还在吗", "在的")
    assert anna.heard_of("在的") == 0


async def test_at_night_it_is_said_as_it_is_and_kept_for_the_morning(world: World) -> None:
    """S-49, ETQ-06: the next opening; nobody is woken; in the morning it comes first."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(22)
    await anna.says("我想找个人说话")
    assert anna.sees("现在是下班时间", "11月24日(周二)08:00", "08:03", "021-5550100")
    assert world.humans["supervisor"].heard_of("住户想找人说话") == 0
    await anna.says("厨房水龙头一直滴水")
    assert anna.sees("您说的是", "水")
    await world.reaches(7, 51)
    assert wang.sees("☀", "林女士", "1号楼 101", "22:00", "等人接待")
    await world.reaches(8, 1)
    assert wang.sees("住户想找人说话", "我想找个人说话")
    await wang.presses("我来接待")
    assert anna.sees("王芳", "很高兴为您服务")


@pytest.mark.slow
async def test_at_night_what_is_urgent_reaches_who_is_on_duty(world: World) -> None:
    """S-49, S-10: safety words and numbers at once, somebody is called; the wish is kept."""

    def on_call(session: Session) -> None:
        staff = session.exec(select(Staff).where(Staff.name == "李明")).one()
        known = {"begins": "18:00", "ends": "24:00", "duty": Duty.ON_CALL}
        session.add(Shift(estate_id=1, staff_id=staff.id, on="mon", **known))

    world.write(on_call)
    anna = world.humans["anna"]
    await world.reaches(22)
    await anna.says("/person 父亲不舒服")
    await anna.presses("很急")
    assert anna.sees("🚨", "120", "正在呼叫值班人员")
    assert world.humans["li"].sees("紧急 №1", "父亲不舒服")
    await world.reaches(8, 1)
    assert world.humans["wang"].sees("林女士", "父亲不舒服")


async def test_a_call_that_is_not_made_climbs(world: World) -> None:
    """S-49, GEN-07: who pressed it and does not ring is no answer."""
    await world.humans["anna"].says("/person")
    await world.humans["wang"].presses("我来打电话")
    await world.waits(minutes=3)
    assert world.humans["supervisor"].sees("已过答应的时间", "王芳")


async def test_what_did_not_help_goes_one_level_up(talking: World) -> None:
    """GEN-12: the superior is asked at once, with a new time, and reads all that was said."""
    anna, wang, zhao = (talking.humans[name] for name in ("anna", "wang", "supervisor"))
    await anna.says("要退押金")
    await wang.presses("结束对话")
    await anna.presses("没有", old=anna.newest("帮到您了吗"))
    assert anna.sees("很抱歉没有帮到您", "08:33")
    assert zhao.sees("等人接待", "林女士")
    await zhao.presses("我来接待")
    assert anna.sees("赵强", "很高兴为您服务")
    await zhao.says("/talks")
    await zhao.presses("1. 看记录")
    assert zhao.sees("要退押金")


async def test_after_a_restart_the_talk_goes_on(talking: World) -> None:
    """Rows, not memory: what was said before is answered after."""
    anna, wang = talking.humans["anna"], talking.humans["wang"]
    await anna.says("要退押金")
    await talking.restarts()
    await wang.replies("要退押金", "下周三可以")
    assert anna.sees("下周三可以")
    await anna.says("好的谢谢")
    assert wang.sees("好的谢谢")
    await talking.waits(minutes=3)
    assert talking.humans["supervisor"].sees("已过答应的时间")
