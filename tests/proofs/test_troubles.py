"""Stories while Telegram has troubles, or a storm of floods: nothing lost, little said twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest

from tests.proofs.test_stories_killed import STORIES
from tests.support.mortal import mortal
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.trial import Nursery, books, copy, founded, left
from tests.support.troubled import (
    SEED,
    STORM,
    WAIT,
    Absent,
    Flooded,
    Silent,
    Storm,
    Stormy,
    Troubled,
)
from tests.support.verdict import Left, Verdict

# In which nobody presses the newest of several cards alike: a repetition changes which that is.
TALES = (
    "a price agreed",
    "the books of a week",
    "a space waited for",
    "answers gone through",
    "a question asked again",
    "a telephone changed",
    "a month stated",
)
DRAWN = len(TALES) if WHOLE else 2  # stories with each
KINDS: dict[str, type[Troubled]] = {
    "silent": Silent, "stormy": Stormy, "flooded": Flooded, "absent": Absent,
}  # fmt: skip
TRIES = 1 + STORM // WAIT  # of a chat in a storm, when each waits for what it was told


@dataclass
class Endured:
    """What a story had to endure, and what is wrong after it."""

    story: str
    kind: str
    troubles: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)


async def played(story: str, nursery: Nursery, folder: Path) -> Left:
    """Play the story to a bot with which nothing goes wrong."""
    async with mortal(nursery, folder) as world:
        await STORIES[story](world)
        await world.settles()
        return left(world.line)


async def endured(story: str, kind: str, clean: Left, born: Nursery, folder: Path) -> Endured:
    """Play the story while it goes wrong."""
    seen, verdict = Endured(story, kind), Verdict("", "", story)
    async with mortal(born, folder, KINDS[kind], patience=KINDS[kind].patience) as world:
        telegram = world.line.witness
        assert isinstance(telegram, Troubled)
        try:
            await STORIES[story](world)
            await world.settles()
        except (AssertionError, TimeoutError) as stuck:
            seen.wrong.append(f"{stuck!r}: {(folder / 'log').read_text()[-1500:]}")
        after = left(world.line)
        seen.troubles = telegram.troubles
    verdict.compare(Left(books(folder), after.seen), clean)
    if isinstance(telegram, Flooded):
        seen.wrong += weathered(telegram.storm, after, clean)
    else:
        verdict.differs.pop("unsent", None)  # unconfirmed: it arrived twice, and nobody was told
    seen.wrong += [f"{name}: {each}" for name, each in verdict.differs.items()]
    seen.wrong += [f"missing: {each}" for each in verdict.missing]
    seen.repeated = verdict.repeated.total()
    seen.wrong += [
        f"{times} times in {chat}, of {telegram.repeats[chat]}"
        for chat, times in verdict.repeated.items()
        if times > telegram.repeats[chat] + telegram.troubles["page"]
    ]
    return seen


def weathered(storm: Storm, after: Left, clean: Left) -> Iterator[str]:
    """Yield what is not as promised: it waits as long as it is told, and keeps each chat's order.

    What was put off was not taken, so that nothing is unconfirmed, and nothing repeated.
    """
    if storm.hasty:
        yield f"tried too soon: {storm.hasty}"
    most = max(storm.refused.values(), default=0)
    if not 1 < most <= TRIES:
        yield f"a chat was tried {most} times"
    for chat, messages in clean.seen.items():
        if list(after.seen[chat]) != list(messages):  # as they came, but for which are alike
            yield f"another order in {chat}"


@pytest.mark.prove
@pytest.mark.timeout(3600)
async def test_whatever_goes_wrong_at_telegram_changes_nothing(
    tmp_path: Path, born: list[Nursery]
) -> None:
    """Three of ten sends are taken and never answered, hung up on, put off, or answered a page."""
    began, ground = monotonic(), founded(tmp_path / "founded")
    chance = random.Random(SEED)  # noqa: S311 - no secret
    stories = chance.sample(TALES, DRAWN)
    to_do, done = list(stories), list[Endured]()

    async def work(nursery: Nursery) -> None:
        while to_do:
            story = to_do.pop()
            clean = await played(story, nursery, copy(ground, tmp_path / story))
            for kind in KINDS:
                folder = copy(ground, tmp_path / f"{story} {kind}")
                done.append(await endured(story, kind, clean, nursery, folder))

    await asyncio.gather(*map(work, born))
    if WRITTEN:
        write_down(done, monotonic() - began)
    assert [each for each in done if each.wrong] == [], f"SEED={SEED}"
    assert {each.kind for each in done if each.troubles} == set(KINDS)


def write_down(done: Sequence[Endured], seconds: float) -> None:
    """Write the table down."""
    rows = []
    for kind in KINDS:
        these = [each for each in done if each.kind == kind]
        troubles = sum((each.troubles for each in these), Counter[str]())
        told = ", ".join(f"{times} {name}" for name, times in sorted(troubles.items()))
        repeated, wrong = sum(each.repeated for each in these), sum(len(e.wrong) for e in these)
        rows.append(f"| {kind} | {len(these)} | {told} | {repeated} | {wrong} |")
    text = SECTION.format(
        rows="\n".join(rows), seconds=round(seconds), seed=SEED, drawn=DRAWN, all=len(TALES),
        storm=STORM, wait=WAIT, tries=TRIES,
    )  # fmt: skip
    write_section("troubles", text)


SECTION = """\
## Stories while three sends of ten go wrong at Telegram

By `tests/proofs/test_troubles.py`, over HTTP, with a bot in a process of its own.

Silent: the server takes the message and never answers (hang), or hangs up (reset). Stormy: it puts
the message off (429 with a time), has an error of its own (500), answers a page (502 of what stands
before it; a page with 200, the message taken) or half an answer (the message taken). Flooded: at a
message in the middle of the story, drawn, a storm begins: for {storm} s of real time whatever is to
be said or changed, in all chats, is put off (429, retry after {wait}); before it and after it
nothing goes wrong. Absent: at one send of ten it goes away for a second, in which whoever calls is
hung up on.

| Telegram | stories | what went wrong | messages repeated | wrong |
|---|---|---|---|---|
{rows}

The stories' own assertions hold; afterwards books and chats are those of a story with which nothing
went wrong: no case lost or doubled, no message missing, in no chat more repeated than answers
were lost. In a storm, besides, no chat is tried again before it has waited as long as it was told
to, so each is tried {tries} times at most; afterwards nothing is repeated, and each chat reads in
the same order. {seconds} s; {drawn} of the {all} stories in which nobody presses the newest of
several cards alike, drawn by SEED={seed}.
"""
