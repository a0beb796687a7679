"""Plausible values that the texts of moving mention, by their type."""

from typing import Any

from models.cases.lines import CaseLine
from models.moving.messages import Fate
from models.moving.rules import Becomes
from tests.support.sample_values import LINES

OF_MOVING: dict[Any, tuple[Any, ...]] = {
    CaseLine: LINES,
    Fate: tuple(Fate(line, fate) for line, fate in zip(LINES, Becomes, strict=False)),
}
