"""What clusters. Pure."""

from collections import Counter
from collections.abc import Iterable


def clusters(
    reported: Iterable[tuple[str, str]], at_least: int
) -> tuple[tuple[str, str, int], ...]:
    """Return which trade and building came how often, most often first. Source: GEN-10."""
    counted = Counter(reported)
    found = [(trade, where, n) for (trade, where), n in counted.items() if n >= at_least]
    return tuple(sorted(found, key=lambda each: (-each[2], each)))
