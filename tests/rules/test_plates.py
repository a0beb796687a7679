"""What is a number plate, and what is not."""

import pytest

from models.parking.plates import read_plate


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("苏A12345", "苏A12345"), ("苏a·D1234 5", "苏AD12345"), ("粤Z·1234港", "粤Z1234港"),
        ("使014578", "使014578"), ("AB 12", "AB12"), ("蘇A12345", "苏A12345"),
        ("粵Z1234港", "粤Z1234港"),
        ("京A1234警", "京A1234警"), ("WJ苏1234X", "WJ苏1234X"), ("苏 A 12345", "苏A12345"),
        ("苏A12345 挡住我的车了", "苏A12345"), ("苏A12345挡住我", "苏A12345"),
        ("蘇A·D12345擋住我架車", "苏AD12345"), ("苏A12345 is blocking me", "苏A12345"),
        ("苏A12345 car", "苏A12345"), ("2 people", None), ("Flat 1203", None),
        ("粤Z1234港的车挡路", "粤Z1234港"), ("Anna Smith", None), ("Smith", None),
        ("苏A12345和苏B22222", None), ("A12345挡住我", None),
        ("苏A88", None), ("没有车牌", None),
        ("不知道车牌号码", None), ("12", None), ("苏A1234567890", None),
    ],
)  # fmt: skip
def test_a_plate_is_kept_without_spaces_and_a_piece_of_one_is_none(
    written: str, kept: str | None
) -> None:
    """PRK-01: who mistypes a sign is asked again; words are no plate."""
    assert read_plate(written) == kept
