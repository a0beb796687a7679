"""Named points at which the tests may strike; in production they do nothing."""

from collections.abc import Callable

_strike: Callable[[str], None] | None = None


def fault(point: str) -> None:
    """Pass `point`; whatever the tests arranged happens here."""
    if _strike is not None:
        _strike(point)


def strike_with(hook: Callable[[str], None] | None) -> None:
    """Call `hook` with the name of every point passed from now on; None ends it."""
    global _strike  # noqa: PLW0603  (one process, one scripted disaster)
    _strike = hook
