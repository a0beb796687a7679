"""The sandbox's sample is as of the day on which somebody opens it: its fees never grow old."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.opening import WORKBOOK, as_of
from models.calendar import months_after
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.workbook import check, read

SAMPLE = read(WORKBOOK)


@given(st.dates(date(2026, 1, 1), date(2040, 12, 31)))
def test_its_newest_charge_is_of_next_month_and_nothing_is_paid_ahead(today: date) -> None:
    rows = dict(as_of(today, SAMPLE).sheets)
    periods = sorted({line[1] for line in rows["charges"][1:]})
    assert periods[-1] == f"{months_after(today.replace(day=1), 1):%Y-%m}"
    assert len(periods) == 7
    assert {line[4][:7] for line in rows["charges"][1:]} == set(periods)
    paid = [line[2] for line in rows["payments"][1:]]
    assert len(paid) > 500
    assert max(paid) <= str(today)


def test_it_is_a_workbook_on_the_last_day_of_a_long_month_too() -> None:
    for today in (date(2027, 1, 31), date(2028, 2, 29), date(2026, 11, 29)):
        book = check(as_of(today, SAMPLE), known_settings(POLICIES))
        assert len(book.rows["charges"]) == len(dict(SAMPLE.sheets)["charges"]) - 1
