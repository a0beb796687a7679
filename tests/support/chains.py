"""The parts that stories begin with, in chains; somebody plays one as far as they like."""

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.cases.tables import Case
from tests.support.chains_of_desk import CHAINS_OF_DESK
from tests.support.chains_of_homes import CHAINS_OF_HOMES
from tests.support.chains_of_papers import CHAINS_OF_PAPERS
from tests.support.chains_of_repairs import CHAINS_OF_REPAIRS
from tests.support.chains_of_talks import CHAINS_OF_TALKS
from tests.support.human import Human
from tests.support.parts import Part
from tests.support.world import World

if TYPE_CHECKING:
    from tests.support.steered import Steered

CHAINS: tuple[tuple[Part, ...], ...] = (
    *CHAINS_OF_HOMES,
    *CHAINS_OF_TALKS,
    *CHAINS_OF_REPAIRS,
    *CHAINS_OF_PAPERS,
    *CHAINS_OF_DESK,
)


async def plays_a_part(chance: "Steered", _: Human) -> None:
    """Play a chain as far as it goes: what is not offered now ends it; then go on by chance."""
    tried = chance.seeking.tried
    weights = [1 / (1 + tried[f"chain {n}"]) for n in range(len(CHAINS))]
    number = chance.random.choices(range(len(CHAINS)), weights)[0]
    tried[f"chain {number}"] += 1
    chain = CHAINS[number]
    if chance.random.randrange(3) == 0:
        chain = chain[: chance.random.randrange(len(chain)) + 1]
    chance.told[-1] += f": {len(chain)} of chain {number}"
    with suppress(AssertionError, LookupError):  # a button or a key that is not there
        for part in chain:
            await plays(chance.world, part)
    await chance.seeking.looks_at(chance)
    everybody = [chance.world.humans[name] for name in sorted(chance.world.humans)]
    await chance.seeking.goes_for(chance, everybody)


async def begins_with_a_part(chance: "Steered") -> None:
    """Play the chain that fewest worlds began with, to its end: nothing stands in its way yet."""
    begun = chance.seeking.begun
    fewest = min(begun.values())
    number = chance.random.choice([n for n in begun if begun[n] == fewest])
    begun[number] += 1
    chance.told.append(f"all of chain {number}")
    for part in CHAINS[number]:
        await plays(chance.world, part)


async def plays(world: World, part: Part) -> None:
    """Play this part, or this line."""
    if not isinstance(part, str):
        await part(world)
        return
    if "№" in part:
        newest = select(Case.number).order_by(col(Case.number).desc())
        part = part.replace("№", str(world.read(lambda session: session.exec(newest).first())))
    who, verb, *words = part.split(" ", 2)
    if who in world.humans:
        human = world.humans[who]
        acts = {"presses": human.presses, "says": human.says, "taps": human.taps}
        for each in words[0].split(" > "):
            await acts[verb](each)
    elif verb == "o'clock":
        await world.reaches(int(who))
    else:  # nobody looks meanwhile, and what was due is done late
        world.clock.advance(timedelta(**{verb: int(who)}))
        await world.rings()
