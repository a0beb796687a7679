"""Tables walked place by place: two or three places in `make test`, all of them in `make prove`."""

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet


def walk(places: Iterable[str], *quick: str) -> list[ParameterSet]:
    """Return every place; those that are not named here are slow."""
    listed = list(places)
    assert set(quick) <= set(listed), quick
    return [
        pytest.param(place, id=place, marks=[pytest.mark.slow] * (place not in quick))
        for place in listed
    ]
