"""Several workers on PostgreSQL, each on a host of its own: whatever happens to one, all is kept.

No story is told here: each is one of `tests/stories`, played as it stands. What happens, happens at
a message that is drawn, when Telegram has taken it and the worker that sent it does not know yet.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from bot.leading import HOLDS
from tests.proofs.test_stories_killed import STORIES
from tests.support.hosts import Host, hosts
from tests.support.postgres import Postgres, private_postgres
from tests.support.process import free_port
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.trial import Nursery
from tests.support.verdict import Left, Verdict, said_of
from tests.support.workers import SETTINGS, Shared, founded, shared

SEED = int(os.environ.get("SEED", "20261129"))
TAKEOVER = 30.0  # seconds, promised
AWAY = 60 if WHOLE else 25  # seconds: longer than the lead is held
PLAYED = ("a visit moved", "an emergency", "a fee announced") if WHOLE else ("a visit moved",)


@dataclass(frozen=True)
class Blow:
    """What happens to whom; it is over when `mends` was called, `AWAY` later.

    `rises` is by how much the lead's number does until another worker has it; 0 where none need.
    """

    strikes: Callable[[], object]
    mends: Callable[[], object] = lambda: None
    rises: int = 1


def blows(line: Shared, server: Postgres, leader: int) -> Mapping[str, Blow]:
    """Return all that may happen, by its name."""
    other = 1 - leader
    leads, follows = line.nurseries[leader], line.nurseries[other]

    def to(nursery: Nursery, sign: signal.Signals) -> Callable[[], object]:
        return lambda: os.kill(nursery.pid, sign)

    def cable(name: str, state: str, worker: int = leader) -> Callable[[], object]:
        return partial(line.hosts[worker].plug, name, state)

    def again() -> None:
        server.stops()
        server.starts()

    return {
        "the leader is killed": Blow(to(leads, signal.SIGKILL)),
        "the other is killed": Blow(to(follows, signal.SIGKILL), rises=0),
        "the leader is stopped, and goes on":
            Blow(to(leads, signal.SIGSTOP), to(leads, signal.SIGCONT)),
        "the other is stopped, and goes on":
            Blow(to(follows, signal.SIGSTOP), to(follows, signal.SIGCONT), rises=0),
        "the leader is cut off from the database":
            Blow(cable("database", "down"), cable("database", "up")),
        "the other is cut off from the database":
            Blow(cable("database", "down", other), cable("database", "up", other), rises=0),
        "the leader is cut off from Telegram":
            Blow(cable("telegram", "down"), cable("telegram", "up")),
        "the lead is taken from the leader": Blow(line.steals, rises=2),  # once by us
        "PostgreSQL is restarted": Blow(again, rises=0),
        "PostgreSQL is away": Blow(server.stops, server.starts, rises=0),
    }  # fmt: skip


BLOWS = 10


@dataclass
class Struck(Verdict):
    """What one blow did, and after how many seconds another worker led.

    `late` is how often who led before noted, after that, what became of its message.
    """

    seconds: float | None = None
    late: int | None = None


@dataclass
class Ground:
    """Where the stories are played."""

    born: Sequence[Nursery]
    on: Sequence[Host]
    server: Postgres
    founded: str
    root: Path
    plays: int = 0
    clean: dict[str, tuple[Left, int]] = field(default_factory=dict)

    def anew(self) -> tuple[Path, str]:
        """Return an empty folder, and a database in which nobody has lived yet."""
        self.plays += 1
        return self.root / str(self.plays), self.server.create(self.founded)

    async def lived(self, story: str) -> None:
        """Play the story to workers to whom nothing happens."""
        folder, name = self.anew()
        async with shared(self.born, self.on, folder, self.server, name) as (world, line):
            await STORIES[story](world)
            await world.settles()
            self.clean[story] = line.left(), line.witness.taken

    async def struck(self, story: str, blow_at: int, nth: int) -> Struck:
        """Play the story to workers to whom something happens at the `nth` message."""
        folder, name = self.anew()
        async with shared(self.born, self.on, folder, self.server, name) as (world, line):
            named = blows(line, self.server, await line.leader())
            what, blow = list(named.items())[blow_at]
            verdict = Struck(what, "message", f"{story}, {nth}")
            next_lead = line.lead() + max(blow.rises, 1)
            watching: list[asyncio.Task[float]] = []
            over = asyncio.Event()
            loop = asyncio.get_running_loop()

            def strike() -> None:
                verdict.struck = True
                blow.strikes()
                watching.append(asyncio.create_task(line.is_led(under=next_lead)))
                loop.call_later(AWAY, lambda: (blow.mends(), over.set()))

            line.witness.strike, line.witness.nth = strike, nth
            try:
                await STORIES[story](world)
                await over.wait()
                await line.serves()
                await world.settles()
                if blow.rises:
                    verdict.seconds = await asyncio.wait_for(watching[0], TAKEOVER)
                    verdict.late = line.wrote_late()
                    assert not verdict.late, "a late write was not refused"
            except (AssertionError, TimeoutError) as stuck:
                verdict.differs["stuck"] = f"{stuck!r}: {(folder / 'log').read_text()[-3000:]}"
            for each in watching:
                each.cancel()
            after = line.left()
        verdict.compare(after, self.clean[story][0])
        return verdict


@pytest.fixture
def ground(born: list[Nursery], tmp_path: Path) -> Iterator[Ground]:
    """Two hosts, and a PostgreSQL that keeps what it said it keeps."""
    with ExitStack() as rest:
        on = rest.enter_context(hosts(len(born)))
        server = rest.enter_context(private_postgres(SETTINGS, free_port()))
        yield Ground(born, on, server, founded(server), tmp_path)


@pytest.mark.prove
@pytest.mark.timeout(5400)
async def test_whatever_happens_to_a_worker_changes_nothing(ground: Ground) -> None:
    """Killed, stopped, cut off, without a database: each once in each story that is played."""
    chance, verdicts = random.Random(SEED), list[Struck]()  # noqa: S311 - no secret
    for story in PLAYED:
        await ground.lived(story)
        for blow in range(BLOWS):
            nth = chance.randint(1, ground.clean[story][1])
            verdicts.append(await ground.struck(story, blow, nth))
    if WRITTEN:
        write_section("workers", section(verdicts))
    bad = [each for each in verdicts if not each.is_good or not each.struck]
    assert not bad, f"SEED={SEED}\n{said_of(bad)}"
    assert all((each.seconds or 0) <= TAKEOVER for each in verdicts)


def section(verdicts: Sequence[Struck]) -> str:
    """Return the table."""
    rows = []
    for what in dict.fromkeys(each.fault for each in verdicts):
        these = [each for each in verdicts if each.fault == what]
        most = max(max(each.repeated.values(), default=0) for each in these)
        took = max((each.seconds or 0) for each in these)
        late = [each.late for each in these if each.late is not None]
        rows.append(
            f"| {what} | {len(these)} | {sum(e.lost for e in these)} "
            f"| {sum(e.doubled for e in these)} | {sum(len(e.missing) for e in these)} | {most} "
            f"| {sum(bool(e.differs) for e in these)} | {f'{took:.0f} s' if took else '–'} "
            f"| {sum(late) if late else '–'} |"
        )
    told = Counter(each.where.partition(",")[0] for each in verdicts)
    return SECTION.format(
        rows="\n".join(rows), away=AWAY, holds=HOLDS, stories=", ".join(told), seed=SEED
    )


SECTION = """\
## Several workers on PostgreSQL

By `tests/proofs/test_workers.py`: two workers, each on a host of its own (a network namespace), one
PostgreSQL, a webhook that is given to them in turns; leads are held as long as in production. What
happens, happens when Telegram has taken a message that is drawn, and lasts {away} s where it lasts.
Stories played: {stories}. Then the books and all chats are compared with those of workers to whom
nothing happened. *Taken over* is the longest time until another worker led. A leader that was
stopped, cut off or robbed of the lead hears late what became of its message and would note it; each
such write has to be refused: *written late* counts those that were not. Whoever takes the lead from
the leader is nobody, who has it for {holds:.0f} s.

| what happens | times | lost | doubled | missing | repeated in a chat | books differ | taken over \
| written late |
|---|---|---|---|---|---|---|---|---|
{rows}

Drawn by SEED={seed}.
"""
