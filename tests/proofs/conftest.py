"""What the proofs share."""

from collections.abc import Iterator

import pytest

from tests.support.trial import Nursery


@pytest.fixture
def born() -> Iterator[list[Nursery]]:
    """Two nurseries, one for each core; forked before there is an event loop."""
    nurseries = [Nursery(), Nursery()]
    for each in nurseries:
        each.opens()
    yield nurseries
    for each in reversed(nurseries):  # a later one has the earlier one's pipes
        each.closes()
