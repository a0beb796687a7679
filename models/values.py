"""Values: made once, never changed, equal to whatever says the same."""

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a dataclass of it that nobody changes; mypy sees to that.

    `dataclass(frozen=True)` writes six functions for each class and compiles every one, at every
    start. Of the hundreds that we have only `__init__` is written here; the rest they share.
    """
    cls.__eq__, cls.__hash__, cls.__repr__ = _equals, _hash, _repr  # type: ignore[assignment]
    return dataclass(eq=False, repr=False)(cls)


def _said(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, each.name) for each in fields(value) if each.compare)


def _equals(value: object, other: object) -> bool:
    return _said(value) == _said(other) if type(value) is type(other) else NotImplemented


def _hash(value: object) -> int:
    return hash(_said(value))


def _repr(value: Any) -> str:
    told = (f"{each.name}={getattr(value, each.name)!r}" for each in fields(value) if each.repr)
    return f"{type(value).__qualname__}({', '.join(told)})"
