"""Whether one visit more can be made, and who is at work on a day to come."""

from datetime import date
from zoneinfo import ZoneInfo

from models.calendar import Calendar, Hours
from models.people.planned import Plan
from models.people.tables import Staff, Trade
from models.repairs.slots import room_for_one_more

SLOT = Hours.parse("09:00-11:00")
NEW_YEAR = date(2026, 1, 1)


def technician(number: int, *trades: Trade) -> Staff:
    """Return a technician."""
    return Staff(id=number, name=str(number), trades=list(trades))


def plan(*rows: tuple[str, str, str], closed: date | None = None) -> Plan:
    """Return the plan of one technician: `on`, from, to; the office is `closed` on that day."""
    zhang = technician(1)
    days = {closed: False} if closed else {}
    return Plan(
        tuple((*row, zhang) for row in rows),
        Calendar(ZoneInfo("Asia/Shanghai"), (Hours.parse("08:00-18:00"),), days),
    )


def test_each_technician_makes_as_many_visits_as_the_office_says():
    """REP-06: two visits a slot for each of two, the fifth has no place."""
    two = [technician(1, Trade.PLUMBING), technician(2, Trade.PLUMBING)]
    assert room_for_one_more(Trade.PLUMBING, [Trade.PLUMBING] * 3, two, 2)
    assert not room_for_one_more(Trade.PLUMBING, [Trade.PLUMBING] * 4, two, 2)
    assert not room_for_one_more(Trade.PLUMBING, [], [], 2)


def test_who_does_two_trades_is_never_in_two_homes():
    """REP-06: the visits are dealt out anew as long as that makes room."""
    both, plumber = technician(1, Trade.PLUMBING, Trade.GAS), technician(2, Trade.PLUMBING)
    assert room_for_one_more(Trade.GAS, [Trade.PLUMBING], [both, plumber], 1)
    assert not room_for_one_more(Trade.GAS, [Trade.PLUMBING], [both], 1)
    assert not room_for_one_more(Trade.GAS, [Trade.PLUMBING] * 2, [both, plumber], 1)


def test_without_trades_a_technician_does_them_all():
    assert room_for_one_more(Trade.PESTS, [Trade.LIFT], [technician(1)], 2)


def test_who_leaves_before_the_end_of_the_slot_is_not_there():
    """REP-02: the whole slot counts, put together from rows that meet."""
    assert plan(("thu", "08:00", "11:00")).at_work(date(2026, 11, 26), SLOT)
    assert not plan(("thu", "08:00", "10:30")).at_work(date(2026, 11, 26), SLOT)
    assert not plan(("thu", "09:30", "18:00")).at_work(date(2026, 11, 26), SLOT)
    meeting = plan(("thu", "08:00", "10:00"), ("thu", "10:00", "12:00"))
    assert meeting.at_work(date(2026, 11, 26), SLOT)


def test_a_holiday_asks_for_a_row_of_its_own():
    """REP-02: the weekly roster says nothing about New Year; a Saturday's row means Saturdays."""
    assert not plan(("thu", "08:00", "18:00")).at_work(NEW_YEAR, SLOT)
    assert plan(("2026-01-01", "08:00", "18:00")).at_work(NEW_YEAR, SLOT)
    assert plan(("sat", "08:00", "18:00")).at_work(date(2026, 11, 28), SLOT)
    closed = plan(("sat", "08:00", "18:00"), closed=date(2026, 11, 28))
    assert not closed.at_work(date(2026, 11, 28), SLOT)
