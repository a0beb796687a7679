"""What is owed after which payments: by values, and by any values at all."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.fees.rules import Account, Line, Owed, Paid, Share, paid_for, settled

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
FEE_10 = Owed("2026-10", "WY", 25_088, OCTOBER)
FEE_11 = Owed("2026-11", "WY", 25_088, NOVEMBER)
SPACE_11 = Owed("2026-11", "CW", 35_000, NOVEMBER)
CHARGES = (FEE_11, SPACE_11, FEE_10)


def test_without_a_payment_everything_is_owed_by_home_and_month() -> None:
    account = settled(CHARGES, ())
    assert (account.owed, account.credit) == (85_176, 0)
    assert [line.charge for line in account.lines] == [FEE_10, SPACE_11, FEE_11]
    assert account.of("2026-10") == (25_088, 25_088)
    assert account.of("2026-11") == (60_088, 60_088)


def test_a_payment_that_names_nothing_pays_the_oldest_first() -> None:
    account = settled(CHARGES, [Paid("R1", 30_000, NOVEMBER)])
    assert paid_for(account, "R1") == (
        Share("R1", FEE_10.named, 25_088),
        Share("R1", SPACE_11.named, 4_912),
    )
    assert account.of("2026-11") == (60_088, 55_176)


def test_a_payment_that_names_a_charge_pays_it_whatever_came_before() -> None:
    early = Paid("R1", 25_088, OCTOBER)
    named = Paid("R2", 25_088, NOVEMBER, covers=(FEE_10.named,))
    account = settled(CHARGES, [early, named])
    assert paid_for(account, "R2") == (Share("R2", FEE_10.named, 25_088),)
    assert paid_for(account, "R1") == (Share("R1", SPACE_11.named, 25_088),)


def test_what_is_beyond_every_charge_is_credit_and_pays_the_next_one() -> None:
    paid = [Paid("R1", 90_000, NOVEMBER)]
    assert settled(CHARGES, paid).credit == 4_824
    december = Owed("2026-12", "WY", 25_088, date(2026, 12, 1))
    account = settled((*CHARGES, december), paid)
    assert (account.credit, account.of("2026-12")) == (0, (25_088, 20_264))


def test_who_came_later_sees_nothing_older() -> None:
    seen = settled(CHARGES, [Paid("R1", 30_000, NOVEMBER)]).since("2026-11")
    assert [line.charge for line in seen.lines] == [SPACE_11, FEE_11]
    assert {share.named for share in seen.shares} == {SPACE_11.named}


PERIODS = st.sampled_from(["2026-09", "2026-10", "2026-11"])
ITEMS = st.sampled_from(["WY", "CW"])
AMOUNTS = st.integers(min_value=0, max_value=500)
CHARGED = st.lists(
    st.builds(
        lambda period, item, amount: Owed(
            period, item, amount, date.fromisoformat(f"{period}-01")
        ),
        PERIODS, ITEMS, AMOUNTS,
    ),
    unique_by=lambda each: each.named,
)  # fmt: skip
PAID = st.lists(
    st.builds(
        Paid, st.integers(0, 99).map(str), st.integers(1, 900), st.dates(OCTOBER, NOVEMBER),
        st.lists(st.tuples(PERIODS, ITEMS), max_size=2).map(tuple),
    ),
    unique_by=lambda each: each.reference, max_size=6,
)  # fmt: skip


@given(CHARGED, PAID)
def test_no_fen_appears_or_vanishes(charges: list[Owed], payments: list[Paid]) -> None:
    account = settled(charges, payments)
    charged, paid = sum(e.amount for e in charges), sum(e.amount for e in payments)
    assert charged + account.credit == paid + account.owed
    assert not (account.owed and account.credit)
    assert all(0 <= line.paid <= line.charge.amount for line in account.lines)
    assert account == settled(reversed(charges), reversed(payments))


def slowly(charges: list[Owed], payments: list[Paid]) -> Account:
    """Return the account as it is told: each payment looks at every charge."""
    owed = sorted(charges, key=lambda each: (each.due_on, each.period, each.item))
    is_open = {each.named: each.amount for each in owed}
    paid = sorted(payments, key=lambda each: (each.paid_on, each.reference))
    left = {each.reference: each.amount for each in paid}
    shares = []
    for all_are_meant in (False, True):
        for payment in paid:
            for named in [each.named for each in owed]:
                meant = all_are_meant or named in payment.covers
                part = min(left[payment.reference], is_open[named]) if meant else 0
                if part:
                    left[payment.reference] -= part
                    is_open[named] -= part
                    shares.append(Share(payment.reference, named, part))
    lines = tuple(Line(each, each.amount - is_open[each.named]) for each in owed)
    return Account(lines, sum(left.values()), tuple(shares))


@given(CHARGED, PAID)
def test_it_is_reckoned_at_one_go_as_if_each_payment_looked_at_every_charge(
    charges: list[Owed], payments: list[Paid]
) -> None:
    assert settled(charges, payments) == slowly(charges, payments)
