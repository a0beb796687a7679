"""A number plate as it is kept: without spaces and dots, in the script of plates. Pure."""

import re

from models.folding import folded

_BETWEEN = re.compile(r"[\s·.\-]")
_WHOLE = re.compile(
    r"(?=.*\d)(?!.*[A-Z]{4})"  # words, such as a guest's name or how many come, are none
    r"(?:[\u4e00-\u9fff][A-Z0-9]{5,6}|(?:WJ[\u4e00-\u9fff]?)?[A-Z0-9]{3,9})[A-Z0-9港澳学警挂领使]"
)
_IN_WORDS = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s*[A-Z][\s·.\-]*"
    r"(?=[A-Z]*\d)(?:[A-Z0-9]{5,6}|[A-Z0-9]{4}[港澳学警挂领使])(?![A-Z0-9])"
)


def read_plate(text: str) -> str | None:
    """Return the plate that was written, alone or as the only one in a sentence.

    None for what is none, or has too few signs to be one.
    """
    written = folded(text).upper()
    if _WHOLE.fullmatch(_bare(written)):
        return _bare(written)
    named = {_bare(found[0]) for found in _IN_WORDS.finditer(written)}
    return named.pop() if len(named) == 1 else None


def _bare(written: str) -> str:
    return _BETWEEN.sub("", written)
