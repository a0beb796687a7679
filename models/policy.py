"""How a feature's policy names what an estate may set: pure declarations, read by `estate`."""

from dataclasses import field
from typing import Annotated, Any

from pydantic import BeforeValidator

from models.calendar import Hours


def _spans(value: Any) -> Any:
    """Return the hours of `["09:00-12:00", …]`, `"09:00-20:00"` or `["09:00", "20:00"]`."""
    texts = [value] if isinstance(value, str) else value
    if not texts:
        raise ValueError("at least one span, such as 09:00-20:00")
    if len(texts) == 2 and not any("-" in str(text) for text in texts):
        texts = ["-".join(texts)]
    return tuple(each if isinstance(each, Hours) else Hours.parse(str(each)) for each in texts)


Spans = Annotated[tuple[Hours, ...], BeforeValidator(_spans)]


def setting(name: str, default: Any) -> Any:
    """Return a policy field that the estate can change under `name`."""
    return field(default=default, metadata={"setting": name})
