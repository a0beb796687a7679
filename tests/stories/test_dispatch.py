"""A dispatch that nobody takes, and one that two want."""

from datetime import date

import pytest
from sqlmodel import Session

from tests.support.telling import report
from tests.support.world import World, leaves


async def test_an_unclaimed_dispatch_rings_once_then_climbs_and_begins_anew(world: World) -> None:
    """REP-06, S-13: again after 10 minutes, supervisor 30, head 60 and 90, and each morning."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    head = world.humans["head"]
    await report(world)
    assert group.heard_of("请在 11月23日(周一)09:00 前接单") == 1
    await world.waits(minutes=9)
    assert group.heard_of("№1") == 1
    await world.waits(minutes=1)
    assert group.heard_of("№1") == 2
    await world.waits(minutes=19)
    assert supervisor.heard_of("№1") == 0
    await world.waits(minutes=1)
    assert (group.heard_of("№1"), supervisor.heard_of("还没有人接单")) == (3, 1)
    assert group.heard_of("已过接单时间（11月23日(周一)09:00），请马上接单") == 1
    assert group.heard_of("请在 11月23日(周一)09:00 前接单") == 2
    await world.waits(minutes=29)
    assert head.heard_of("还没有人接单") == 0
    await world.waits(minutes=1)
    assert head.heard_of("还没有人接单") == 1
    await world.reaches(7, 59)
    assert head.heard_of("还没有人接单") == 2
    assert (group.heard_of("№1"), supervisor.heard_of("还没有人接单")) == (3, 1)
    await world.reaches(8)
    assert (group.heard_of("№1"), supervisor.heard_of("还没有人接单")) == (4, 2)
    await world.reaches(8, 1)
    await world.reaches(8)  # the day of the visit is over: the list of what is late says so too
    assert (group.heard_of("请马上接单"), supervisor.heard_of("还没有人接单")) == (3, 3)


@pytest.mark.parametrize(
    ("language", "promise", "sorry", "asked"),
    [
        ("简体", "09:00 前会有师傅接单", "非常抱歉，还没有师傅接单", "师傅什么时候来？"),
        ("繁體", "09:00 前會有師傅接單", "非常抱歉，還沒有師傅接單", "師傅幾點嚟呀"),
        (
            "English",
            "takes it by Mon 23 Nov, 09:00",
            "We are very sorry",
            "When is someone coming?",
        ),
    ],
)
async def test_the_resident_reads_an_apology_once_the_promised_time_is_past(
    world: World, language: str, promise: str, sorry: str, asked: str
) -> None:
    """GEN-07, S-13: no time that is past; what is done now; the new promise once it is taken."""
    anna = world.humans["anna"]
    await report(world)
    await anna.speaks(language)
    await world.waits(minutes=29)
    await anna.says(asked)
    assert promise in anna.heard[-1]
    await world.waits(minutes=1)
    assert sorry in anna.heard[-1]  # the card itself: nobody has to ask
    await anna.says(asked)
    assert sorry in anna.heard[-1]
    assert promise not in anna.heard[-1]
    await world.humans["zhang_in_group"].presses("接单")
    assert sorry not in anna.heard[-1]


async def test_a_drip_reported_at_night_waits_for_the_shift(world: World) -> None:
    """REP-06, S-13: the card stands there at once; its minutes count from 08:00 on."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await world.reaches(23)
    await report(world)
    assert group.sees("№1", "请在 11月24日(周二)08:30 前接单")
    await world.reaches(8, 9)
    assert group.heard_of("№1") == 1
    await world.reaches(8, 10)
    assert group.heard_of("№1") == 2
    await world.reaches(8, 29)
    assert supervisor.heard_of("№1") == 0
    await world.reaches(8, 30)
    assert supervisor.heard_of("№1") == 1


async def test_a_claimed_dispatch_rings_no_more(world: World) -> None:
    """REP-06: taken within ten minutes, it rings neither the group nor the supervisor."""
    group, supervisor = world.humans["zhang_in_group"], world.humans["supervisor"]
    await report(world)
    await world.waits(minutes=5)
    await group.presses("接单")
    await world.waits(hours=2)
    assert (group.heard_of("№1"), supervisor.heard_of("№1")) == (1, 0)


async def test_of_two_who_press_at_once_the_second_hears_who_has_it(world: World) -> None:
    """REP-06: one event, one owner, one message to the resident."""
    anna, li = world.humans["anna"], world.humans["li_in_group"]
    zhang = world.humans["zhang_in_group"]
    await report(world)
    card = zhang.newest("№1")
    for presser in (zhang, li):
        world.telegram.presses(presser.telegram_id, presser.chat_id, card, "接单")
    await world.settles()
    # On PostgreSQL two persons' turns run at once: either may be the first.
    won, late = ("张师傅", li) if "详情发到" in zhang.toast else ("李师傅", zhang)
    assert won in late.toast
    await world.reaches(9)
    assert anna.heard_of(f"由{won}负责") == 1
    await world.humans["supervisor"].says("/why 1")
    assert world.humans["supervisor"].heard[-1].count("接单") == 1


async def test_the_supervisor_may_take_what_climbed(world: World) -> None:
    """S-13: the button below the warning is enough."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    await report(world)
    await world.waits(minutes=30)
    await supervisor.presses("接单")
    assert anna.sees("№1", "赵师傅")
    assert supervisor.sees("№1", "林女士", "+8613800000011")


async def test_the_supervisor_assigns_what_climbed_in_two_presses(world: World) -> None:
    """S-13, REP-06: the list opens below the warning; the name is the second press."""
    anna, supervisor = world.humans["anna"], world.humans["supervisor"]
    await world.reaches(9)
    await report(world)
    await world.waits(minutes=30)
    await supervisor.presses("派给谁")
    await supervisor.presses("张建国")
    assert world.humans["zhang"].sees("工单 №1", "林女士")
    assert anna.sees("№1", "由张师傅负责")


async def test_without_a_supervisor_the_management_group_hears_it(world: World) -> None:
    """S-13: nothing climbs into the void."""
    world.write(the_office_is_empty)
    await report(world)
    await world.waits(minutes=30)
    assert world.humans["management"].sees("№1", "还没有人接单")


def the_office_is_empty(session: Session) -> None:
    """Let supervisor and head be gone since yesterday."""
    for name in ("赵强", "钱主任"):
        leaves(session, name, date(2026, 11, 22))
