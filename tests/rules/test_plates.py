"""What is a number plate, and what is not."""

import pytest

from models.parking.plates import read_plate


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("苏A12345", "苏A12345"), ("苏a·D1234 5", "苏AD12345"), ("粤Z·1234港", "粤Z1234港"),
        ("使014578", "使014578"), ("AB 12", "AB12"), ("蘇A12345", "苏A12345"),
        ("粵Z1234港", "粤Z1234港"),
        ("苏A88", None), ("没有车牌", None),
        ("不知道车牌号码", None), ("12", None), ("苏A1234567890", None),
    ],
)  # fmt: skip
def test_a_plate_is_kept_without_spaces_and_a_piece_of_one_is_none(
    written: str, kept: str | None
) -> None:
    """PRK-01: who mistypes a sign is asked again; words are no plate."""
    assert read_plate(written) == kept
