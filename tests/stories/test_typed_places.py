"""A place that is typed where buttons are offered: as a word, not as letters within another."""

import pytest

from tests.support.world import World


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ("the stairs", True), ("by the lifts", True), ("In the hall, please", True),
        ("upstairs, flat 702", False), ("it shall stop", False), ("shoplifting", False),
    ],
)  # fmt: skip
async def test_a_common_part_is_named_by_a_word_of_its_own(
    world: World, said: str, is_taken: bool
) -> None:
    """REP-01: who lives upstairs is not on the stairs."""
    anna = world.humans["anna"]
    await anna.speaks("English")
    await anna.says("/repair")
    await anna.presses("Lighting")
    await anna.says(said)
    is_known = "Please describe it" in anna.heard[-1] or "Place: " in anna.heard[-1]
    assert is_known == is_taken
