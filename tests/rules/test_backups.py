"""On which days there is a backup, by values."""

from datetime import date

import pytest

from models.backups.rules import is_overdue, next_day


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        (date(2026, 11, 23), 30, date(2026, 11, 30)),
        (date(2026, 11, 30), 30, date(2026, 11, 30)),
        (date(2026, 12, 1), 30, date(2026, 12, 30)),
        (date(2026, 12, 31), 30, date(2027, 1, 30)),
        (date(2027, 1, 31), 30, date(2027, 2, 28)),
        (date(2028, 2, 1), 30, date(2028, 2, 29)),
        (date(2027, 4, 1), 31, date(2027, 4, 30)),
        (date(2026, 12, 2), 1, date(2027, 1, 1)),
    ],
)
def test_the_backup_is_on_the_30th_or_the_last_day(since: date, day: int, expected: date) -> None:
    assert next_day(since, day) == expected


def test_a_backup_is_missed_the_day_after_its_day() -> None:
    last = date(2027, 1, 30)
    assert not is_overdue(last, date(2027, 2, 28), 30)
    assert is_overdue(last, date(2027, 3, 1), 30)
