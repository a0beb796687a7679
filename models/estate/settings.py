"""Settings of docs/rules.md: declared by each feature's policy, changed by rows of the estate."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from models.estate.tables import Setting
from models.prepared import prepared

P = TypeVar("P")


def policy_of(session: Session, estate_id: int, kind: type[P]) -> P:
    """Return the feature's policy as this estate has it, read once a hop."""
    known: dict[tuple[int, type], Any] = session.info.setdefault("policies", {})
    if (estate_id, kind) not in known:
        known[estate_id, kind] = _read(session, estate_id, kind)
    policy: P = known[estate_id, kind]
    return policy


def _read(session: Session, estate_id: int, kind: type) -> Any:
    changed = _changed(session, estate_id)
    values = {
        attribute: adapter.validate_python(changed[name])
        for attribute, (name, adapter) in _adapters(kind).items()
        if name in changed
    }
    return kind(**values)


def _changed(session: Session, estate_id: int) -> dict[str, Any]:
    known: dict[int, dict[str, Any]] = session.info.setdefault("settings", {})
    if estate_id not in known:
        known[estate_id] = dict(_settings(session, estate_id).all())
    return known[estate_id]


@prepared
def _settings(estate_id: Any) -> Any:
    return select(col(Setting.name), col(Setting.value)).where(Setting.estate_id == estate_id)


def known_settings(policies: tuple[type, ...]) -> dict[str, Callable[[Any], Any]]:
    """Return each setting's name with the check of its value; the check raises ValueError."""
    return {
        name: adapter.validate_python
        for policy in policies
        for name, adapter in _adapters(policy).values()
    }


@cache
def _adapters(policy: type) -> dict[str, tuple[str, TypeAdapter[Any]]]:
    kinds = get_type_hints(policy, include_extras=True)
    return {
        each.name: (each.metadata["setting"], TypeAdapter(kinds[each.name]))
        for each in fields(policy)
    }
