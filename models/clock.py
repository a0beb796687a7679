"""The clock everything is told the time by; below the edge `now` is an argument."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Office time for deadlines, monotonic seconds for time-outs and leases."""

    def now(self) -> datetime:
        """Return the present moment of the office, aware and in UTC."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow and that nobody can move."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()


class MovableClock:
    """Office time of the sandbox and the tests; monotonic time stays the machine's.

    Without a `start` it runs beside the machine's time, as far ahead as it was moved; with one it
    stands still until moved.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._stands_at = None if start is None else start.astimezone(UTC)
        self._moved = timedelta()

    def now(self) -> datetime:
        """Return the present moment of the office, aware and in UTC."""
        return datetime.now(UTC) + self._moved if self._stands_at is None else self._stands_at

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds: leases do not follow office time."""
        return time.monotonic()

    def advance(self, by: timedelta) -> None:
        """Move office time by `by`, backwards when it is negative."""
        if self._stands_at is None:
            self._moved += by
        else:
            self._stands_at += by

    def move_to(self, moment: datetime) -> None:
        """Make office time `moment`; a clock that runs goes on from there."""
        self.advance(moment.astimezone(UTC) - self.now())
