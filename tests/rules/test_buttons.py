"""What a button says back: readable both ways, never longer than Telegram takes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.buttons import LIMIT, Press, Unreadable
from tests.support.proven import WHOLE

WORDS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=24)
OBJECTS = st.integers(0, 10**18 - 1)
REVS = st.integers(0, 10**9 - 1)
VALUES = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="|"), max_size=48)
PRESSES = st.builds(Press, WORDS, OBJECTS, REVS, VALUES)
PARTS = st.sampled_from(
    (
        "1",
        "2",
        "",
        "claim",
        "Claim",
        "0",
        "-1",
        "٣",
        "9" * 18,
        "9" * 19,
        "住",
        "\u202e",
        "\n",
        "a" * 48,
    )
)
FORGED = st.one_of(st.text(max_size=80), st.lists(PARTS, min_size=3, max_size=6).map("|".join))
often = settings(max_examples=10_000 if WHOLE else 300)


@often
@given(PRESSES)
def test_what_is_packed_is_short_enough_and_unpacks_to_the_same(press: Press):
    try:
        data = press.pack()
    except ValueError:
        longest = len(f"1|{press.action}|{press.object}|{press.rev}|{press.value}".encode())
        assert longest > LIMIT
        return
    assert len(data.encode()) <= LIMIT
    assert Press.unpack(data) == press


@often
@given(FORGED)
@example("1|claim|1|0|")
@example("1|claim|1|0|a|b")
@example("1|claim|1|0|\x00")
@example("1|claim|1|0|a\u202eb")
@example("1|claim|1|0\n")
@example("1|claim|-1|0")
@example("1|claim|١|0")
@example("1|claim|9999999999999999999|0")
@example("2|claim|1|0")
@example("claim:1")
@example("")
def test_anything_else_is_refused_by_name(data: str):
    try:
        press = Press.unpack(data)
    except Unreadable:
        return
    assert Press.unpack(press.pack()) == press


@often
@given(PRESSES.filter(lambda press: len(press.value) < 8), st.data())
def test_a_flipped_bit_is_refused_or_is_another_readable_press(press: Press, data: st.DataObject):
    try:
        packed = bytearray(press.pack().encode())
    except ValueError:
        return
    at = data.draw(st.integers(0, len(packed) * 8 - 1))
    packed[at // 8] ^= 1 << at % 8
    try:
        read = Press.unpack(packed.decode(errors="replace"))
    except Unreadable:
        return
    assert read != press


@often
@given(PRESSES, st.integers(0, LIMIT))
def test_what_is_cut_off_is_refused_or_means_what_stands_there(press: Press, length: int):
    try:
        data = press.pack()[:length]
    except ValueError:
        return
    try:
        read = Press.unpack(data)
    except Unreadable:
        return
    assert read.pack() == data.removesuffix("|")
    assert read.action == press.action


@pytest.mark.parametrize("longer", ["1|choose|1|0|" + "a" * 49, "1|choose|1|0|" + "住" * 18])
def test_more_than_64_bytes_are_never_ours(longer: str):
    with pytest.raises(Unreadable):
        Press.unpack(longer)
    with pytest.raises(ValueError, match="64 bytes"):
        Press("choose", 1, 0, longer.rpartition("|")[2]).pack()


@pytest.mark.parametrize("hidden", ["\n", "\x00", "\x1b", "\u200b", "\u202e", "\u2028", "\ue000"])
def test_what_nobody_can_see_is_never_ours(hidden: str):
    """Not at the end of the data, not in the midst of a value; and we write none."""
    for data in (f"1|choose|1|0|a{hidden}b", f"1|choose|1|0|a{hidden}", f"1|choose|1|0{hidden}"):
        with pytest.raises(Unreadable):
            Press.unpack(data)
    with pytest.raises(ValueError, match="readable"):
        Press("choose", 1, 0, f"a{hidden}b").pack()


def test_the_words_are_readable():
    assert Press("claim", 12, 3).pack() == "1|claim|12|3"
    assert Press("choose", 7, 2, "home:12").pack() == "1|choose|7|2|home:12"


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "٣", "²", " 1", "9" * 19])
def test_a_value_that_names_no_row_is_no_number(value: str):
    assert Press("assign", 1, 0, "12").number == 12
    with pytest.raises(Unreadable):
        _ = Press("assign", 1, 0, value).number
