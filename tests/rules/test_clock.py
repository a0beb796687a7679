"""Office time runs, stands or is moved; monotonic time never is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from models.clock import Clock, MovableClock, SystemClock

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_the_system_clock_tells_aware_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_a_clock_with_a_start_stands_still_until_moved() -> None:
    clock = MovableClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(hours=3))
    assert clock.now() == datetime(2026, 7, 1, 15, tzinfo=UTC)
    clock.move_to(NOON)
    assert clock.now() == NOON


def test_a_start_in_another_zone_is_told_in_utc() -> None:
    clock = MovableClock(datetime(2026, 7, 1, 20, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("days", [-3, 3])
def test_a_clock_without_a_start_runs_beside_the_machine(days: int) -> None:
    clock = MovableClock()
    clock.advance(timedelta(days=days))
    assert abs(clock.now() - datetime.now(UTC) - timedelta(days=days)) < timedelta(minutes=1)


def test_moving_a_running_clock_to_a_moment_lets_it_run_on_from_there() -> None:
    clock = MovableClock()
    clock.move_to(NOON)
    assert NOON <= clock.now() < NOON + timedelta(minutes=1)
