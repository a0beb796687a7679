"""Instalments: together exactly what is owed, and kept or not. Pure."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.dunning.plans import Part, is_kept, next_part, plan_of

FIRST = date(2026, 12, 31)
PLAN = (Part(FIRST, 30_000), Part(date(2027, 1, 31), 30_000), Part(date(2027, 2, 28), 25_176))


def test_parts_are_whole_yuan_and_the_last_is_the_odd_one():
    """FEE-11: a month apart; where a month has no such day, its last."""
    assert plan_of(85_176, 3, FIRST) == (
        Part(FIRST, 28_300), Part(date(2027, 1, 31), 28_300), Part(date(2027, 2, 28), 28_576)
    )  # fmt: skip
    assert [part.amount for part in plan_of(5, 3, FIRST)] == [1, 1, 3]


DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(owed=st.integers(1, 10**9), count=st.integers(2, 36), first=DAYS)
def test_no_fen_appears_or_vanishes(owed: int, count: int, first: date):
    """FEE-12: whatever is owed, in however many parts."""
    parts = plan_of(owed, count, first)
    assert len(parts) == count
    assert sum(part.amount for part in parts) == owed
    assert [part.on for part in parts] == sorted({part.on for part in parts})
    assert parts[0].on == first


def test_a_plan_is_kept_while_what_was_due_is_paid():
    """FEE-11, FEE-12: a part paid ahead counts for the next; a correction breaks no plan."""
    assert is_kept(PLAN, 0, 85_176, date(2026, 12, 30))
    assert not is_kept(PLAN, 29_999, 55_177, FIRST)
    assert is_kept(PLAN, 30_000, 55_176, FIRST)
    assert is_kept(PLAN, 60_000, 25_176, date(2027, 1, 31))
    assert not is_kept(PLAN, 85_175, 1, date(2027, 2, 28))
    assert is_kept(PLAN, 85_176, 5_000, date(2027, 2, 28))
    assert is_kept(PLAN, 60_000, 0, date(2027, 2, 28))
    assert next_part(PLAN, FIRST) == PLAN[1]
    assert next_part(PLAN, PLAN[-1].on) is None
