"""Dataclasses that are kept as a kind and JSON, and made again when they are read."""

from functools import cache
from typing import Any, ClassVar, Self

from pydantic import TypeAdapter, ValidationError


class UnknownKind(LookupError):
    """A row names a kind that this version of the code does not know, or has other fields of it."""


class Recorded:
    """Base of messages and moments: `encode` and `decode` keep a moment a moment."""

    kinds: ClassVar[dict[str, type["Recorded"]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Recorded.kinds[cls.__name__] = cls

    def encode(self) -> tuple[str, dict[str, Any]]:
        """Return the kind's name and the fields as JSON values."""
        return type(self).__name__, _adapter(type(self).__name__).dump_python(self, mode="json")

    @classmethod
    def decode(cls, kind: str, facts: dict[str, Any]) -> Self:
        """Return the value that `encode` kept. Raises UnknownKind."""
        found = Recorded.kinds.get(kind)
        if found is None or not issubclass(found, cls):
            raise UnknownKind(kind)
        try:
            value: Self = _adapter(found.__name__).validate_python(facts)
        except ValidationError:
            raise UnknownKind(kind) from None  # its text would quote what people said
        return value


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(Recorded.kinds[name])
