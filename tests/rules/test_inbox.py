"""What comes from outside is made fit to be stored on either database, and otherwise left alone."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from models.inbox import storable

ANY = st.text(st.characters(), max_size=9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=9,
)


@given(st.dictionaries(ANY, JSON, max_size=3))
@example({"text": "\x00\x00"})
@example({"text": "\\u0000"})
@example({"text": "\\\x00"})
@example({"text": "\ud83d", "\udc00": 1})
def test_nul_and_halves_of_letters_are_dropped_and_nothing_else(raw: dict[str, object]):
    kept = storable(raw)
    written = json.dumps(kept, ensure_ascii=False)
    assert written.encode().decode() == written
    assert "\x00" not in str(_strings(kept))
    if _strings(raw) == [_fit(each) for each in _strings(raw)]:
        assert kept == raw
    else:
        assert set(_strings(kept)) <= {_fit(each) for each in _strings(raw)}


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [each for pair in value.items() for part in pair for each in _strings(part)]
    return [each for part in value for each in _strings(part)] if isinstance(value, list) else []


def _fit(text: str) -> str:
    return text.replace("\x00", "").encode(errors="ignore").decode()
