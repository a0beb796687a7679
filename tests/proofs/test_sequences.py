"""Generated sequences: residents, staff and strangers do anything in any order."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from sqlmodel import Session, func, select

from bot import processor
from locales.catalogue import Catalogue
from models.cases.tables import Case
from models.database import Database
from models.inbox import Inbox
from models.parking.words import SpaceKind
from models.people.tables import StaffRole
from tests.stories.test_referrals import the_book
from tests.support.answers import with_faq
from tests.support.blocking import drives
from tests.support.canaries import SECRET, Overheard
from tests.support.carding import costs
from tests.support.chains import CHAINS, begins_with_a_part, plays
from tests.support.chance import Chance
from tests.support.gate import with_guard
from tests.support.ground import Ground
from tests.support.hands import nobodys
from tests.support.lanes import WANTED, Lane, together
from tests.support.owing import with_arrears
from tests.support.parking import with_spaces
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.reached import observed
from tests.support.seeking import Seeking
from tests.support.steered import MANY, Steered, nobodys_names
from tests.support.talking import comes
from tests.support.telling import report
from tests.support.wholeness import broken, ends_whole
from tests.support.world import World, open_world

FIRST = int(os.environ.get("SEED", "0"))
WORLDS_APART = 100 if WHOLE else 20
SEEDS = [pytest.param(FIRST + n, marks=pytest.mark.prove) for n in range(WORLDS_APART)]
EACH = 10  # sequences in one world, one after the other
LANES = 4 if WHOLE else 1  # beside each other on several cores
PATIENCE = 14_400 if WHOLE or "WORLDS" in os.environ else 600
LONGER = 25  # sequences in one world of a lane: of all worlds each chain begins one at least
WORLDS = int(os.environ.get("WORLDS", WANTED // LONGER // LANES if WHOLE else "1"))  # of one lane
CHAINS_DRAWN = 6
SOME = 15  # states, and arrows, that a sample of one world reaches, and more


@pytest.fixture
def told_by_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the lanes tell what they reached, whichever process of this run they are in."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "lanes"
    shared.mkdir(exist_ok=True)
    return shared


@pytest.fixture
async def world(
    founded: Database, tmp_path: Path, catalogue: Catalogue, overheard: Overheard,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:  # fmt: skip
    """A world in which somebody may be named, by chance, by words that are said anywhere."""
    monkeypatch.setattr(processor, "PATIENCE", 60.0)  # a busy machine is not part of a story
    opened = await open_world(founded, tmp_path, catalogue)
    yield opened
    await ends_whole(opened, overheard, but=opened.read(nobodys_names))


@pytest.mark.timeout(300)  # an emergency that nobody takes rings on and on
@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_people_do_the_books_hold(
    world: World, overheard: Overheard, seed: int
) -> None:
    """Ten sequences in each of many worlds: no exception, no update lost."""
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
        wrong = world.read(lambda session: list(broken(session))) + nobodys(world)
        assert (wrong, overheard.errors) == ([], []), (seed, chance.told[-30:])


@pytest.mark.prove
@pytest.mark.timeout(1200)
async def test_every_chain_is_played_to_its_end(
    ground: Ground, tmp_path: Path, catalogue: Catalogue, overheard: Overheard
) -> None:
    """Who plays a part of a story in a world of sequences gets further than its first step."""
    numbers = range(len(CHAINS))
    drawn = numbers if WHOLE else Random(FIRST).sample(numbers, CHAINS_DRAWN)  # noqa: S311
    for number in drawn:
        folder = _laid(ground, tmp_path / str(number))
        world = await open_world(ground.database, folder, catalogue)
        await _peopled(world)
        for part in CHAINS[number]:
            await plays(world, part)  # what is not there fails
        await world.desk.application.shutdown()
    assert overheard.errors == []


@pytest.mark.prove
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("seed", range(FIRST, FIRST + LANES))
async def test_every_state_and_arrow_is_reached(
    ground: Ground, tmp_path: Path, catalogue: Catalogue, overheard: Overheard, told_by_all: Path,
    monkeypatch: pytest.MonkeyPatch, seed: int,
) -> None:  # fmt: skip
    """10,000 sequences with `PROVE=full`: no exception, no update lost, nothing starved.

    What was not reached yet draws the people of the next world. The last of the lanes judges.
    """
    monkeypatch.setattr(processor, "PATIENCE", 60.0)  # a busy machine is not part of a story
    begun, lane = monotonic(), Lane()
    seeking = Seeking(range(seed - FIRST, len(CHAINS), LANES))
    with observed() as reached:
        lane.states, lane.edges = reached.states, reached.edges
        for n in range(WORLDS):
            folder = _laid(ground, tmp_path / str(n))
            world = await open_world(ground.database, folder, catalogue)
            drawn = Random(f"{seed} {n}")  # noqa: S311 - drawn to be drawn again
            chance = Steered(world, drawn, seeking=seeking, reached=reached)
            await _lives(chance, overheard, f"SEED={seed}, world {n}")
            lane.done.update(world.read(_counted))
    lane.seconds = monotonic() - begun
    _judge(lane.tells(told_by_all, str(seed)))


def _laid(ground: Ground, folder: Path) -> Path:
    """Lay the ground anew, and return the folder: it is there, as that of the data always is."""
    ground.lay()
    folder.mkdir()
    return folder


async def _lives(chance: Steered, overheard: Overheard, named: str) -> None:
    """Let the people of one world do what they do, and look at the books after each sequence."""
    world = chance.world
    await _peopled(world)
    chance.reached.begins()
    for n in range(LONGER + 1):
        try:
            await (chance.sequence() if n else begins_with_a_part(chance))
            await world.waits(seconds=1)  # what was due at this very moment
        except Exception as failed:
            raise AssertionError(f"{named}: {chance.told[-30:]}") from failed
        world.read(chance.reached.reads)
        wrong = world.read(lambda session: list(broken(session))) + nobodys(world)
        assert (wrong, overheard.errors) == ([], []), (named, chance.told[-30:])
    await ends_whole(world, overheard, but=world.read(nobodys_names))
    assert overheard.tells([SECRET]) == []
    overheard.lines.clear()


def _judge(told: list[Lane]) -> None:
    """Fail when all lanes have told, and something is starved; a sample only reaches some."""
    whole = together(told)
    if WRITTEN and WORLDS > 1 and len(told) == LANES:  # one world is too little to be read of
        write_section("sequences", whole.page(MANY, LANES, FIRST))
    if not WHOLE:
        assert min(len(whole.states), len(whole.edges)) >= SOME
    elif len(told) == LANES:
        assert whole.starved() == []


async def _peopled(world: World) -> None:
    """Let there be somebody for every part that is played, and something for each to be about."""
    with_faq(world)
    await report(world)
    await report(world, "chen")
    world.write(_furnished)
    await with_guard(world)
    await with_arrears(world)
    await comes(world, "boss", 51, StaffRole.COMPANY)
    await comes(world, "quality", 52, StaffRole.QUALITY_SUPERVISOR)
    await comes(world, "hejun", 53)
    for name, account in (("newcomer", 67), ("other", 68)):
        world.joins(name, account)


def _furnished(session: Session) -> None:
    with_spaces(session, "B3-001", "B3-002")
    with_spaces(session, "V-01", kind=SpaceKind.VIP)
    drives(session)
    costs(session)
    the_book(session)


def _counted(session: Session) -> dict[str, int]:
    """Return what there was in one world."""
    cases = session.exec(select(func.count()).select_from(Case)).one()
    turns = session.exec(select(func.count()).select_from(Inbox)).one()
    return {"sequences": LONGER, "acts": LONGER * MANY, "turns": turns, "cases": cases}
