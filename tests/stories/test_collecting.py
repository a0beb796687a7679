"""Collection at the home: on time, at the door, with the receipt at once."""

from models.collecting.rules import CollectionState
from models.dunning.reading import rest_of
from tests.support.collecting import AT, TOMORROW, is_away, lives_there, states, who_asks
from tests.support.employed import who_may
from tests.support.owing import CASHIER, charged, pays, the_cashier
from tests.support.world import World, sets


async def test_a_resident_asks_and_pays_at_the_door(world: World) -> None:
    """FEE-03, FEE-01: who comes, to whom, when, for how much; on time; the receipt at once."""
    await the_cashier(world)
    anna, officer = world.humans["anna"], world.humans["wang"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    assert anna.sees("1号楼 101", "¥851.76", "什么时间方便")
    await anna.presses(AT)
    assert anna.sees("王芳", "1号楼 101", "林秀英", AT, "正好 ¥851.76")
    assert officer.heard_of("上门收费") == 0
    await anna.presses("同意")
    assert anna.sees("约好了", "王芳", AT, "¥851.76", "不再提醒")
    assert officer.sees(
        *("约好上门收费", "1号楼 101", "业主", "林秀英", "+8613800000011"),
        *("14:30", "不要早于 14:25", "¥851.76"),
    )
    await world.reaches(14)
    assert officer.sees("快到时间了", "1号楼 101", "不要早于 14:25")
    await world.reaches(14, 26)
    await officer.presses("到门口了")
    assert officer.sees("已到门口", "¥851.76", "对方确认再收")
    await officer.presses("收到了")
    for answer in ("林秀英", "全部 3 笔", "正好", "现金", "已核对"):
        await officer.presses(answer)
    assert anna.sees("收据", "¥851.76", "已收到")
    assert world.read(states) == [CollectionState.PAID]
    assert world.read(lambda session: rest_of(session, 1)) is None
    assert (anna.heard_of("不上门了"), anna.heard_of("让您久等了")) == (0, 0)


async def test_nobody_is_at_the_door_six_minutes_early(world: World) -> None:
    """FEE-03: kindly refused before 14:25, taken from then on."""
    _, officer = await who_asks(world)
    await world.reaches(14, 24)
    await officer.presses("到门口了")
    assert "请等到 14:25" in officer.toast
    assert world.read(states) == [CollectionState.AGREED]
    await world.reaches(14, 25)
    await officer.presses("到门口了")
    assert world.read(states) == [CollectionState.AT_DOOR]


async def test_how_early_somebody_may_come_is_told_as_the_office_has_set_it(world: World) -> None:
    """FEE-03, S-09: whoever sets ten minutes promises ten."""
    world.write(lambda session: sets(session, "visit.early_max_minutes", 10))
    anna, officer = await who_asks(world)
    assert anna.sees("最多早 10 分钟")
    assert officer.sees("不要早于 14:20")


async def test_who_is_late_is_asked_then_the_superior_hears_it(world: World) -> None:
    """FEE-03: asked at the minute; after the grace who waits has an apology and may move it."""
    anna, officer = await who_asks(world)
    supervisor = world.humans["supervisor"]
    await world.reaches(14, 29)
    assert officer.heard_of("您到了吗") == 0
    await world.reaches(14, 30)
    assert officer.sees("您到了吗", "1号楼 101", "向住户道歉")
    await world.reaches(14, 44)
    assert (supervisor.heard_of("上门收费迟到"), anna.heard_of("让您久等了")) == (0, 0)
    await world.reaches(14, 45)
    assert supervisor.sees("上门收费迟到", "王芳", "1号楼 101", "14:30")
    assert anna.sees("非常抱歉", "让您久等了", "已经通知主管")
    await officer.presses("到门口了")
    assert world.read(states) == [CollectionState.AT_DOOR]


async def test_who_never_came_apologises_and_it_is_chosen_anew(world: World) -> None:
    """FEE-03, S-42: the day is over; next morning new times, and the promise was not broken."""
    anna, _ = await who_asks(world)
    await world.reaches(0, 5)
    assert world.read(states) == [CollectionState.LAPSED]
    assert anna.heard_of("是我们不对") == 0
    await world.reaches(9)
    assert anna.sees("是我们不对", "请另选一个时间", "¥851.76")
    await world.waits(days=2)
    assert world.humans["sun"].heard_of("请打电话问问原因") == 0


async def test_what_was_paid_elsewhere_ends_it_and_both_hear(world: World) -> None:
    """FEE-03: the sum that was named is the one that is owed, or nobody comes."""
    anna, officer = await who_asks(world)
    await world.reaches(9)
    await pays(world.humans["sun"], what="物业服务费 2 笔", how_much="")
    await world.humans["sun"].presses("已核对")
    assert anna.sees("金额变了", "不上门了", AT)
    assert officer.sees("金额变了", "不用上门了", "1号楼 101")
    assert world.read(states) == [CollectionState.CHANGED]
    await world.reaches(15)
    assert officer.heard_of("您到了吗") == 0
    await officer.presses("到门口了")
    assert "已经有结果" in officer.toast


async def test_what_the_books_changed_is_seen_before_anybody_goes(world: World) -> None:
    """FEE-03: a charge that an import brought ends it when who comes would be reminded."""
    anna, officer = await who_asks(world)
    world.write(lambda session: charged(session, "101", ("2026-12", "WY", 25088)))
    await world.reaches(14)
    assert anna.sees("金额变了", "不上门了")
    assert officer.heard_of("快到时间了") == 0


async def test_a_door_that_nobody_opens_leads_back_to_the_choice(world: World) -> None:
    """FEE-03, FEE-11: kindly, and another time is one press away."""
    anna, officer = await who_asks(world)
    await world.reaches(14, 30)
    await officer.presses("到门口了")
    await officer.presses("没人在家")
    assert anna.sees("没有遇到您", "没关系", "另选")
    assert world.read(states) == [CollectionState.MISSED]
    await anna.presses(TOMORROW)
    await anna.presses("同意")
    await world.reaches(10)
    await officer.presses("到门口了", old=officer.newest("您到了吗"))
    await officer.presses("今天不方便交")
    assert anna.sees("没有交成", "没关系")


async def test_who_is_away_that_day_is_stood_in_for(world: World) -> None:
    """FEE-03: half an hour before, somebody who is there; the resident hears who."""
    anna, officer = await who_asks(world)
    world.write(is_away)
    await world.reaches(14)
    assert world.humans["supervisor"].sees("快到时间了", "1号楼 101")
    assert anna.sees("赵强", AT)
    assert officer.heard_of("快到时间了") == 0


async def test_who_may_do_what(world: World) -> None:
    """FEE-03, SEC-01, SEC-03: the home's payers and the desk agree; only who is named comes."""
    await who_asks(world)
    world.write(lambda session: lives_there(session, "陈大文"))
    people = {"owner": 11, "family": 12, "technician": 21, "comer": 23, "stranger": 66}
    people |= {"supervisor": 24, "finance": CASHIER}
    desk, payer = {"comer", "supervisor", "finance"}, {"owner"}
    agree = ("fees_times", "fees_time|202611241000", "fees_agree|202611241000_85176")
    assert who_may(world, people, agree) == dict.fromkeys(agree, desk | payer)
    assert who_may(world, people, ["fees_propose"]) == {"fees_propose": desk}
    of_it = ("fees_withdraw", "fees_arrived", "fees_received", "fees_missed|nobody")
    await world.reaches(14, 30)
    may = who_may(world, people, of_it, rev=1)
    assert may == dict(zip(of_it, (desk | payer, {"comer"}, set(), set()), strict=True))
    await world.humans["wang"].presses("到门口了")
    may = who_may(world, people, of_it, rev=1)
    assert may == dict(zip(of_it, (set(), set(), {"comer"}, {"comer"}), strict=True))
