"""The yearly drive: in December the office collects what was owed before, and sees it shrink."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from models.calendar import Calendar
from models.dunning.drive import days_of
from models.people.tables import HomeRole, Residency, StaffRole
from tests.stories.test_dunning import who_owes
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.owing import CASHIER, charged, pays
from tests.support.register import hired
from tests.support.world import World, sets

SHANGHAI = Calendar(ZoneInfo("Asia/Shanghai"), ())


async def in_december(world: World) -> tuple[Human, Human]:
    """Return the cashier and an officer on 1 December, when two homes owe 1,051.76 in all."""
    cashier, _ = await who_owes(world)
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    world.write(lambda session: charged(session, "102", ("2026-12", "WY", 30000)))
    await world.waits(days=8, hours=2)
    return cashier, world.humans["wang"]


async def test_what_was_owed_before_december_is_collected_by_its_end(world: World) -> None:
    """FEE-13: each week who is to be rung up, what came, what rests; on the last day the result."""
    cashier, officer = await in_december(world)
    head = world.humans["head"]
    for each in (cashier, officer, head):
        assert each.sees("年底清欠", "2 户", "¥1,051.76", "已结清 0 户", "101", "2026-10 起", "102")
    for nobody in ("anna", "chen", "zhang", "li"):
        assert world.humans[nobody].heard_of("年底清欠") == 0
    await officer.presses("📞 1号楼 101")
    assert officer.sees("请打电话", "+8613800000011", "¥851.76")
    await officer.presses("7 天内交")
    await officer.says("/drive")
    assert officer.sees("还欠 2 户", "其中 1 户暂停中 ¥851.76", "102")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=6)
    assert head.sees("已结清 1 户", "已收 ¥851.76", "还欠 1 户 ¥200.00")
    await world.waits(days=24, hours=10)
    assert head.sees("到今天为止", "已结清 1 户", "新年照常按月催缴")


async def test_it_is_told_once_a_week_and_not_in_january(world: World) -> None:
    """FEE-13: on 1, 7, 14, 21, 28 and 31 December."""
    await in_december(world)
    head = world.humans["head"]
    for days, told in ((0, 1), (6, 2), (24, 5), (1, 6), (10, 6)):
        await world.waits(days=days)
        assert head.heard_of("年底清欠") == told
    await head.says("/drive")
    assert head.sees("从 12 月 1 日开始")


async def test_a_home_is_rung_up_by_one_and_only_while_it_owes(world: World) -> None:
    """FEE-10, FEE-12: not by two, not after it was paid, and by nobody who takes no money."""
    cashier, officer = await in_december(world)
    people = {"owner": 11, "technician": 21, "officer": 23, "stranger": 66, "finance": CASHIER}
    assert who_may(world, people, ("drive_call",)) == {"drive_call": {"officer", "finance"}}
    await officer.presses("📞 1号楼 101")
    await cashier.presses("📞 1号楼 101")
    assert "请不要重复打" in cashier.toast
    await officer.says("/drive")
    await officer.presses("📞 1号楼 101")
    assert officer.heard_of("请打电话") == 2
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await officer.presses("📞 1号楼 101")
    assert "不用再打" in officer.toast
    group = world.humans["management"]
    head_in_group = Human(world, world.humans["head"].telegram_id, group.chat_id)
    for nobody in (world.humans["anna"], world.humans["zhang"], head_in_group):
        await nobody.says("/drive")
        assert nobody.heard_of("年底清欠") == 0


async def test_an_officer_has_their_own_buildings_and_never_their_own_home(world: World) -> None:
    """FEE-13, SEC-01, S-47: nothing for other buildings; an estate may do without."""

    def two_more(session: Session) -> None:
        he = hired(session, "何专员", StaffRole.OFFICER, telegram_id=46)
        he.buildings = ["9号楼"]
        lu = hired(session, "陆专员", StaffRole.OFFICER, telegram_id=47)
        lives = Residency(
            estate_id=1, home_id=1, person_id=lu.person_id, name=lu.name, role=HomeRole.OWNER
        )
        session.add_all((he, lives))

    world.write(two_more)
    he, lu = world.joins("he", 46), world.joins("lu", 47)
    cashier, officer = await in_december(world)
    assert (officer.heard_of("年底清欠"), he.heard_of("年底清欠")) == (1, 0)
    assert lu.sees("年底清欠", "1 户", "¥200.00", "102")
    assert lu.heard_of("101") == 0
    world.write(lambda session: sets(session, "routine.jobs", ["arrears"]))
    await world.waits(days=14)
    assert cashier.heard_of("年底清欠") == 1


@pytest.mark.parametrize("year", range(2024, 2036))
def test_it_is_looked_at_each_week_and_on_the_last_day(year: int) -> None:
    """FEE-13: on workdays, once a week, and always on 31 December."""
    days = days_of(year, SHANGHAI)
    assert days[-1] == date(year, 12, 31)
    assert all(SHANGHAI.is_workday(day) for day in days[:-1])
    assert all(later - day <= timedelta(days=9) for day, later in pairwise(days))
    assert len({day.isocalendar().week for day in days[:-1]}) == len(days) - 1
