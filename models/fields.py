"""Column kinds that the tables share, and the names their constraints get."""

from enum import StrEnum
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, CheckConstraint, Integer, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# A table's row is never validated, so that no validator is made of a table before it is asked for.
SQLModel.model_config["defer_build"] = True

# SQLite counts row ids by itself only for INTEGER keys; PostgreSQL needs 64 bits.
KEY = BigInteger().with_variant(Integer, "sqlite")
JSON_VALUE = JSON().with_variant(JSONB, "postgresql")


class ByValue(TypeDecorator[StrEnum]):
    """Keeps an enumeration as its short string, so that a new member needs no new type."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """Return the constraint that `column` holds one of the values of `kind`."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")


def key() -> Any:
    """Return a primary key that the database counts."""
    return Field(default=None, primary_key=True, sa_type=cast(Any, KEY))


def link(target: str, *, optional: bool = False, index: bool = True) -> Any:
    """Return a reference to another table's key."""
    if optional:
        return Field(default=None, foreign_key=target, index=index, sa_type=cast(Any, KEY))
    return Field(foreign_key=target, index=index, sa_type=cast(Any, KEY))


def telegram_id(*, optional: bool = False, index: bool = False) -> Any:
    """Return a column for an id that Telegram gave: more than 32 bits."""
    if optional:
        return Field(default=None, sa_type=BigInteger, index=index)
    return Field(sa_type=BigInteger, index=index)


def choice(kind: type[StrEnum], **options: Any) -> Any:
    """Return a column that keeps a member of `kind` by its value."""
    return Field(sa_type=cast(Any, ByValue(kind)), **options)


def json_value(**options: Any) -> Any:
    """Return a column for a JSON value."""
    return Field(sa_type=cast(Any, JSON_VALUE), **options)
