"""Every real button in every other hand, chat and hour: it does what its presser may, or nothing.

No story is told here: each is one of `tests/stories`, played as it stands; in it and after it, what
it has drawn is pressed, and all of it undone, so that the story's own assertions hold.
"""

import importlib
import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from inspect import iscoroutinefunction, signature
from pathlib import Path
from time import monotonic

import pytest

from bot import processor
from locales.catalogue import Catalogue
from tests.support.ground import Ground
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.swaps import HOURS, PLACES, Swaps
from tests.support.world import World, open_world

SEED = int(os.environ.get("SEED", "20261129"))
STORIES = Path(__file__).parents[1] / "stories"
PLAYED, AT_ONCE, AFTER = (
    (120, 60, 250) if WHOLE else (12, 40, 150)
)  # and how much is pressed in each
OFTEN = 0.15  # of the moments at which a story waits
Story = Callable[[World], Awaitable[None]]


def told() -> Iterator[tuple[str, Story]]:
    """Yield every story that needs nothing but a world, on any database, and is no long one."""
    for path in sorted(STORIES.glob("test_*.py")):
        module = importlib.import_module(f"tests.stories.{path.stem}")
        for name, story in vars(module).items():
            if name.startswith("test_") and iscoroutinefunction(story):
                alone = [*signature(story).parameters] == ["world"]
                if alone and not hasattr(story, "pytestmark") and not hasattr(module, "pytestmark"):
                    yield f"{path.stem}: {name}", story


async def swapped(world: World, story: Story, swaps: Swaps, patch: pytest.MonkeyPatch) -> None:
    """Play the story, and press in it, at its end and two days later."""
    settles = world.settles

    async def settles_and_swaps() -> None:
        await settles()
        if swaps.chance.random() < OFTEN:
            swaps.swap(world, ["at once"], AT_ONCE)

    with patch.context() as patched:
        patched.setattr(world, "settles", settles_and_swaps)
        await story(world)
    swaps.swap(world, ["moved on", "closed", "deleted", "a year"], AFTER)
    await world.waits(hours=48)
    swaps.swap(world, ["48 hours"], AFTER)


@pytest.mark.prove
@pytest.mark.timeout(14_400)
async def test_a_button_does_what_its_presser_may_wherever_and_whenever_it_is_pressed(
    ground: Ground, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SEC-01, SEC-03, GEN-12: whoever may not is refused, nothing is changed, nothing is shown."""
    monkeypatch.setattr(processor, "PATIENCE", 60.0)
    began, swaps = monotonic(), Swaps(random.Random(SEED))  # noqa: S311 - no secret
    stories = dict(told())
    for n, name in enumerate(swaps.chance.sample(sorted(stories), PLAYED)):
        ground.lay()
        world = await open_world(ground.database, tmp_path / str(n), catalogue)
        try:
            await swapped(world, stories[name], swaps, monkeypatch)
        finally:
            await world.desk.application.shutdown()
    assert {role for _, role, _, _ in swaps.tried} >= {"stranger", "former technician", "owner"}
    assert not swaps.wrong, (f"SEED={SEED}", swaps.wrong[:30])
    if WRITTEN:
        write_section("swaps", page(swaps, round(monotonic() - began), len(stories)))


def page(swaps: Swaps, seconds: int, told_of: int) -> str:
    """Return the section."""
    came = swaps.came_of_it
    where, when = (Counter[str](), Counter[str]())
    for (_, _, place, hour), times in swaps.tried.items():
        where[place] += times
        when[hour] += times
    return SECTION.format(
        played=PLAYED, told=told_of, tried=came.total(), actions=len({t[0] for t in swaps.tried}),
        roles=len({t[1] for t in swaps.tried}), rows="\n".join(_came(came)),
        where=_listed(where, PLACES), when=_listed(when, dict.fromkeys(HOURS)), seed=SEED,
        seconds=seconds,
    )  # fmt: skip


def _came(came: Counter[str]) -> Iterator[str]:
    for may in ("may", "may not"):
        cells = (
            came[f"{may}, {it}"] for it in ("changed something", "was answered", "was refused")
        )
        yield f"| {may} | {' | '.join(map(str, cells))} |"


def _listed(counted: Counter[str], order: Mapping[str, object]) -> str:
    return ", ".join(f"{it} {counted[it]}" for it in order)


SECTION = """\
## Every real button in other hands, chats and hours

By `tests/proofs/test_swaps.py`. {played} of the {told} stories of `tests/stories` that need nothing
but an estate were played as they stand. At moments in each, at its end and 48 hours later, what any
message of it ever showed was pressed: {tried} presses of {actions} actions, drawn so that what was
tried least comes first, by {roles} different people: those of the story, one of each role of the
office and of a home, one who was each until that day, one of each in another estate, a stranger.
Who may is read from `tests/stories/permissions.csv` and `presses.csv`, both written by hand. After
every press, all rows of all tables were compared, and it was undone.

| | changed something | was answered | was refused |
|---|---|---|---|
{rows}

Promised: whoever may not is refused with one sentence, every row stays as it was, and nothing is
said anywhere; whoever may is never answered in a chat that is not theirs or the office's.
Where: {where}. When: {when} (closed: every case has been closed; deleted: the message is gone; a
year: nothing has happened in between).

{seconds} s for all; drawn by SEED={seed}.
"""
