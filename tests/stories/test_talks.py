"""A person, please; this is a complaint: an officer calls, by a time that is told and kept."""

from datetime import date

from sqlmodel import Session

from tests.support.world import World, leaves


async def test_a_person_is_promised_within_three_minutes(world: World) -> None:
    """S-49, GEN-04: the officer on duty gets name and number; the resident hears by when."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("转人工")
    assert anna.sees("请稍候", "08:33", "前打电话给您")
    assert wang.sees("住户想找人说话", "林女士", "+8613800000011", "08:33")
    await wang.presses("已经打过")
    await world.waits(hours=1)
    assert world.humans["supervisor"].heard_of("住户想找人说话") == 0
    await wang.presses("已经打过")
    assert "已经有人联系过" in wang.toast


async def test_a_call_that_is_not_made_climbs(world: World) -> None:
    """S-49, GEN-07: after three minutes the supervisor is asked to call."""
    await world.humans["anna"].says("/person")
    await world.waits(minutes=3)
    assert world.humans["supervisor"].sees("答应的时间已过", "林女士")


async def test_at_night_the_promise_is_for_the_opening(world: World) -> None:
    """S-49, ETQ-06: closed is said as it is, with the hour at which somebody calls."""
    anna = world.humans["anna"]
    await world.reaches(22)
    await anna.says("我想找个人说话")
    assert anna.sees("现在是下班时间", "11月24日(周二)08:03", "021-5550100")


async def test_in_the_middle_of_a_dialogue_a_person_can_be_had(world: World) -> None:
    """S-49: the half-told report is kept."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.says("人工客服")
    assert anna.sees("前打电话给您")
    await anna.says("/start")
    await anna.presses("继续")
    assert "在哪里" in anna.heard[-1]


async def test_a_complaint_is_asked_about_and_called_for(world: World) -> None:
    """ETQ-13: only what is clearly voiced; the words go to the officer."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("我要投诉，保安态度很差")
    await anna.presses("我要投诉")
    assert anna.sees("很抱歉让您不满意", "08:33")
    assert wang.sees("住户要投诉", "林女士", "保安态度很差")


async def test_nobody_but_officers_gets_a_name(world: World) -> None:
    """SEC-01: the group reads neither name nor number; a guard's press gets nothing."""
    world.write(only_the_group)
    anna, management = world.humans["anna"], world.humans["management"]
    await anna.says("转人工")
    assert management.sees("住户想找人说话")
    assert management.heard_of("林") == 0
    await management.presses("我来打")
    assert management.toast


def only_the_group(session: Session) -> None:
    """Let no officer be reachable any more but by the group."""
    for name in ("王芳", "赵强", "钱主任"):
        leaves(session, name, date(2026, 11, 23))
