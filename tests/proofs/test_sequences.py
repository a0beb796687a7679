"""Generated sequences: residents, staff and strangers do anything in any order."""

import logging
import os
from random import Random

import pytest

from models.parking.words import SpaceKind
from tests.support.answers import with_faq
from tests.support.blocking import drives
from tests.support.canaries import Overheard
from tests.support.chance import Chance
from tests.support.flows import starved
from tests.support.gate import with_guard
from tests.support.hands import nobodys
from tests.support.owing import with_arrears
from tests.support.parking import with_spaces
from tests.support.proven import WHOLE
from tests.support.telling import report
from tests.support.wholeness import broken
from tests.support.world import World

log = logging.getLogger(__name__)
FIRST = int(os.environ.get("SEED", "0"))
EACH = 10  # sequences in one world, one after the other
SEEDS = [pytest.param(FIRST + n, marks=pytest.mark.prove) for n in range(1000 if WHOLE else 100)]


@pytest.mark.timeout(300)  # an emergency that nobody takes rings on and on
@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_people_do_the_books_hold(
    world: World, overheard: Overheard, seed: int
) -> None:
    """1,000 sequences in `make prove`, 10,000 with `PROVE=full`: no exception, no update lost."""
    with_faq(world)
    await report(world)
    await report(world, "chen")
    world.write(lambda session: with_spaces(session, "B3-001", "B3-002"))
    world.write(lambda session: with_spaces(session, "V-01", kind=SpaceKind.VIP))
    world.write(drives)
    await with_guard(world)
    await with_arrears(world)
    chance = Chance(world, Random(seed))  # noqa: S311 - drawn to be drawn again
    for _ in range(EACH):
        await chance.sequence()
        await world.waits(seconds=1)  # what was due at this very moment
        wrong = world.read(lambda session: list(broken(session, chance.reached))) + nobodys(world)
        assert (wrong, overheard.errors) == ([], []), (seed, chance.told[-30:])
    log.info("seed %d never reached %s", seed, ", ".join(starved(chance.reached)))
