"""Collection at the home: only by appointment, on time, with the receipt at once."""

from datetime import date

from sqlmodel import Session, col, select

from models.dunning.errands import open_for
from models.dunning.reading import rest_of
from models.dunning.words import ErrandKind
from models.estate.tables import Home
from models.fees.collecting_rules import CollectionState
from models.fees.tables import Collection
from models.people.absences import Absence
from models.people.tables import HomeRole, Person, Residency, Staff
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.owing import CASHIER, charged, pays, the_cashier
from tests.support.world import World, sets

AT = "11月23日(周一)14:30"
TOMORROW = "11月24日(周二)10:00"


async def who_asks(world: World, *, at: str = AT) -> tuple[Human, Human]:
    """Let Mrs Lin, who owes 851.76, agree that somebody comes; return her and the officer."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(at)
    await anna.presses("同意")
    return anna, world.humans["wang"]


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


async def test_a_sum_that_changed_while_it_was_read_is_read_again(world: World) -> None:
    """FEE-03: nothing is agreed for another amount than the one on the screen."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(AT)
    world.write(lambda session: charged(session, "101", ("2026-12", "WY", 25088)))
    await anna.presses("同意")
    assert "金额刚刚有变化" in anna.toast
    assert anna.sees("正好 ¥1,102.64")
    assert world.read(states) == []


async def test_it_is_moved_and_withdrawn_with_a_press(world: World) -> None:
    """FEE-03: only the last time counts; the ladder rests until it, and goes on without it."""
    anna, officer = await who_asks(world)
    await anna.presses("改时间")
    assert anna.sees("现在约的是 " + AT)
    await anna.presses(TOMORROW)
    assert anna.sees("原来约 " + AT)
    assert world.read(rested_until) == date(2026, 11, 23)
    await anna.presses("同意")
    assert officer.sees("改了时间", AT)
    assert officer.sees("约好上门收费", TOMORROW)
    assert world.read(rested_until) == date(2026, 11, 24)
    await world.reaches(15)
    assert officer.heard_of("您到了吗") == 0
    await world.reaches(18)
    assert anna.sees("提醒您", "王芳", TOMORROW)
    await anna.presses("不用来了")
    assert anna.sees("不上门了", TOMORROW)
    assert officer.sees("取消了", TOMORROW)
    assert world.read(rested_until) is None
    assert world.read(states) == [CollectionState.WITHDRAWN]


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


async def test_the_desk_agrees_it_by_telephone_or_lets_them_choose(world: World) -> None:
    """FEE-03, FEE-11: of the office's own accord with an apology, and never without a time."""
    await the_cashier(world)
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await officer.says("/fees 1-101")
    await officer.presses("约上门收费")
    assert officer.sees("没有约好时间，不上门", "¥851.76")
    await officer.presses("请住户自己选时间")
    assert anna.sees("打扰您了，很抱歉", "没约好不会来", "¥851.76")
    assert officer.heard_of("约好上门收费") == 0
    await officer.presses(AT)
    assert officer.sees("逐项念给住户听", "林秀英", AT)
    await officer.presses("住户在电话里同意了")
    assert officer.sees("约好了", "王芳", AT, "已经通知他")
    assert officer.sees("约好上门收费", AT)
    assert anna.sees("约好了", "王芳", AT)


async def test_nobody_is_visited_about_arrears_without_a_time(world: World) -> None:
    """FEE-03, FEE-10, FEE-11: the errand of a visit agrees one first; agreed, it is not pressed."""
    await the_cashier(world)
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    world.write(lambda s: open_for(s, s.get_one(Home, 1), ErrandKind.VISIT, now=world.clock.now()))
    await world.settles()
    assert officer.sees("请上门", "没有约好时间，不上门")
    await officer.presses("约上门收费")
    await officer.presses("请住户自己选时间")
    await anna.presses(AT)
    await anna.presses("同意")
    assert officer.sees("约好上门收费", AT)
    await officer.presses("拒交")
    assert officer.sees("已经付了或已经暂停")


async def test_one_officer_is_at_one_door_at_a_time(world: World) -> None:
    """FEE-03: the next home is promised somebody else; and nobody goes to their own home."""
    await who_asks(world)
    chen = world.humans["chen"]
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    await chen.says("/fees")
    await chen.presses("请上门来收")
    await chen.presses(AT)
    assert chen.sees("赵强", AT)
    world.write(lambda session: lives_there(session, "赵强"))
    await chen.presses("换个时间")
    assert not any("14:30" in each for each in chen.buttons())


async def test_pressed_twice_it_is_agreed_once(world: World) -> None:
    """FEE-03: neither side hears it again."""
    anna, officer = await who_asks(world)
    await anna.presses("同意", old=anna.newest("请核对"))
    assert (anna.heard_of("约好了"), officer.heard_of("约好上门收费")) == (1, 1)
    assert officer.heard_of("改了时间") == 0


async def test_a_time_that_has_passed_brings_the_next_ones(world: World) -> None:
    """FEE-03: who thinks it over for hours is not promised what nobody can keep."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(AT)
    await world.reaches(14)
    await anna.presses("同意")
    assert "不能选了" in anna.toast
    assert anna.buttons()[0] == "🕘 11月23日(周一)15:30"
    assert world.read(states) == []


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


async def test_an_office_that_does_not_come_offers_it_nowhere(world: World) -> None:
    """FEE-03: `fees.at_home` is off: no button, and an old one is refused."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    world.write(lambda session: sets(session, "fees.at_home", False))
    await anna.presses("请上门来收")
    assert anna.heard_of("什么时间方便") == 0
    await anna.says("/fees")
    assert not any("请上门来收" in each for each in anna.buttons())


def states(session: Session) -> list[CollectionState]:
    """Return what became of every appointment."""
    return list(session.exec(select(Collection.state).order_by(col(Collection.id))))


def rested_until(session: Session) -> date | None:
    """Return until when the first home's ladder rests."""
    rest = rest_of(session, 1)
    return rest.until if rest else None


def lives_there(session: Session, name: str) -> None:
    """Let that person live with the family, in 102; Mr Chen with that of 101."""
    person = session.exec(select(Person).where(Person.name == name)).one()
    home_id = 1 if name == "陈大文" else 2
    session.add(
        Residency(
            estate_id=1, home_id=home_id, person_id=person.id, name=name, role=HomeRole.FAMILY
        )
    )


def is_away(session: Session) -> None:
    """Let the officer be ill today."""
    wang = session.exec(select(Staff).where(Staff.name == "王芳")).one()
    session.add(Absence(estate_id=1, staff_id=wang.id, on=date(2026, 11, 23)))
