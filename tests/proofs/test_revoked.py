"""Whatever people do in the stories, they do nothing of it a moment after their role was taken.

No story is told here: each is one of `tests/stories`. Before everything that somebody says or
presses in it, their role ends, they do just that, and it is undone; then the story goes on with it.
"""

import random
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import Session

from bot import processor
from locales.catalogue import Catalogue
from tests.proofs.test_swaps import SEED, told
from tests.support.ground import Ground
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.revoking import CHANGED, GONE, act_without, read, ways_of
from tests.support.world import World, open_world

PLAYED, WAYS = (300, 7) if WHOLE else (16, 2)  # and in how many ways a role ends before each act


class Revoked:
    """What people did without their role, in which way it had ended, and what was wrong with it."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - no secret
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []

    def tries(self, world: World) -> None:
        """Take from everybody who has just done something the right to it, and let them do it."""

        def work(session: Session) -> None:
            for incoming in filter(None, map(read, world.telegram.pending())):
                ways = ways_of(session, incoming, world.clock.now())
                for way in self.chance.sample(ways, min(WAYS, len(ways))):
                    self.done[way] += 1
                    wrong = act_without(world, session, incoming, way)
                    if wrong:
                        act = f"/{incoming.command} {incoming.text}"
                        self.wrong.append(f"{incoming.user_id} {way}: {act}: {wrong}")
            session.rollback()

        world.write(work)


async def played(world: World, name: str, revoked: Revoked, patch: pytest.MonkeyPatch) -> None:
    """Play the story, and each act of it without the role first."""
    settles = world.settles

    async def without_and_with() -> None:
        revoked.tries(world)
        await settles()

    with patch.context() as patched:
        patched.setattr(world, "settles", without_and_with)
        await dict(told())[name](world)


@pytest.mark.prove
@pytest.mark.timeout(14_400)
async def test_nobody_does_anything_a_moment_after_their_role_was_taken(
    ground: Ground, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SEC-01, SEC-03, OWN-08: old buttons, half-told dialogues, commands, words, photographs."""
    monkeypatch.setattr(processor, "PATIENCE", 60.0)
    revoked, stories = Revoked(), sorted(dict(told()))
    for n, name in enumerate(revoked.chance.sample(stories, PLAYED)):
        ground.lay()
        world = await open_world(ground.database, tmp_path / str(n), catalogue)
        try:
            await played(world, name, revoked, monkeypatch)
        finally:
            await world.desk.application.shutdown()
    assert not revoked.wrong, (f"SEED={SEED}", revoked.wrong[:30])
    assert len(revoked.done) == len(GONE | CHANGED), revoked.done
    if WRITTEN:
        write_section("revoked", page(revoked.done, len(stories)))


def page(done: Counter[str], told_of: int) -> str:
    """Return the section."""
    rows = "\n".join(f"| {way} | {times} |" for way, times in sorted(done.items()))
    return SECTION.format(
        played=PLAYED, told=told_of, ways=WAYS, all=done.total(), rows=rows, seed=SEED
    )  # fmt: skip


SECTION = """\
## Every act, a moment after its role was taken

By `tests/proofs/test_revoked.py`. {played} of the {told} stories of `tests/stories` that need
nothing but an estate were played as they stand. Before everything that somebody said or pressed,
their role ended in {ways} of the ways below, they did just that, and it was undone: {all} times.

| their role ended | times |
|---|---|
{rows}

Nothing of it was done: who is gone was answered with the sentence that asks who it is; of who lives
here or has another post, at most the dialogue went on, or ended in a report of a place that is
everybody's or a word with the office; for who lives elsewhere in the estate, nothing of the home
that was left changed. A last day and a mandate were over at the midnight that followed, before any
timer had rung. Commands that need no role are left out.

Drawn by SEED={seed}.
"""
