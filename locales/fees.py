"""An amount as a receipt writes it out, so that nobody can add a figure."""

import re

from locales.formats import Reader

FIGURES = {"zh-Hans": "零壹贰叁肆伍陆柒捌玖", "zh-Hant": "零壹貳參肆伍陸柒捌玖"}
UNITS = {"zh-Hans": "分角元拾佰仟万拾佰仟亿拾佰仟", "zh-Hant": "分角元拾佰仟萬拾佰仟億拾佰仟"}


def written_out(reader: Reader, fen: int) -> str:
    """Return the amount in the capitals of banks, 柒佰伍拾贰元陆角肆分; "" where they are unknown.

    They are of Chinese and of its currency.
    """
    figures, units = FIGURES.get(reader.language, ""), UNITS.get(reader.language, "")
    digits = str(fen)
    if not figures or reader.currency != "CNY" or not 0 < fen < 10 ** len(units):
        return ""
    places = zip(digits, reversed(units[: len(digits)]), strict=True)
    said = "".join(figures[int(digit)] + unit for digit, unit in places)
    for found, instead in (
        ("零[拾佰仟角]", "零"), ("零+分$", "整"), ("零+([元万亿萬億])", r"\1"),
        ("([亿億])[万萬]", r"\1"), ("零+", "零"),
    ):  # fmt: skip
        said = re.sub(found, instead, said)
    return said
