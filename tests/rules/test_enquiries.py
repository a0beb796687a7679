"""By when a question or a suggestion is answered: within its limit, while somebody is there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Calendar, Hours
from models.enquiries.policy import EnquiryPolicy
from models.enquiries.rules import Sort, agreed_by, last_served, latest, reply_by, warned_at

POLICY = EnquiryPolicy()
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
SHIFTS = ("08:00-18:00",), ("08:00-12:00", "14:00-18:00"), ("16:00-24:00",), ("00:00-24:00",)
ZONES = "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
CALENDARS = [
    Calendar(ZoneInfo(zone), tuple(map(Hours.parse, shift))) for zone in ZONES for shift in SHIFTS
]
SHANGHAI = CALENDARS[0]
calendars = st.sampled_from(CALENDARS)
moments = st.timedeltas(timedelta(), timedelta(days=400)).map(
    lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later
)
spans = st.timedeltas(SECOND, timedelta(days=5))
sorts = st.sampled_from([Sort.ENQUIRY, Sort.SUGGESTION])


def at(text: str) -> datetime:
    """Return what the clocks of Shanghai show."""
    return datetime.fromisoformat(f"2026-{text}:00+08:00")


@pytest.mark.parametrize(
    ("sort", "asked", "answered"),
    [
        (Sort.ENQUIRY, "11-23T09:00", "11-24T09:00"),
        (Sort.ENQUIRY, "11-23T21:00", "11-24T18:00"),  # 24 hours end when nobody is there
        (Sort.ENQUIRY, "11-23T06:00", "11-23T18:00"),
        (Sort.SUGGESTION, "11-23T09:00", "11-26T18:00"),
        (Sort.SUGGESTION, "11-23T23:59", "11-26T18:00"),
    ],
)
def test_each_is_answered_by_the_last_moment_of_service(
    sort: Sort, asked: str, answered: str
) -> None:
    """S-28, ENQ-01, ENQ-05, CB-10: 24 hours, three days, and never at night."""
    assert reply_by(sort, at(asked), POLICY, SHANGHAI) == at(answered)


def test_what_ends_before_the_office_opens_has_an_hour_of_service() -> None:
    """S-28: with four hours from the evening nobody could keep the limit itself."""
    found = reply_by(Sort.ENQUIRY, at("11-23T20:00"), EnquiryPolicy(default_hours=4), SHANGHAI)
    assert found == at("11-24T09:00")


@given(calendars, moments, spans)
def test_the_last_service_is_within_the_limit_and_after_the_event(
    calendar: Calendar, since: datetime, span: timedelta
) -> None:
    """S-28, ENQ-01: beyond the limit only where no service lies before it, then an hour of it."""
    limit = since + span
    found = last_served(limit, since, calendar)
    assert found > since
    assert calendar.permitted(found - SECOND / 1000, calendar.shift) or found == limit
    if found > limit:
        assert calendar.first_permitted(since, calendar.shift) >= limit
        assert found == calendar.add(since, HOUR, hours=calendar.shift)


@given(calendars, moments, sorts)
def test_a_promise_lies_between_the_event_and_its_limit(
    calendar: Calendar, asked: datetime, sort: Sort
) -> None:
    """S-28, CB-10, GEN-07: a day for a question, the third day for a suggestion; a warning."""
    found = reply_by(sort, asked, POLICY, calendar)
    days = calendar.end_of_day(asked, POLICY.suggestion_days)
    limit = days if sort is Sort.SUGGESTION else asked + timedelta(hours=POLICY.default_hours)
    assert asked < warned_at(found, asked) < found <= limit


@given(calendars, moments, st.integers(0, 2))
def test_what_is_agreed_within_the_days_is_within_the_limit(
    calendar: Calendar, asked: datetime, days: int
) -> None:
    """S-28: neither limit is ever passed by fewer days than it has; a question's comes later."""
    until = latest(Sort.SUGGESTION, asked, POLICY, calendar)
    assert asked < agreed_by(days, asked, calendar) <= until
    assert until <= latest(Sort.ENQUIRY, asked, POLICY, calendar)
