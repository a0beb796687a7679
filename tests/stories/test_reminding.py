"""The ladder's day for many: one message a person, a little apart, never at night."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from models.calendar import Calendar, Hours
from models.due import Due
from models.dunning.clock import StepIsDue
from models.dunning.tables import DunningStep
from models.dunning.turns import APART, turn_at
from models.estate.tables import Home
from models.people.tables import HomeRole, Person, Residency
from scheduler.dunning import plan_dunning
from tests.support.owing import charged, pays, the_cashier
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
