"""Before and on the due day: one friendly message a person and day, and one press that answers."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from models.due import Due
from models.dunning.tables import DunningStep, Rest
from models.intents.tables import Outbox
from models.people.rules import WrittenAt
from models.people.tables import HomeRole, Person
from tests.support.announcing import TITLE, a_fee_is_coming, also_of
from tests.support.employed import who_may
from tests.support.owing import CASHIER, charged, pays
from tests.support.world import World, leaves, sets


def of_lin(session: Session) -> Person:
    return session.exec(select(Person).where(Person.name == "林秀英")).one()


def from_ten_on(session: Session) -> None:
    of_lin(session).written_at = WrittenAt.DAYTIME


def turns_taken(session: Session) -> list[date]:
    """Return on which days anybody was written to, however often it had to be sent."""
    rows = session.exec(select(Outbox).where(Outbox.kind == "FeesAnnounced").order_by("id"))
    return [date.fromisoformat(each.facts["on"]) for each in rows]


@pytest.mark.slow
async def test_who_pays_in_time_hears_of_it_once_and_nothing_after(world: World) -> None:
    """S-42, SEC-01, ETQ-01: five days before, after nine, in private; paid, nothing more comes."""
    cashier, anna = await a_fee_is_coming(world)
    await world.reaches(8, 59)
    await world.waits(days=3)
    assert anna.heard_of(TITLE) == 0
    await world.waits(minutes=2)
    assert anna.sees("林女士", TITLE, "1号楼 101", "2026-12", "物业服务费", "250.88", "12月1日")
    assert anna.sees(TITLE, "服务中心", "当场开收据", "我们来回答您")
    await anna.presses("我对账目有疑问")
    assert anna.sees("在这里回答您")
    await pays(cashier, what="全部 1 笔", how_much="")
    await cashier.presses("已核对")
    await anna.presses("明天再提醒我", old=anna.newest(TITLE))
    assert "明天没有要提醒的" in anna.toast
    await anna.presses("我已经付了", old=anna.newest(TITLE))
    assert "现在不欠费用" in anna.toast
    await world.waits(days=40)
    assert anna.heard_of(TITLE) == 1
    told = world.read(lambda s: s.exec(select(Outbox).where(Outbox.kind == "FeesAnnounced")).all())
    assert {each.chat_id for each in told} == {anna.telegram_id}
    for other in (key for key in world.humans if key != "anna"):
        assert world.humans[other].heard_of(TITLE) == 0
    assert world.read(lambda s: s.exec(select(DunningStep)).all()) == []


async def test_tomorrow_is_once_however_often_it_is_tapped(world: World) -> None:
    """S-42: not at night, not in one's own quiet hours, not twice, not what was paid meanwhile."""
    cashier, anna = await a_fee_is_coming(world)
    await world.waits(days=3, hours=13)
    await anna.presses("明天再提醒我")
    await anna.presses("明天再提醒我")
    assert "明天再提醒您一次" in anna.toast
    await world.reaches(8, 59)
    assert anna.heard_of(TITLE) == 1
    await world.reaches(9, 1)
    assert anna.heard_of(TITLE) == 2
    await world.waits(days=2)
    assert anna.heard_of(TITLE) == 2
    world.write(from_ten_on)
    await anna.presses("明天再提醒我")
    await world.waits(days=1, minutes=29)
    assert anna.heard_of(TITLE) == 2
    await pays(cashier, what="全部 1 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=20)
    assert anna.heard_of(TITLE) == 2


async def test_several_homes_are_one_message_and_a_claim_is_of_one_of_them(world: World) -> None:
    """FEE-02, FEE-12: what is claimed is not spoken of to anybody until finance has looked."""
    cashier, anna = await a_fee_is_coming(world)
    chen = world.humans["chen"]
    world.write(lambda session: also_of(session, "林秀英", "102"))
    world.write(lambda session: charged(session, "102", ("2026-12", "WY", 20000)))
    await world.waits(days=3, hours=1)
    assert anna.heard_of(TITLE) == chen.heard_of(TITLE) == 1
    assert anna.sees(TITLE, "1号楼 101", "1号楼 102", "一共 ¥450.88")
    assert chen.sees(TITLE, "一共 ¥200.00")
    await anna.presses("1号楼 102 已经付了")
    assert anna.sees("财务核对", "不再提醒")
    assert cashier.sees("1号楼 102", "林秀英", "说已经付款", "200.00")
    await chen.presses("我已经付了")
    assert "已经登记" in chen.toast
    await world.waits(days=5)
    assert chen.heard_of(TITLE) == 1
    assert anna.sees(TITLE, "1号楼 101", "一共 ¥250.88")
    await cashier.presses("没查到")
    assert anna.sees("还没有查到", "1号楼 102")
    await world.waits(days=7)
    assert anna.heard_of("一共 ¥450.88") == chen.heard_of("一共 ¥200.00") == 2
    await chen.presses("我已经付了")
    await cashier.presses("已到账")
    await world.waits(days=8)
    steps = world.read(lambda s: s.exec(select(DunningStep.home_id)).all())
    assert steps == [1]


@pytest.mark.slow
async def test_money_that_was_found_before_its_due_day_is_not_dunned_for(world: World) -> None:
    """FEE-12: a claim of November answers for what is due in December, and not for January's."""
    cashier, anna = await a_fee_is_coming(world)
    await world.waits(days=3, hours=1)
    await anna.presses("我已经付了")
    await cashier.presses("已到账")
    await world.waits(days=30)
    assert world.read(turns_taken) == [date(2026, 11, 26)]
    assert world.read(lambda s: s.exec(select(DunningStep)).all()) == []
    await pays(cashier, what="全部 1 笔", how_much="")
    await cashier.presses("已核对")
    world.write(lambda session: charged(session, "101", ("2027-01", "WY", 25088)))
    await world.waits(days=6)
    assert anna.sees(TITLE, "2027-01")
    await anna.presses("我已经付了")
    assert world.read(lambda s: [each.kept for each in s.exec(select(Rest))]) == [True, None]


async def test_what_an_outage_missed_is_said_once_as_it_is_by_then(world: World) -> None:
    """S-42: the newest only; what is in arrears by then is the ladder's to say."""
    _, anna = await a_fee_is_coming(world)
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    world.clock.move_to(datetime(2026, 12, 1, 15, tzinfo=UTC))  # 23:00: five days and the due day
    await world.rings()
    assert anna.heard_of(TITLE) == 0
    await world.reaches(9, 5)
    assert anna.heard_of(TITLE) == 1
    assert world.humans["chen"].heard_of(TITLE) == 0
    await anna.presses("明天再提醒我")
    world.clock.move_to(datetime(2026, 12, 9, 4, tzinfo=UTC))  # tomorrow, and a week after due
    await world.rings()
    await world.waits(hours=1)
    assert anna.heard_of(TITLE) == 2
    world.write(lambda session: charged(session, "101", ("2027-01", "WY", 25088)))
    world.clock.move_to(datetime(2027, 1, 17, 4, tzinfo=UTC))
    await world.waits(days=1)
    assert anna.heard_of(TITLE) == 2


async def test_of_two_that_waited_for_one_s_own_hours_only_the_newer_comes(world: World) -> None:
    """S-42: Thursday's came up at half past seven in the evening and would be Friday's second."""
    _, anna = await a_fee_is_coming(world)
    world.write(lambda session: sets(session, "fees.announce_days", [5, 4]))
    world.write(from_ten_on)
    world.clock.move_to(datetime(2026, 11, 26, 11, 30, tzinfo=UTC))
    await world.rings()
    await world.reaches(9, 59)
    assert anna.heard_of(TITLE) == 0
    assert world.read(turns_taken) == [date(2026, 11, 26), date(2026, 11, 27)]
    await world.reaches(12)
    assert anna.heard_of(TITLE) == 1


async def test_only_who_may_see_the_fees_hears_of_them_and_answers(world: World) -> None:
    """SEC-01, OWN-06: no family, no former owner, no stranger; which days is a setting."""
    cashier, anna = await a_fee_is_coming(world)
    world.write(lambda session: sets(session, "fees.announce_days", [3]))
    world.write(lambda session: sets(session, "fees.remind_days", []))
    world.write(lambda session: also_of(session, "陈大文", "101", HomeRole.FAMILY))
    await world.waits(days=4, hours=1)
    assert anna.heard_of(TITLE) == 0
    await world.waits(days=1)
    assert anna.heard_of(TITLE) == 1
    assert world.humans["chen"].heard_of(TITLE) == 0
    people = {"owner": 11, "family": 12, "technician": 21, "stranger": 66, "finance": CASHIER}
    assert who_may(world, people, ("fees_paid", "fees_tomorrow")) == {
        "fees_paid": {"owner"}, "fees_tomorrow": {"owner"},
    }  # fmt: skip
    await anna.presses("明天再提醒我")
    world.write(lambda session: leaves(session, "林秀英", on=date(2026, 11, 29)))
    await world.waits(days=10)
    assert anna.heard_of(TITLE) == 1
    assert who_may(world, people, ("fees_paid", "fees_tomorrow")) == {
        "fees_paid": set(), "fees_tomorrow": set(),
    }  # fmt: skip
    assert cashier.heard_of("说已经付款") == 0


async def test_nobody_is_told_while_the_home_is_held_nor_where_nobody_can_be(world: World) -> None:
    """FEE-12: hardship and death are not spoken to; who blocked us is not written to again."""
    cashier, anna = await a_fee_is_coming(world)
    await cashier.says("/dunning 1-101")
    await cashier.presses("有困难，暂缓")
    await world.waits(days=4)
    assert anna.heard_of(TITLE) == 0
    await cashier.presses("继续")

    def is_gone(session: Session) -> None:
        of_lin(session).unreachable_since = world.clock.now()

    world.write(is_gone)
    await world.waits(days=5)
    assert anna.heard_of(TITLE) == 0
    turns = select(Due).where(Due.kind == "PayerIsTold", Due.subject == 1)
    assert len(world.read(lambda s: s.exec(turns).all())) == 2
