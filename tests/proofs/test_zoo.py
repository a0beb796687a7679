"""Whatever Telegram brings, at every question that anybody is ever asked: its stated outcome.

No dialogue is told here: the stories of `tests/stories` lead to each question.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from bot import processor
from handlers.conversations.declared import CONVERSATIONS
from locales.catalogue import Catalogue
from tests.support.canaries import Overheard
from tests.support.ground import Ground
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.questions import STEPS, STORIES, UNREACHED, Story
from tests.support.rewinding import rewinding
from tests.support.visiting import Step, Visit, Watched, standing, watched
from tests.support.world import open_world
from tests.support.zoo import Animal, Outcome, zoo

SEED = int(os.environ.get("SEED", "20261129"))
DRAWN = 4  # updates at each question; all of them in `PROVE=full`


@dataclass
class Keeper:
    """Brings the zoo, or what is drawn of it, to each question when it is first asked."""

    overheard: Overheard
    names: Iterator[str] = field(init=False)
    seen: set[Step] = field(default_factory=set)
    tried: Counter[str] = field(default_factory=Counter)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    moved: int = 0
    wrong: list[str] = field(default_factory=list)
    kinds: int = 0
    is_busy: bool = False

    async def looks(self, world: Watched) -> None:
        """Visit whoever is asked what nobody was asked before."""
        at = None if self.is_busy else world.read(standing)
        if at is None or at.step in self.seen:
            return
        self.is_busy = True
        self.seen.add(at.step)
        with rewinding(world) as rewinder:
            animals = {animal.name: animal for animal in zoo(world)}
            self.kinds = len(animals)
            drawn = list(animals.values()) if WHOLE else self._drawn(animals)
            visit = Visit(world, at, self.overheard, rewinder)
            await visit.takes(drawn)
        self.outcomes |= {animal.name: animal.outcome for animal in drawn}
        self.tried.update(animal.name for animal in drawn)
        self.moved += visit.moved
        self.wrong += visit.wrong
        self.is_busy = False

    def _drawn(self, animals: dict[str, Animal]) -> list[Animal]:
        """Return the next few of an order that is drawn once, so that each has its turn."""
        if not self.tried:
            order = sorted(animals)
            Random(SEED).shuffle(order)  # noqa: S311 - drawn to be drawn again
            self.names = cycle(order)
        return [animals[name] for name in islice(self.names, DRAWN)]


async def told_while_watched(
    story: Story, keeper: Keeper, ground: Ground, root: Path, catalogue: Catalogue
) -> None:
    """Let the story be told in a new world, in which the keeper looks."""
    ground.lay()
    world = watched(await open_world(ground.database, root, catalogue), keeper.looks)
    await story(world)
    await world.desk.application.shutdown()


@pytest.mark.prove
@pytest.mark.sqlite
@pytest.mark.timeout(7200)
async def test_whatever_comes_at_whatever_question_has_its_outcome(
    ground: Ground,
    tmp_path: Path,
    catalogue: Catalogue,
    overheard: Overheard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """GEN-01: one answer or silence on purpose, and the dialogue goes on as if nothing had come."""
    monkeypatch.setattr(processor, "PATIENCE", 60.0)  # a busy machine is not part of it
    monkeypatch.setattr(os, "fsync", lambda _: None)  # nor what a power cut takes
    began, keeper = monotonic(), Keeper(overheard)
    for number, story in enumerate(STORIES):
        await told_while_watched(story, keeper, ground, tmp_path / str(number), catalogue)
    assert keeper.wrong == [], f"SEED={SEED}, {len(keeper.wrong)}\n" + "\n".join(keeper.wrong[:60])
    assert keeper.seen == STEPS - UNREACHED.keys()
    assert len(keeper.tried) == keeper.kinds
    if WRITTEN:
        write_down(keeper, monotonic() - began)


def write_down(keeper: Keeper, seconds: float) -> None:
    """Write down what came, where, and what followed."""
    rows = []
    for outcome, what in FOLLOWS.items():
        names = [name for name, each in keeper.outcomes.items() if each is outcome]
        tried = sum(keeper.tried[name] for name in names)
        rows.append(f"| {outcome} | {len(names)} | {tried} | {what} |")
    text = SECTION.format(
        kinds=len(keeper.outcomes), steps=len(keeper.seen), dialogues=len(CONVERSATIONS),
        tried=keeper.tried.total(), all=len(keeper.outcomes) * len(keeper.seen),
        moved=keeper.moved, seconds=round(seconds),
        rows="\n".join(rows), stories=len(STORIES), unreached=len(UNREACHED),
        why="\n".join(_why()), seed=SEED,
    )  # fmt: skip
    write_section("zoo", text)


def _why() -> Iterator[str]:
    """Yield each reason for which questions are not reached, with the questions."""
    for why in dict.fromkeys(UNREACHED.values()):
        steps = [f"`{name}` {step}" for (name, step), its in UNREACHED.items() if its == why]
        yield f"- {why}: {', '.join(steps)}"


FOLLOWS = {
    Outcome.SILENCE: "nothing at all: nobody spoke, or not to us",
    Outcome.SENTENCE: "one sentence, with a way to a person; the question stands",
    Outcome.PRESS: "the button stops spinning; the question stands",
    Outcome.ANSWER: "one message: what is asked next, or the same once more",
    Outcome.FILE: "the same; the file is fetched and kept, an album's pieces each",
}
SECTION = """\
## A zoo of updates at every question

By `tests/proofs/test_zoo.py`.

{kinds} kinds of updates, every field of an update and of a message of Bot API 10.0 among them and
some of 10.1 and 10.2, come at {steps} questions of {dialogues} dialogues, to which {stories}
stories of `tests/stories` lead: {tried} of {all} times, drawn by SEED={seed} where not all, in
{seconds} s, none with another outcome than its own. Each time: so many messages to who is asked,
none to anybody else where nothing was answered, nothing in them of another person's that the chat
did not show before, no error logged, nothing refused, no dead letter, the inbox done; the dialogue
where it was, or answered ({moved} times). Then it is ended with /cancel, in one message, and all is
put back; the story goes on and its own assertions hold.

| outcome | kinds | tries | what follows |
|---|---|---|---|
{rows}

The kinds have their names where `tests/support/zoo.py` takes them from. {unreached} questions are
not reached:

{why}
"""
