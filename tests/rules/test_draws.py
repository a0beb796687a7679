"""The draw for ties: replayable by anybody, whatever order the numbers come in."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from models.parking.rules import drawn, sealed

SEEDS, NUMBERS = st.text(min_size=1, max_size=40), st.lists(st.integers(1, 9999), unique=True)


@given(SEEDS, NUMBERS, st.randoms())
def test_a_draw_is_a_permutation_that_does_not_depend_on_the_order_of_what_comes_in(
    seed: str, numbers: list[int], luck
) -> None:
    """S-34, PRK-05."""
    order = list(drawn(seed, numbers))
    assert sorted(order) == sorted(numbers)
    luck.shuffle(numbers)
    assert list(drawn(seed, numbers)) == order


@given(SEEDS, NUMBERS, st.integers(1, 9999))
def test_who_joins_or_gives_up_changes_nothing_between_the_others(
    seed: str, numbers: list[int], other: int
) -> None:
    """S-34: nobody gains by applying for somebody else as well, or by leaving."""
    without = [each for each in drawn(seed, [*numbers, other]) if each != other]
    assert without == [each for each in drawn(seed, numbers) if each != other]


def test_the_published_three_lines_give_the_same() -> None:
    """PRK-05: what everybody reads in /parking, with the seal of the seed."""
    seed, numbers = "b1946ac92492d2347c6235b4d2611184", [12, 15, 17, 21]

    def lot(n: int) -> str:
        return sha256(f"{seed}:{n}".encode()).hexdigest()

    assert list(drawn(seed, numbers)) == sorted(numbers, key=lot) == [15, 21, 17, 12]
    assert sealed(seed) == sha256(seed.encode()).hexdigest()
