"""Hours, workdays and deadlines in the estate's zone, on the odd days of the year as well."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar, Hours

SHIFT = (Hours.parse("09:00-12:00"), Hours.parse("13:30-18:00"))
EVENING = (Hours.parse("09:00-20:00"),)
NIGHT = (Hours.parse("01:30-03:15"), Hours.parse("22:00-24:00"))
ALWAYS = (Hours.parse("00:00-24:00"),)

SHANGHAI = Calendar(ZoneInfo("Asia/Shanghai"), SHIFT)
BERLIN = Calendar(ZoneInfo("Europe/Berlin"), SHIFT, country="DE")
NEW_YORK = Calendar(ZoneInfo("America/New_York"), SHIFT, country="US")
LORD_HOWE = Calendar(ZoneInfo("Australia/Lord_Howe"), SHIFT, country="AU")

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
calendars = st.sampled_from([SHANGHAI, BERLIN, NEW_YORK, LORD_HOWE])
counting = st.sampled_from([None, SHIFT, EVENING, NIGHT, ALWAYS])
moments = st.timedeltas(timedelta(), timedelta(days=520)).map(lambda later: EPOCH + later)
durations = st.timedeltas(timedelta(), timedelta(hours=60))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "day", "at", "expected"),
    [
        (SHANGHAI, "2026-03-29", "02:30", "2026-03-28 18:30"),
        (BERLIN, "2026-03-29", "01:59", "2026-03-29 00:59"),
        (BERLIN, "2026-03-29", "02:00", "2026-03-29 01:00"),  # 02:00-03:00 does not exist
        (BERLIN, "2026-03-29", "02:30", "2026-03-29 01:00"),
        (BERLIN, "2026-03-29", "03:00", "2026-03-29 01:00"),
        (BERLIN, "2026-10-25", "02:30", "2026-10-25 00:30"),  # and again an hour later
        (BERLIN, "2026-10-25", "03:00", "2026-10-25 02:00"),
        (NEW_YORK, "2026-03-08", "02:30", "2026-03-08 07:00"),
        (NEW_YORK, "2026-11-01", "01:30", "2026-11-01 05:30"),
        (LORD_HOWE, "2026-10-04", "02:15", "2026-10-03 15:30"),  # half an hour is left out
        (LORD_HOWE, "2026-10-04", "02:30", "2026-10-03 15:30"),
        (LORD_HOWE, "2026-04-05", "01:45", "2026-04-04 14:45"),  # and again at 15:15
        (LORD_HOWE, "2026-04-05", "02:00", "2026-04-04 15:30"),
    ],
)
def test_a_local_time_is_one_moment(calendar: Calendar, day: str, at: str, expected: str) -> None:
    found = calendar.local(date.fromisoformat(day), time.fromisoformat(at))
    assert found == utc(expected)


@given(calendars, moments)
def test_a_moment_lies_within_its_own_day(calendar: Calendar, moment: datetime) -> None:
    day = calendar.day_of(moment)
    assert calendar.local(day, time()) <= moment < calendar.local(day + timedelta(1), time())


@pytest.mark.parametrize("text", ["20:00-09:00", "09:00-09:00", "9-20", "09:00-25:00", "",
                                  "22:00-00:00", "09:60-10:00"])  # fmt: skip
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hour|minute|day"):
        Hours.parse(text)


def test_hours_say_themselves_as_they_are_written() -> None:
    assert [str(Hours.parse(text)) for text in ("9:00-20:00", "00:00-24:00")] == [
        "09:00-20:00",
        "00:00-24:00",
    ]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-10-07", False),  # a Wednesday of the golden week
        ("2026-10-10", True),  # the Saturday that makes up for it
        ("2026-10-17", False),  # any Saturday
        ("2026-10-19", True),  # any Monday
        ("2026-01-04", True),  # a Sunday that makes up for New Year
    ],
)
def test_chinese_make_up_days_are_workdays(day: str, works: bool) -> None:
    assert SHANGHAI.is_workday(date.fromisoformat(day)) is works


def test_the_estate_s_own_table_wins() -> None:
    marked = {date(2026, 10, 7): True, date(2026, 10, 10): False}
    own = Calendar(ZoneInfo("Asia/Shanghai"), SHIFT, marked)
    assert own.is_workday(date(2026, 10, 7))
    assert not own.is_workday(date(2026, 10, 10))


def test_a_year_without_announced_days_is_not_known() -> None:
    marked = {date(2090, 2, 9): False}
    assert SHANGHAI.knows(2026)
    assert not SHANGHAI.knows(2090)
    assert Calendar(ZoneInfo("Asia/Shanghai"), SHIFT, marked).knows(2090)
    assert BERLIN.knows(2090)  # fixed by law


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("2026-07-01 01:00", 30, "2026-07-01 01:30"),  # 09:00 in Shanghai
        ("2026-07-01 03:30", 30, "2026-07-01 04:00"),  # ends at lunch, not after it
        ("2026-07-01 03:30", 31, "2026-07-01 05:31"),  # goes on at 13:30
        ("2026-07-01 15:00", 30, "2026-07-02 01:30"),  # a drip at 23:00 waits for the morning
        ("2026-07-01 15:00", 0, "2026-07-02 01:00"),
        ("2026-07-01 10:00", 0, "2026-07-01 10:00"),  # the closing itself is still in time
        ("2026-07-01 01:00", 450, "2026-07-01 10:00"),
        ("2026-07-03 09:30", 60, "2026-07-04 01:30"),  # a Saturday counts as well
    ],
)
def test_time_runs_inside_the_hours_only(start: str, minutes: int, expected: str) -> None:
    reached = SHANGHAI.add(utc(start), timedelta(minutes=minutes), hours=SHIFT)
    assert reached == utc(expected)


def test_on_workdays_only_the_weekend_and_the_holidays_are_skipped() -> None:
    friday = utc("2026-07-03 09:30")
    hour, three_days = timedelta(hours=1), timedelta(days=3)
    assert SHANGHAI.add(friday, hour, hours=SHIFT, workdays_only=True) == utc("2026-07-06 01:30")
    # From Wednesday 30 September over the golden week to the make-up Saturday.
    eve = utc("2026-09-30 04:00")
    assert SHANGHAI.add(eve, three_days, workdays_only=True) == utc("2026-10-10 04:00")


def test_round_the_clock_is_plain_time_even_when_clocks_jump() -> None:
    start = utc("2026-03-28 12:00")
    assert BERLIN.add(start, timedelta(hours=24), hours=None) == utc("2026-03-29 12:00")


def test_hours_swallowed_by_a_jump_of_the_clocks_do_not_exist_that_day() -> None:
    early = (Hours.parse("02:00-03:00"),)
    eve = utc("2026-03-28 12:00")
    assert BERLIN.first_permitted(eve, early) == utc("2026-03-30 00:00")


def test_nothing_can_wait_for_no_hours_at_all() -> None:
    with pytest.raises(ValueError, match="without any hours"):
        SHANGHAI.first_permitted(utc("2026-07-01 01:00"), ())
    with pytest.raises(ValueError, match="forward"):
        SHANGHAI.add(utc("2026-07-01 01:00"), timedelta(-1))


@given(calendars, moments, durations, durations, counting, st.booleans())
def test_adding_twice_is_adding_the_sum(
    calendar: Calendar,
    start: datetime,
    first: timedelta,
    then: timedelta,
    hours: tuple[Hours, ...] | None,
    workdays: bool,
) -> None:
    half = calendar.add(start, first, hours=hours, workdays_only=workdays)
    whole = calendar.add(half, then, hours=hours, workdays_only=workdays)
    assert whole == calendar.add(start, first + then, hours=hours, workdays_only=workdays)


@given(calendars, moments, st.timedeltas(timedelta(), timedelta(days=3)), durations, counting)
def test_who_starts_later_is_never_done_earlier(
    calendar: Calendar,
    start: datetime,
    later: timedelta,
    duration: timedelta,
    hours: tuple[Hours, ...] | None,
) -> None:
    done = calendar.add(start, duration, hours=hours)
    assert start + duration <= done <= calendar.add(start + later, duration, hours=hours)


@given(calendars, moments, durations, st.sampled_from([SHIFT, EVENING]), st.booleans())
def test_the_end_lies_inside_the_hours(
    calendar: Calendar,
    start: datetime,
    duration: timedelta,
    hours: tuple[Hours, ...],
    workdays: bool,
) -> None:
    done = calendar.add(start, duration, hours=hours, workdays_only=workdays)
    shown = done.astimezone(calendar.zone).time()
    assert any(span.opens <= shown <= span.closes for span in hours)
    assert calendar.is_workday(calendar.day_of(done)) or not workdays


@given(calendars, moments, st.integers(0, 600))
def test_as_many_minutes_pass_inside_the_hours_as_were_asked_for(
    calendar: Calendar, start: datetime, minutes: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    done = calendar.add(start, timedelta(minutes=minutes), hours=SHIFT)
    passed = int((done - start) / timedelta(minutes=1))
    shown = [(start + timedelta(minutes=n)).astimezone(calendar.zone).time() for n in range(passed)]
    assert minutes == sum(any(h.opens <= at < h.closes for h in SHIFT) for at in shown)


@given(calendars, moments, st.sampled_from([SHIFT, EVENING, NIGHT, ALWAYS]))
def test_the_first_permitted_moment_is_permitted_and_none_is_before_it(
    calendar: Calendar, moment: datetime, hours: tuple[Hours, ...]
) -> None:
    first = calendar.first_permitted(moment, hours)
    assert calendar.permitted(first, hours)
    assert first >= moment
    between = moment + (first - moment) / 2
    assert first in (moment, calendar.first_permitted(between, hours))


def test_residents_are_not_written_to_at_night() -> None:
    assert SHANGHAI.first_permitted(utc("2026-07-01 12:00"), EVENING) == utc("2026-07-02 01:00")
    assert SHANGHAI.permitted(utc("2026-07-01 11:59"), EVENING)
    assert not SHANGHAI.permitted(utc("2026-07-01 12:00"), EVENING)  # 20:00 there


def test_a_deadline_in_days_is_the_end_of_the_last_one() -> None:
    noon = utc("2026-07-01 04:00")
    assert SHANGHAI.end_of_day(noon, 0) == utc("2026-07-01 15:59:59")
    assert SHANGHAI.end_of_day(noon, 3) == utc("2026-07-04 15:59:59")
    assert SHANGHAI.end_of_day(noon, 3, workdays_only=True) == utc("2026-07-06 15:59:59")
    assert BERLIN.end_of_day(utc("2026-10-24 12:00"), 1) == utc("2026-10-25 22:59:59")
    assert LORD_HOWE.end_of_day(utc("2026-10-03 02:00"), 1) == utc("2026-10-04 12:59:59")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31 04:00", 1, "2026-02-28 15:59:59"),
        ("2027-12-15 04:00", 1, "2028-01-15 15:59:59"),
        ("2028-02-29 04:00", 12, "2029-02-28 15:59:59"),
        ("2026-07-30 20:00", 2, "2026-09-30 15:59:59"),  # already the 31st in Shanghai
    ],
)
def test_a_month_ends_on_the_same_date_or_the_last_day(
    start: str, months: int, expected: str
) -> None:
    assert SHANGHAI.same_date_after(utc(start), months) == utc(expected)
