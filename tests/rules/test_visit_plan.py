"""When both sides are reminded of a visit, and when it is late: on the estate's own clocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from models.calendar import Calendar, Hours
from models.repairs.visit_plan import VisitPlan, plan_visit
from models.repairs.visit_policy import VisitPolicy

PERMITTED = (Hours.parse("09:00-20:00"),)


def planned(agreed: str, day: date, begins: int, zone: str = "Asia/Shanghai") -> VisitPlan:
    """Return the plan of a visit of two hours; `agreed` is on the estate's clocks."""
    calendar = Calendar(ZoneInfo(zone), (Hours.parse("08:00-18:00"),))
    span = (calendar.local(day, time(begins)), calendar.local(day, time(begins + 2)))
    moment = datetime.fromisoformat(agreed).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return plan_visit(moment, *span, VisitPolicy(), calendar, PERMITTED)


def test_a_visit_tomorrow_is_recalled_this_evening():
    """GEN-07, S-09: every moment of a visit in Shanghai, written out in UTC."""
    assert planned("2026-11-23 08:30", date(2026, 11, 24), 9) == VisitPlan(
        remind_resident_at=datetime(2026, 11, 23, 10, tzinfo=UTC),
        shift_begins_at=datetime(2026, 11, 24, 0, tzinfo=UTC),
        remind_technician_at=datetime(2026, 11, 24, 0, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
        given_up_at=datetime(2026, 11, 24, 3, 15, tzinfo=UTC),
        overdue_at=datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC),
    )


def test_agreed_at_night_it_is_recalled_two_hours_before_if_that_is_no_longer_night():
    """GEN-07, S-42: at noon for two o'clock; for nine nobody is woken at seven."""
    night, tuesday = "2026-11-23 21:00", date(2026, 11, 24)
    recalled = planned(night, tuesday, 14).remind_resident_at
    assert recalled == datetime(2026, 11, 24, 4, tzinfo=UTC)
    assert planned(night, tuesday, 9).remind_resident_at is None


def test_what_has_passed_when_it_is_agreed_is_not_planned():
    """GEN-07: at ten for eleven o'clock the shift has begun long ago."""
    plan = planned("2026-11-24 10:00", date(2026, 11, 24), 11)
    assert (plan.remind_resident_at, plan.shift_begins_at) == (None, None)
    assert plan.remind_technician_at == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def test_the_night_in_which_clocks_change_moves_no_appointment():
    """S-12, S-29: Berlin sets its clocks back between the evening's reminder and the visit."""
    plan = planned("2026-10-24 09:00", date(2026, 10, 25), 9, "Europe/Berlin")
    assert plan.remind_resident_at == datetime(2026, 10, 24, 16, tzinfo=UTC)  # 18:00 in summer
    assert plan.remind_technician_at == datetime(2026, 10, 25, 7, 30, tzinfo=UTC)  # 08:30 in winter
    assert plan.overdue_at == datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)
