"""How a feature's policy names what an estate may set: pure declarations, read by `estate`."""

from dataclasses import field
from typing import Annotated, Any

from pydantic import BeforeValidator

from models.calendar import Hours

Span = Annotated[Hours, BeforeValidator(lambda value: Hours.parse(str(value)))]


def setting(name: str, default: Any) -> Any:
    """Return a policy field that the estate can change under `name`."""
    return field(default=default, metadata={"setting": name})
