"""Promises over calendars that are made up: zones, lunch, holidays, make-up days, odd settings.

None lies before what it is counted from, none is told for an hour in which nobody is written to,
and what follows a moment comes after it.
"""

from dataclasses import astuple
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from models.calendar import Calendar, Hours
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import (
    Importance,
    acknowledged_by,
    no_later,
    promised,
    questions,
    received_at,
    warned_at,
)
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.followups.rules import Counting, FollowUpKind, Job, Plan, plans
from models.repairs.policy import RepairPolicy
from models.repairs.rules import calls, climbs, next_morning, slots_offered
from models.repairs.visit_plan import plan_visit
from models.repairs.visit_policy import VisitPolicy

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = [date(2026, 1, 1) + timedelta(days) for days in range(540)]
ZONES = (
    *("Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca", "America/St_Johns"),
)
moments = st.timedeltas(timedelta(), timedelta(days=500)).map(lambda later: EPOCH + later)
minutes = st.integers(0, 24 * 4).map(lambda quarter: quarter * 15)


@st.composite
def hours(draw: st.DrawFn) -> tuple[Hours, ...]:
    """Return one to three spans of a day, with lunch between them or none."""
    ends = sorted(draw(st.lists(minutes, min_size=2, max_size=6, unique=True)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return tuple(Hours(clock(opens), clock(closes)) for opens, closes in pairs)


def clock(minute: int) -> time:
    """Return the time of day; 24:00 is written 00:00."""
    return time(minute // 60 % 24, minute % 60)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Return an estate's calendar: its zone, its shift, and days of its own, free or made up."""
    marked = draw(st.dictionaries(st.sampled_from(YEAR), st.booleans(), max_size=30))
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return Calendar(zone, draw(hours()), marked, draw(st.sampled_from(["CN", "DE", "US"])))


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    """Return how an estate counts."""
    deadlines = DeadlinePolicy(
        draw(st.sampled_from(["calendar_eod", "exact"])),
        draw(st.sampled_from(["calendar", "thirty_days"])),
    )
    return Counting(draw(calendars()), draw(hours()), deadlines)


# Found so: with a quarter of an hour a day to write in, silence was a task before the question.
BEFORE_DAWN = Counting(
    Calendar(ZoneInfo("Asia/Shanghai"), (Hours.parse("09:00-18:00"),)),
    (Hours.parse("04:15-04:30"),),
    DeadlinePolicy(),
)


def in_order(counting: Counting, plan: Plan) -> None:
    """Assert that the question comes after the work, by day; a person asks after it, or in time."""
    assert counting.calendar.permitted(plan.ask_at, counting.hours)
    assert plan.since <= plan.ask_at
    assert plan.since <= plan.escalate_at
    assert plan.ask_at <= plan.escalate_at or plan.escalate_at == plan.limit_at
    assert plan.since <= plan.limit_at <= plan.final_at


@given(countings(), moments, st.sampled_from(Importance), st.none() | st.integers(1, 7))
def test_a_complaint_is_promised_nothing_before_it_came(
    counting: Counting, since: datetime, importance: Importance, asked: int | None
) -> None:
    """S-20, S-21, S-29: answered before it is solved; a change only hastens."""
    policy = ComplaintPolicy()
    limits = promised(importance, since, asked, policy, counting)
    assert since < limits.answer_by <= limits.solve_by
    longest = max(policy.a_limit_days, policy.asked_max_days)
    assert limits.solve_by <= since + timedelta(days=longest + 1, hours=2)
    later = promised(importance, since + timedelta(days=1), asked, policy, counting)
    assert no_later(limits, later) == no_later(later, limits) == limits


@given(countings(), moments, st.timedeltas(timedelta(seconds=1), timedelta(days=40)))
def test_a_warning_comes_before_the_limit(
    counting: Counting, now: datetime, left: timedelta
) -> None:
    """GEN-07: and never before the promise was made."""
    assert now < warned_at(now + left, now, ComplaintPolicy()) < now + left


@given(countings(), moments, st.integers(0, 9), st.integers(0, 5))
def test_a_letter_is_acknowledged_after_it_came(
    counting: Counting, now: datetime, ago: int, within: int
) -> None:
    """S-25, CMP-07: on the day it was received; never before it, and as many days later."""
    received = received_at(now, ago, counting)
    calendar = counting.calendar
    assert received <= now
    assert calendar.day_of(received) == calendar.day_of(now) - timedelta(ago)
    limit = acknowledged_by(received, ComplaintPolicy(ack_days=within), counting)
    assert limit >= received
    if counting.deadlines.day_mode == "calendar_eod":
        assert calendar.day_of(limit) == calendar.day_of(received) + timedelta(within)


@given(countings(), moments, st.sampled_from(Importance))
def test_who_complained_is_asked_by_day_and_within_the_limits(
    counting: Counting, told_at: datetime, importance: Importance
) -> None:
    """CB-08, CB-09, S-22, S-42: three days, and for A and B the month."""
    found = questions(importance, told_at, ComplaintPolicy(), counting)
    assert (FollowUpKind.LASTING in found) is (importance is not Importance.C)
    for plan in found.values():
        in_order(counting, plan)
        assert plan.ask_at <= plan.limit_at
        assert plan.escalate_at <= plan.final_at


@example(BEFORE_DAWN, EPOCH, "plumbing", False, False, timedelta())
@given(
    countings(), moments, st.sampled_from(["plumbing", "walls_leaks", "gas"]), st.booleans(),
    st.booleans(), st.timedeltas(timedelta(), timedelta(days=5)),
)  # fmt: skip
def test_a_finished_job_is_asked_about_by_day_and_in_order(
    counting: Counting, done_at: datetime, trade: str, is_public: bool, matters: bool,
    tested: timedelta,
) -> None:  # fmt: skip
    """CB-01 to CB-06, S-01, S-02, S-05, S-42: silence is no task before the question was asked."""
    job = Job(trade, is_public, matters, done_at, done_at + tested)
    for plan in plans(job, FollowUpPolicy(), counting).values():
        in_order(counting, plan)


@given(calendars(), moments)
def test_a_dispatch_rings_after_it_came_and_ever_higher(calendar: Calendar, at: datetime) -> None:
    """S-13, REP-06: in the shift, in order; the next morning is another day's."""
    policy = RepairPolicy()
    rings = calls(at, policy, calendar)
    told = climbs(rings[-1], policy, calendar)
    assert [at, *rings, *told] == sorted([at, *rings, *told])
    assert calendar.day_of(next_morning(at, policy, calendar)) > calendar.day_of(at)


@given(calendars(), moments, hours(), st.timedeltas(timedelta(), timedelta(days=6)))
def test_a_visit_is_reminded_of_before_it_and_late_after_it(
    calendar: Calendar, agreed: datetime, by_day: tuple[Hours, ...], ahead: timedelta
) -> None:
    """GEN-07, S-09, S-12, S-42: no slot has begun; no reminder too early, nor by night."""
    offered = slots_offered(agreed, RepairPolicy(), calendar)
    begins = agreed + ahead
    for day, spans in offered.items():
        assert all(calendar.local(day, span.opens) > agreed for span in spans)
    plan = plan_visit(agreed, begins, begins + timedelta(hours=2), VisitPolicy(), calendar, by_day)
    *reminders, ends, given_up, _ = astuple(plan)
    for reminder in filter(None, reminders):
        assert agreed <= reminder <= begins
    assert begins < ends <= given_up
    if plan.remind_resident_at:
        assert calendar.permitted(plan.remind_resident_at, by_day)


@given(calendars(), moments, st.lists(st.timedeltas(timedelta(), timedelta(hours=30)), max_size=5))
def test_time_in_the_hours_adds_up_to_the_whole(
    calendar: Calendar, start: datetime, parts: list[timedelta]
) -> None:
    """S-29: counted piece by piece over holidays and make-up days it is what the sum says."""
    reached = start
    for part in parts:
        reached = calendar.add(reached, part, hours=calendar.shift, workdays_only=True)
        assert reached >= start
    whole = calendar.add(start, sum(parts, timedelta()), hours=calendar.shift, workdays_only=True)
    assert not parts or reached == whole
