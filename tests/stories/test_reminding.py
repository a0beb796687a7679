"""The ladder's day for many: one message a person, a little apart, never at night."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models.calendar import Calendar, Hours
from models.due import Due
from models.dunning.clock import StepIsDue
from models.dunning.tables import DunningStep, LadderRun, Reminder
from models.dunning.turns import APART, turn_at
from models.estate.tables import Home
from models.people.rules import WrittenAt
from models.people.tables import HomeRole, Person, Residency
from scheduler.dunning import plan_dunning
from tests.support.employed import who_may
from tests.support.owing import CASHIER, charged, pays, the_cashier
from tests.support.world import World

SHANGHAI = Calendar(ZoneInfo("Asia/Shanghai"), ())
HOURS = (Hours.parse("09:00-20:00"),)


def owns_both(session: Session) -> None:
    """Let Mrs Lin of 101 own 102 beside Mr Chen, where a month is owed too."""
    anna = session.exec(select(Person).where(Person.name == "林秀英")).one()
    home = session.exec(select(Home).where(Home.unit == "102")).one()
    session.add(
        Residency(
            estate_id=home.estate_id, home_id=home.id, person_id=anna.id, name=anna.name,
            role=HomeRole.OWNER,
        )
    )  # fmt: skip
    charged(session, "102", ("2026-11", "WY", 20000))


def told(session: Session) -> list[int]:
    return list(session.exec(select(DunningStep.told).order_by("id")))


async def test_two_homes_are_one_message_and_each_is_answered_alone(world: World) -> None:
    """FEE-05: one message of both; who owns one of them reads of that one only; SEC-01."""
    cashier, anna, chen = await the_cashier(world), world.humans["anna"], world.humans["chen"]
    world.write(owns_both)
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    assert anna.heard_of("温馨提醒") == chen.heard_of("温馨提醒") == 1
    assert anna.sees("温馨提醒", "2 处房屋", "1号楼 101", "851.76", "1号楼 102", "合计 ¥1,051.76")
    assert chen.sees("温馨提醒", "1号楼 102", "合计 ¥200.00")
    assert world.read(told) == [1, 2]
    reminder = anna.newest("温馨提醒")
    await anna.presses("🏠 1号楼 102", old=reminder)
    assert anna.sees("1号楼 102", "合计 ¥200.00", "晚几天，请点下面。")
    await anna.presses("我已经付了")
    assert cashier.sees("1号楼 102", "林秀英", "说已经付款", "200.00")
    await anna.presses("🏠 1号楼 102", old=reminder)
    assert "已经登记" in anna.toast
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await anna.presses("🏠 1号楼 101", old=reminder)
    assert "不欠" in anna.toast
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1


async def test_an_outage_until_the_evening_leaves_the_rest_to_the_next_morning(
    world: World,
) -> None:
    """S-42: one second before eight in the evening one home fits; the other has the morning."""
    await the_cashier(world)
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    plan_dunning(world.database, world.clock)
    world.clock.move_to(datetime(2026, 12, 16, 11, 59, 58, 500_000, tzinfo=UTC))
    await world.rings()
    turns = world.read(_turns)
    assert all(SHANGHAI.permitted(at, HOURS) for at in turns)
    assert turns[-1] >= datetime(2026, 12, 17, 1, tzinfo=UTC)
    heard = world.humans["chen"]
    await world.waits(hours=12)
    assert heard.heard_of("温馨提醒") == 0
    await world.waits(hours=2)
    assert heard.heard_of("温馨提醒") == world.humans["anna"].heard_of("温馨提醒") == 1


def _turns(session: Session) -> list[datetime]:
    found = select(Due.due_at).where(Due.kind == StepIsDue.__name__)
    return list(session.exec(found.order_by("due_at")))


def test_two_thousand_homes_fit_a_day_and_what_does_not_has_the_next_morning():
    """S-42: apart, in order, the same whenever reckoned; none in the night."""
    begins = datetime(2026, 12, 16, 1, tzinfo=UTC)
    day = [turn_at(place, place + 7, begins, SHANGHAI, HOURS) for place in range(2000)]
    assert day == sorted(day) == [turn_at(n, n + 7, begins, SHANGHAI, HOURS) for n in range(2000)]
    assert {SHANGHAI.day_of(at) for at in day} == {date(2026, 12, 16)}
    assert len({(at - begins) % APART for at in day}) > 500
    late = [turn_at(n, n, begins + timedelta(hours=10.9), SHANGHAI, HOURS) for n in range(2000)]
    assert {SHANGHAI.day_of(at) for at in late} == {date(2026, 12, 16), date(2026, 12, 17)}
    assert all(SHANGHAI.permitted(at, HOURS) for at in late)


async def test_finance_stops_the_reminders_and_lets_them_go_on_where_they_were(
    world: World,
) -> None:
    """FEE-05, FEE-12, S-42: nothing is sent while they stand still, and nobody is told twice."""
    cashier, anna, chen = await the_cashier(world), world.humans["anna"], world.humans["chen"]
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    world.write(_one_after_the_other)
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, minutes=31)
    assert anna.heard_of("温馨提醒") == 1
    assert cashier.sees("催缴提醒", "已发 1 人", "还剩 1", "马上发出")
    people = {"owner": 11, "technician": 22, "officer": 23, "head": 25, "finance": CASHIER}
    allowed = who_may(world, people, ("ladder_stop",), on=world.read(_run).id)
    assert allowed == {"ladder_stop": {"head", "finance"}}
    await cashier.presses("停发提醒")
    assert cashier.sees("催缴提醒", "孙会计", "已停发", "一条也不发")
    await world.reaches(11)
    assert chen.heard_of("温馨提醒") == 0
    assert cashier.sees("📊", "已发 1 人", "还剩 1", "已停发")
    await world.restarts()
    await cashier.presses("继续发送")
    await world.waits(minutes=2)
    assert (anna.heard_of("温馨提醒"), chen.heard_of("温馨提醒")) == (1, 1)
    assert cashier.heard_of("🔔") == 1
    assert cashier.sees("催缴提醒", "已发 2 人", "全部处理完")
    assert cashier.sees("📊", "已发 2 人", "停发过 1 次")
    await anna.presses("3 天内交")
    await world.reaches(13)
    assert cashier.sees("催缴提醒", "约了日子 1 户")
    await world.reaches(21)
    assert world.read(_run).ended_at is not None
    assert world.read(told) == [1, 1]


def _one_after_the_other(session: Session) -> None:
    """Let Mr Chen be written to from ten on only."""
    chen = session.exec(select(Person).where(Person.name == "陈大文")).one()
    chen.written_at = WrittenAt.DAYTIME
    session.add(chen)


def _run(session: Session) -> LadderRun:
    return session.exec(select(LadderRun)).one()


async def test_whom_no_chat_reaches_is_rung_up_by_an_officer(world: World) -> None:
    """FEE-05, FEE-10, FEE-11: blocked or without an account: one card names the next to call."""
    cashier, officer = await the_cashier(world), world.humans["wang"]
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    world.write(_no_account)
    world.telegram.blocks(11)
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    assert cashier.sees("催缴提醒", "已发 0 人", "联系不上 2 人", "打电话 2 人")
    assert cashier.sees("📊", "要打电话 2 人")
    assert officer.sees("还有 2 人", "林秀英", "+8613800000011", "1号楼 101", "851.76")
    people = {"owner": 11, "technician": 22, "officer": 23, "head": 25, "finance": CASHIER}
    first = world.read(_to_call)
    assert who_may(world, people, ("arrears_called|called", "arrears_called|held"), on=first) == {
        "arrears_called|called": {"officer", "head", "finance"}, "arrears_called|held": set(),
    }  # fmt: skip
    await officer.presses("没人接")
    assert officer.sees("还有 2 人", "陈大文", "1号楼 102", "200.00")
    await officer.presses("已电话告知")
    assert officer.sees("还有 1 人", "林秀英")
    await officer.presses("改送通知单")
    assert officer.sees("都联系过了")
    assert officer.heard_of("☎") == 0
    await world.waits(hours=1)
    assert cashier.sees("催缴提醒", "联系不上 2 人", "全部处理完")
    assert cashier.heard_of("打电话 2 人）") == 0
    assert world.read(told) == [0, 0]


def _to_call(session: Session) -> int:
    return session.exec(select(Reminder.id).order_by("id")).first() or 0


def _no_account(session: Session) -> None:
    chen = session.exec(select(Person).where(Person.name == "陈大文")).one()
    chen.telegram_id = None
    session.add(chen)
