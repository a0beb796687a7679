"""The question after a finished job, and what silence and every answer set off."""

from datetime import date

import pytest

from tests.support.telling import mend, picture, report, report_and_mend
from tests.support.world import World, leaves, sets

QUESTION = "现在修得怎么样"


async def test_done_at_noon_it_is_asked_at_two(world: World) -> None:
    """CB-01, S-01: two hours after the work, not a minute before."""
    anna = world.humans["anna"]
    await report_and_mend(world, 12)
    assert anna.sees("我们在 11月23日(周一)14:00 问您")
    await world.reaches(13, 59)
    assert anna.heard_of(QUESTION) == 0
    await world.reaches(14)
    assert anna.heard_of(QUESTION) == 1


async def test_done_in_the_evening_it_is_asked_next_morning(world: World) -> None:
    """S-42: residents are left alone from 20:00 to 09:00."""
    anna = world.humans["anna"]
    await report_and_mend(world, 19)
    assert anna.sees("我们在 11月24日(周二)09:00 问您")
    await world.reaches(8, 59)
    assert anna.heard_of(QUESTION) == 0
    await world.reaches(9)
    assert anna.heard_of(QUESTION) == 1


async def test_a_notice_of_the_night_waits_for_the_morning(world: World) -> None:
    """S-42: a job taken at 21:00 is told at 09:00; the card changes at once, without a sound."""
    anna = world.humans["anna"]
    await world.reaches(21)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    assert anna.sees("№1", "张师傅负责这件事")
    assert anna.heard_of("由张师傅负责") == 0
    await world.reaches(9)
    assert anna.heard_of("由张师傅负责") == 1


async def test_silence_becomes_a_telephone_task_and_never_satisfaction(world: World) -> None:
    """CB-01, S-01, S-29, GEN-08: officer at +20 h, supervisor at 24 h, head at the second midnight.

    The case stays open all the while.
    """
    officer, supervisor = world.humans["wang"], world.humans["supervisor"]
    head = world.humans["head"]
    await report_and_mend(world, 12)
    await world.reaches(7, 59)
    assert officer.heard_of("请电话回访") == 0
    await world.reaches(8)
    assert officer.sees("请电话回访 №1", "林秀英", "+8613800000011", "11月24日(周二)12:00 前")
    await world.reaches(11, 59)
    assert supervisor.heard_of("过了时限") == 0
    await world.reaches(12)
    assert supervisor.heard_of("过了时限") == 1
    await supervisor.presses("我来打")
    assert supervisor.sees("请电话回访 №1", "林秀英")
    assert "住户说：修好了" in supervisor.buttons()
    await world.reaches(23, 59)
    await world.reaches(23, 58)
    assert (supervisor.heard_of("过了时限"), head.heard_of("过了时限")) == (1, 0)
    await world.waits(minutes=2)
    assert (supervisor.heard_of("过了时限"), head.heard_of("过了时限")) == (1, 1)
    await world.waits(days=10)
    assert await still_open(world)
    assert world.humans["anna"].heard_of(QUESTION) == 1


async def test_any_other_repair_is_asked_about_within_two_days(world: World) -> None:
    """CB-04, S-01: `callback.repair.final_days`; past it the head hears that nobody has asked."""
    head = world.humans["head"]
    world.write(lambda session: sets(session, "callback.repair.final_days", 3))
    await report_and_mend(world, 12)
    await world.waits(days=2, hours=12)
    assert head.heard_of("过了时限") == 0
    await world.waits(days=1)
    assert head.heard_of("过了时限") == 1


async def test_the_officer_calls_twice_and_hears_that_it_is_fixed(world: World) -> None:
    """GEN-08: nobody at home leaves the case open; the answer closes it, and says who asked."""
    officer = world.humans["wang"]
    await report_and_mend(world, 12)
    await world.reaches(8)
    await officer.presses("没人接")
    assert officer.sees("请电话回访 №1", "已打过 1 次")
    assert await still_open(world)
    await officer.presses("住户说：修好了")
    assert officer.sees("№1 的电话已办好")
    assert world.humans["anna"].sees("报修 №1 就此结束")
    assert not await still_open(world)
    await officer.says("/why 1")
    assert officer.sees("打电话，没人接", "确认修好（\u2068王芳\u2069）")


async def test_who_begins_the_day_finds_the_calls_that_wait(world: World) -> None:
    """CB-02: one list has them, by their limits; a press shows whom to call."""
    officer = world.humans["wang"]
    await report_and_mend(world, 12)
    await officer.says("/mine")
    assert officer.sees("没有要做的工单，也没有要打的电话")
    await world.reaches(8)
    await officer.says("/mine")
    assert officer.sees("电话和信件", "№1 电话回访 · 11月24日(周二)12:00 前")
    await world.reaches(12, 30)
    await officer.says("/mine")
    assert officer.sees("№1 电话回访 · ⚠ 已过时限，11月24日(周二)12:00")
    await officer.presses("📞 №1")
    assert officer.sees("请电话回访 №1", "林秀英", "+8613800000011")
    await officer.presses("住户说：修好了")
    await officer.says("/mine")
    assert officer.sees("没有要做的工单，也没有要打的电话")


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("简体", "№1 电话回访 · 11月24日(周二)12:00 前 · 没有分给谁，谁都可以办"),
        ("繁體", "№1 電話回訪 · 11月24日(週二)12:00 前 · 沒有分給誰，誰都可以辦"),
        ("English", "№1 follow-up call · by Tue 24 Nov, 12:00 · given to nobody"),
    ],
)
async def test_a_call_that_the_group_has_stands_in_the_list_of_whoever_may_ring(
    world: World, language: str, listed: str
) -> None:
    """CB-02: nobody of the desk is on duty; a technician has nothing of it."""
    supervisor, li = world.humans["supervisor"], world.humans["li"]
    await supervisor.speaks(language)
    await report_and_mend(world, 12)
    world.write(lambda session: leaves(session, "王芳", date(2026, 11, 24)))
    await world.reaches(8)
    assert world.humans["management"].sees("请电话回访 №1")
    await li.says("/mine")
    assert "没有要做的工单，也没有要打的电话" in li.heard[-1]
    await supervisor.says("/mine")
    assert supervisor.sees(listed)
    await supervisor.presses("📞 №1")
    assert supervisor.sees("№1", "+8613800000011")


async def test_an_answer_in_chat_strikes_off_the_telephone_task(world: World) -> None:
    """The officer's card closes by itself; its old button does nothing more."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await report_and_mend(world, 12)
    await world.reaches(8)
    await anna.presses("修好了")
    assert officer.sees("№1 的电话已办好")
    await officer.presses("住户说：没修好", old=officer.newest("№1"))
    assert "已经有人办好" in officer.toast
    assert not await still_open(world)
    await world.waits(days=3)
    assert world.humans["supervisor"].heard_of("过了时限") == 0


async def test_answered_twice_it_counts_once(world: World) -> None:
    """The first word holds, and the second is answered kindly."""
    anna = world.humans["anna"]
    await report_and_mend(world, 12)
    await world.reaches(14)
    await anna.presses("修好了")
    await anna.presses("没修好", old=anna.newest(QUESTION))
    assert not await still_open(world)
    assert anna.heard_of("就此结束") == 1
    assert world.humans["supervisor"].heard_of("№1") == 0


async def test_partly_sends_the_same_technician_again(world: World) -> None:
    """CB-14: same №, same hands, the sheet again, and what the resident adds with photographs."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report_and_mend(world, 12)
    await world.reaches(14)
    await anna.presses("还差一点")
    assert anna.sees("张师傅会再来一次")
    assert zhang.heard_of("工单 №1") == 2
    assert world.humans["zhang_in_group"].sees("№1", "已接单", "张师傅")
    await anna.presses("补充情况")
    await anna.sends("还在慢慢滴", photos=[picture()])
    await anna.presses("明天")
    await anna.presses("14:00")
    await anna.presses("提交补充")
    assert zhang.sees("住户补充", "还在慢慢滴", "11月24日(周二)14:00–16:00")
    assert zhang.files() == ["photo"]


async def test_the_answer_promised_about_the_rest_is_called_for(world: World) -> None:
    """CB-14, S-13: it stands on the card of who has it; silence climbs before the time is over."""
    anna, zhang, supervisor = (world.humans[each] for each in ("anna", "zhang", "supervisor"))
    await report_and_mend(world, 12)
    await world.reaches(14)
    await anna.presses("还差一点")
    assert anna.sees("还没有完全修好", "11月23日(周一)15:00 前给您答复")
    assert zhang.sees("工单 №1", "请在 11月23日(周一)15:00 前答复")
    assert supervisor.sees("№1", "还差一点", "11月23日(周一)15:00 前答复住户")
    await world.waits(minutes=11)
    assert zhang.sees("№1", "还差一点", "答应 11月23日(周一)15:00 前答复", "请打电话约时间")
    assert supervisor.heard_of("还没有人答复") == 0
    await world.waits(minutes=20)
    assert supervisor.sees("№1", "还没有人答复", "张师傅", "请跟进")
    assert world.humans["head"].heard_of("还没有人答复") == 0
    await world.waits(minutes=30)
    assert world.humans["head"].sees("№1", "还没有人答复")


async def test_who_was_answered_about_the_rest_is_called_for_no_more(world: World) -> None:
    """CB-14: words that reach the resident are the answer, and the card asks for none then."""
    anna, zhang, supervisor = (world.humans[each] for each in ("anna", "zhang", "supervisor"))
    await report_and_mend(world, 12)
    await world.reaches(14)
    await anna.presses("还差一点")
    await zhang.replies("工单 №1", "今天四点再来")
    assert anna.sees("今天四点再来")
    await world.waits(hours=3)
    assert supervisor.heard_of("还没有人答复") == zhang.heard_of("还没有人答复") == 0
    assert "前答复" not in next(each for each in reversed(zhang.heard) if "工单 №1" in each)


async def test_what_does_not_hold_is_said_at_once_and_asked_about_no_more(world: World) -> None:
    """CB-01: who sees it drip again ten minutes later need not wait for the question."""
    anna = world.humans["anna"]
    await report_and_mend(world, 12)
    await world.waits(minutes=10)
    await anna.presses("没修好")
    assert anna.sees("№1", "等待接单")
    assert world.humans["supervisor"].sees("№1", "没有修好")
    await world.reaches(14)
    assert anna.heard_of(QUESTION) == 0


async def test_not_fixed_climbs_a_level_and_is_asked_again_after_the_second_time(
    world: World,
) -> None:
    """CB-14: same №, level 1, back in the group; supervisor told; the second round is asked too."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report_and_mend(world, 12)
    await world.reaches(14)
    await anna.presses("没修好")
    assert group.heard_of("第 1 次返修") == 1
    assert group.sees("№1", "第 1 次返修", "请在 11月23日(周一)14:30 前接单")
    assert world.humans["supervisor"].sees("№1", "没有修好", "张师傅")
    await anna.presses("补充情况")
    await anna.says("还是漏水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("提交补充")
    assert group.sees("№1", "还是漏水", "11月24日(周二)09:00–11:00")

    li = world.humans["li"]
    await world.humans["li_in_group"].presses("接单")
    await world.reaches(15)
    await world.humans["li_in_group"].presses("完成")
    await li.says("换了整个龙头")
    await world.reaches(17)
    assert anna.heard_of(QUESTION) == 2
    await anna.presses("修好了")
    assert not await still_open(world)


async def test_the_first_question_says_nothing_about_the_second_repair(world: World) -> None:
    """An old button of the first round neither closes nor reopens the case."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report_and_mend(world, 12)
    await world.reaches(14)
    first = anna.newest(QUESTION)
    await anna.presses("没修好")
    await group.presses("接单")
    await mend(world)
    await anna.presses("修好了", old=first)
    assert "已经回答过" in anna.toast
    assert await still_open(world)


async def still_open(world: World) -> bool:
    """Tell whether the officers' list of open cases names №1."""
    officer = world.humans["wang"]
    await officer.says("/open")
    return "№1" in officer.heard[-1]
