"""What a `frozen` class promises without a function of its own for it."""

from dataclasses import field, replace

from models.values import frozen


@frozen
class Seat:
    row: int
    guest: str = field(default="", repr=False)
    seen: int = field(default=0, compare=False)


@frozen
class Place(Seat):
    pass


def test_a_value_equals_and_hashes_as_what_says_the_same():
    assert Seat(1, "Anna") == Seat(1, "Anna", seen=9)
    assert hash(Seat(1, "Anna")) == hash(Seat(1, "Anna", seen=9))
    assert Seat(1, "Anna") != replace(Seat(1, "Anna"), guest="Li")
    assert Seat(1) != Place(1)
    assert len({Seat(1), Seat(1), Place(1)}) == 2


def test_a_value_prints_itself_without_what_it_keeps_back():
    assert repr(Place(1, "Anna")) == "Place(row=1, seen=0)"
