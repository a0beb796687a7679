"""A home in a month's statement: what it owes by age, and that no fen appears or vanishes."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.arrears.rules import HomeSums, age_in, ages_of, home_sums
from models.calendar import months_after
from models.dunning.policy import DunningPolicy
from models.dunning.rules import months_behind
from models.fees.rules import Owed, Paid, settled

POLICY = DunningPolicy()
AGES = ages_of(POLICY)
FIRST, ON = date(2026, 11, 1), date(2026, 11, 30)


def sums(charges: list[Owed], payments: list[Paid], first: date, on: date) -> HomeSums:
    """Return the home's part of the month, as it was paid by its last day."""
    counted = [each for each in payments if each.paid_on <= on]
    return home_sums(
        settled(charges, counted), first, on,
        paid_in={each.reference for each in counted if each.paid_on >= first},
        age=lambda due_on: age_in(months_behind(due_on, on, POLICY), AGES), ages=len(AGES) + 1,
    )  # fmt: skip


def test_the_ages_are_the_ladder_s_own_months() -> None:
    """S-38, FEE-05 to FEE-07: from the arrears day, one month, three, six, twelve, eighteen."""
    assert AGES == (0, 1, 3, 6, 12, 18)
    assert [age_in(months, AGES) for months in (None, 0, 1, 2, 3, 5, 6, 11, 12, 17, 18, 99)] == [
        *(0, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6),
    ]
    assert ages_of(DunningPolicy(letter_months=(4,), suit_month=9)) == (0, 1, 3, 4, 9)


def test_what_is_paid_of_a_charge_to_come_is_ahead_though_an_older_one_is_open() -> None:
    """FEE-12: the statement and the ladder say the same of what is open."""
    old = Owed("2026-10", "WY", 300, date(2026, 10, 1))
    coming = Owed("2026-12", "WY", 200, date(2026, 12, 1))
    paid = Paid("R1", 250, date(2026, 11, 5), covers=(coming.named,))
    found = sums([old, coming], [paid], FIRST, ON)
    assert (found.owed, found.ahead, found.oldest) == (250, 200, ("2026-10", date(2026, 10, 1)))
    assert (found.earlier, found.earlier_paid, found.came_due) == (300, 50, 0)
    assert found.ages == (0, 0, 250, 0, 0, 0, 0)


DUE = st.integers(0, 30).map(lambda back: months_after(date(2027, 1, 1), -back))
CHARGED = st.lists(
    st.builds(lambda due, item, amount: Owed(f"{due:%Y-%m}", item, amount, due),
              DUE, st.sampled_from(["WY", "CW"]), st.integers(0, 500)),
    unique_by=lambda each: each.named, max_size=20,
)  # fmt: skip
PAID = st.lists(
    st.builds(Paid, st.integers(0, 99).map(str), st.integers(1, 900),
              st.dates(date(2024, 6, 1), date(2027, 1, 31))),
    unique_by=lambda each: each.reference, max_size=12,
)  # fmt: skip


@given(CHARGED, PAID, st.integers(0, 24))
def test_from_month_to_month_no_fen_appears_or_vanishes(
    charges: list[Owed], payments: list[Paid], back: int
) -> None:
    """FEE-12: the month before, and charged, less collected, is owed less what is ahead."""
    first = months_after(date(2027, 1, 1), -back)
    on = months_after(first, 1) - timedelta(days=1)
    earlier = sums(charges, payments, months_after(first, -1), first - timedelta(days=1))
    found = sums(charges, payments, first, on)
    charged = sum(each.amount for each in charges if first <= each.due_on <= on)
    collected = sum(each.amount for each in payments if first <= each.paid_on <= on)
    assert earlier.owed - earlier.ahead + charged - collected == found.owed - found.ahead
    assert found.owed == sum(found.ages)
    assert found.came_due == charged
    assert 0 <= found.paid_of_it <= found.came_due
    assert 0 <= found.earlier_paid <= found.earlier
    assert found.owed == found.came_due - found.paid_of_it + found.earlier - found.earlier_paid
