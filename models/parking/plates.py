"""A number plate as it is kept: without spaces and dots, in the script of plates. Pure."""

import re

from models.folding import folded

_BETWEEN = re.compile(r"[\s·.\-]")
_PLATE = re.compile(
    r"(?=.*[A-Z0-9])"  # words alone, such as 没有车牌, are none
    r"(?:[\u4e00-\u9fff][\u4e00-\u9fffA-Z0-9]{6,9}|[A-Z0-9][\u4e00-\u9fffA-Z0-9]{3,9})"
)


def read_plate(text: str) -> str | None:
    """Return the plate that was written; None for what is none, or has too few signs to be one."""
    plate = _BETWEEN.sub("", folded(text)).upper()
    return plate if _PLATE.fullmatch(plate) else None
