"""The rates of a month, by values and by every value."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.books.policy import BooksPolicy
from models.books.rules import Counts, Month, days_of, share, shares
from models.books.words import Period, Rate
from models.calendar import Calendar, Hours
from models.complaints.rules import gaps_in

COUNTS = Counts(
    opened=8, tracked=7, valid=6, due=9, timely=8, handled=7, called_back=5, right=6,
    asked=10, answered=6, satisfied=4, phoned=3, units=120,
)  # fmt: skip
SHANGHAI = Calendar(ZoneInfo("Asia/Shanghai"), (Hours.parse("08:00-18:00"),))
few = st.integers(min_value=0, max_value=400)


def test_each_rate_is_its_formula() -> None:
    """S-51, CMP-23: what is counted, of what, in tenths of a per cent, rounded down."""
    found = {rate: share(rate, COUNTS) for rate in Rate}
    assert {rate: (each.part, each.whole, each.permille) for rate, each in found.items()} == {
        Rate.TIMELY: (8, 9, 888),
        Rate.CALLBACK: (5, 7, 714),
        Rate.SATISFIED: (4, 6, 666),
        Rate.CORRECT: (6, 7, 857),
        Rate.TRACKED: (7, 8, 875),
        Rate.COMPLAINTS: (8, 120, 66),
        Rate.VALID: (6, 8, 750),
    }
    assert COUNTS.unanswered == 4


def test_tracking_timeliness_and_follow_up_are_to_be_all_of_them() -> None:
    """CMP-24: 100 % each; one of a thousand missed is not 100 %."""
    targets = {rate: share(rate, COUNTS).target for rate in Rate}
    assert {rate for rate, target in targets.items() if target == 100} == {
        Rate.TIMELY, Rate.CALLBACK, Rate.TRACKED,
    }  # fmt: skip
    almost = share(Rate.TIMELY, Counts(due=10_000, timely=9_999))
    assert (almost.percent, almost.is_short) == ("99.9", True)
    whole = share(Rate.TIMELY, Counts(due=3, timely=3))
    assert (whole.percent, whole.is_short) == ("100.0", False)


def test_where_there_was_nothing_to_count_there_is_no_rate() -> None:
    """S-51: nothing is divided by nothing, and no target is missed."""
    for rate in Rate:
        nothing = share(rate, Counts(), Counts())
        assert (nothing.permille, nothing.before, nothing.is_short) == (None, None, False)
        assert nothing.percent == ""


def test_some_rates_are_of_complaints_and_the_office_says_which() -> None:
    """S-51: `kpi.formulas`."""
    of_repairs = shares(COUNTS, None, tuple(Rate), of_complaints=False)
    assert {each.rate for each in of_repairs} == set(Rate) - {Rate.COMPLAINTS, Rate.VALID}
    wanted = (Rate.VALID, Rate.TIMELY)
    assert [each.rate for each in shares(COUNTS, None, wanted, of_complaints=True)] == [
        Rate.TIMELY, Rate.VALID,
    ]  # fmt: skip


@given(whole=few, part=few, answered=few, satisfied=few, units=few)
def test_rates_lie_within_their_bounds(
    whole: int, part: int, answered: int, satisfied: int, units: int
) -> None:
    """S-51: shares of a whole are 0 to 100 %; answered and unanswered are all that were asked."""
    part, satisfied = min(part, whole), min(satisfied, answered)
    counts = Counts(
        opened=whole, tracked=part, valid=part, due=whole, timely=part, handled=whole,
        called_back=part, right=part, asked=answered + whole, answered=answered,
        satisfied=satisfied, units=units,
    )  # fmt: skip
    for rate in set(Rate) - {Rate.COMPLAINTS}:
        found = share(rate, counts)
        assert found.permille is None or 0 <= found.permille <= 1000
        assert (found.permille is None) == (found.whole == 0)
        assert (found.permille == 1000) == (found.part == found.whole > 0)
    per_home = share(Rate.COMPLAINTS, counts).permille
    assert per_home is None if units == 0 else per_home is not None
    assert counts.answered + counts.unanswered == counts.asked


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)))
def test_months_follow_one_another_without_a_gap(day: date) -> None:
    month = Month.of(day)
    assert Month.parse(str(month)) == month
    assert month.before.after == month == month.after.before
    assert month.before.span(SHANGHAI)[1] == month.span(SHANGHAI)[0]
    assert month.first <= day < month.after.first


@pytest.mark.parametrize("written", ["2026", "2026-13", "2026-1", "2026-11-01", "十一月", ""])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Month.parse(written)


def test_a_month_begins_at_the_estates_midnight() -> None:
    began, ended = Month(2026, 11).span(SHANGHAI)
    assert began == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert ended == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_the_books_are_checked_daily_on_fridays_and_on_the_fifth() -> None:
    """CMP-23: the next day of each, from Monday 23 November 2026 on."""
    monday, policy = date(2026, 11, 23), BooksPolicy()
    assert days_of(Period.DAY, policy, since=monday) == monday
    assert days_of(Period.WEEK, policy, since=monday) == date(2026, 11, 27)
    assert days_of(Period.MONTH, policy, since=monday) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("status", "known", "gaps"),
    [
        ("accepted", {"has_owner": True}, ()),
        ("handling", {"has_owner": False}, ("owner",)),
        ("handled", {"cause": "a", "result": "b", "valid": True}, ()),
        ("filed", {"cause": " ", "result": "", "valid": True}, ("cause", "result")),
        ("explained", {"valid": False}, ("explanation",)),
        ("explained", {"valid": False, "explanation": "a"}, ()),
        ("retracted", {}, ()),
    ],
)
def test_a_record_is_whole_or_says_what_it_lacks(
    status: str, known: dict[str, object], gaps: tuple[str, ...]
) -> None:
    """CMP-14, CMP-23: somebody named, cause and result, or why it was not upheld."""
    empty = {"has_owner": True, "cause": "", "result": "", "explanation": "", "valid": None}
    assert gaps_in(status, **(empty | known)) == gaps  # type: ignore[arg-type]
