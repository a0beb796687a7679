"""Which homes are neighbours, by the numbers on their doors."""

import pytest

from models.repairs.reckoning import neighbouring


@pytest.mark.parametrize(
    ("unit", "other", "are"),
    [
        ("502", "1102", True),  # one above the other
        ("502", "503", True),  # side by side
        ("502", "504", False),
        ("502", "603", False),
        ("0502", "0602", True),
        ("502室", "602室", True),
        ("商铺A", "502", False),
        ("5", "5", False),
    ],
)
def test_neighbours_share_a_riser_or_a_wall(unit: str, other: str, *, are: bool) -> None:
    assert neighbouring(unit, other) is are
    assert neighbouring(other, unit) is are
