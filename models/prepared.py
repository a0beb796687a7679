"""Questions that are asked at every turn: putting one together costs more than asking it."""

from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarResult, bindparam
from sqlalchemy.orm import QueryableAttribute
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

T = TypeVar("T")
Rows = SelectOfScalar


def prepared(build: Callable[..., Rows[T]]) -> Callable[..., ScalarResult[T]]:
    """Return `ask(session, *values)`: what the statement finds that `build` makes, once.

    `build` gets a bound parameter for each of its own: nothing of the statement may depend on
    their values.
    """
    names = tuple(signature(build).parameters)

    @cache
    def statement() -> Any:
        return build(*(bindparam(name) for name in names))

    @cache
    def of_columns() -> bool:
        found = (each["expr"] for each in statement().column_descriptions)
        return all(isinstance(each, ColumnElement | QueryableAttribute) for each in found)

    @wraps(build)
    def ask(session: Session, *values: Any) -> Any:
        parameters = dict(zip(names, values, strict=True))
        if not of_columns():
            return session.exec(statement(), params=parameters)
        if session.autoflush:
            session.flush()
        found = session.connection().execute(statement(), parameters)  # no row of ours to be made
        return found.scalars() if isinstance(statement(), SelectOfScalar) else found

    return ask
