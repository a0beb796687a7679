"""The ladder of arrears: which rung stands on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dunning.policy import DunningPolicy
from models.dunning.rules import arrears_from, is_watched, ladder, months_behind
from models.dunning.words import Mode, Rung

MONTHS = DunningPolicy()
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("due_on", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 16)),
        (date(2026, 1, 16), date(2026, 1, 16)),
        (date(2026, 1, 17), date(2026, 2, 16)),
        (date(2026, 12, 31), date(2027, 1, 16)),
    ],
)
def test_arrears_begin_on_the_arrears_day(due_on: date, first: date) -> None:
    """S-38."""
    assert arrears_from(due_on, MONTHS) == first


def test_six_reminders_two_letters_and_the_suit() -> None:
    """FEE-05, FEE-06, FEE-07, S-38."""
    steps = ladder(JANUARY, MONTHS)
    assert [(step.month, step.rung) for step in steps] == [
        *((month, Rung.REMINDER) for month in range(6)),
        (6, Rung.LETTER),
        (12, Rung.LETTER),
        (18, Rung.SUIT),
    ]
    assert [steps[n].on for n in (0, 5, 6, 7, 8)] == [
        date(2026, 1, 16), date(2026, 6, 16), date(2026, 7, 16),
        date(2027, 1, 16), date(2027, 7, 16),
    ]  # fmt: skip


def test_a_large_payer_has_a_letter_after_three_months_and_the_suit_after_six() -> None:
    """FEE-08, S-39."""
    steps = ladder(JANUARY, MONTHS, is_large=True)
    assert [(step.month, step.rung) for step in steps] == [
        (0, Rung.REMINDER), (1, Rung.REMINDER), (2, Rung.REMINDER),
        (3, Rung.LETTER), (6, Rung.SUIT),
    ]  # fmt: skip


@given(DAYS, st.booleans())
def test_a_ladder_climbs_a_month_apart_and_never_twice_on_a_day(due: date, large: bool) -> None:
    """FEE-05: every month one; S-38."""
    steps = ladder(due, MONTHS, is_large=large)
    days = [step.on for step in steps]
    assert days == sorted(set(days))
    assert all(day >= due for day in days)
    assert [step.rung for step in steps] == sorted(
        (step.rung for step in steps), key=list(Rung).index
    )
    for step in steps:
        assert months_behind(due, step.on, MONTHS) == step.month
        assert months_behind(due, step.on - timedelta(days=1), MONTHS) in (None, step.month - 1)


@given(DAYS, st.integers(0, 800))
def test_a_home_is_watched_from_the_fourth_month_on(due: date, days: int) -> None:
    """Sale and change of it are looked at then, says the rule; here it is the flag that is set."""
    today = due + timedelta(days=days)
    assert is_watched(due, today, MONTHS) == (today >= ladder(due, MONTHS)[3].on)


def test_where_conduct_decides_no_month_brings_a_letter() -> None:
    """S-37: reminders go on until the suit."""
    steps = ladder(JANUARY, DunningPolicy(mode=Mode.CONDUCT))
    assert [step.rung for step in steps] == [Rung.REMINDER] * 18 + [Rung.SUIT]
