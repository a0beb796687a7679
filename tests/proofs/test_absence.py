"""Ten minutes without Telegram in the middle of a mailing: nothing lost, and soon all is said."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.absence import ASKING, Leaving, Morning, without_hours
from tests.support.mailing import ANSWERED
from tests.support.mortal import mortal
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.trial import Nursery, copy, founded
from tests.support.verdict import Verdict

HOMES, SECONDS = (600, 600.0) if WHOLE else (210, 20.0)  # more than are looked at at once
SOON = 60.0  # seconds after which everybody who asked is answered, and the urgent is said
IN_THE_AIR = 16  # messages at once
MOST_BEFORE = 2 * IN_THE_AIR  # what was in the air, and what went while those chats were not free
SECRET, CALL = "s" * 32, "紧急 №3"
WAYS = ("polling", "webhook")
HOW = {"reset": "hangs up", "hang": "never answers"}
# A poll that is never answered is given up after a minute: too long for a sample.
TRIED = [(way, how) for way in WAYS for how in HOW if WHOLE or (way, how) in
         (("polling", "reset"), ("webhook", "hang"))]  # fmt: skip


@dataclass
class Endured:
    """One absence, and what is wrong after it."""

    way: str
    how: str
    verdict: Verdict
    refused: int = 0
    answered: float = 0  # seconds until the last who asked was answered
    urgent: float = 0  # seconds until the last chat had what was urgent
    before: int = 0  # reminders that came before that
    emptied: float = 0
    outdated: int = 0  # calls to an emergency to which somebody had gone, before they could go out

    @property
    def wrong(self) -> list[Any]:
        """Return what is not as promised."""
        said = [self.verdict.differs, self.verdict.missing, self.refused]
        said.append(
            [+self.verdict.repeated] if max(self.verdict.repeated.values(), default=0) > 1 else []
        )
        said.append(self.answered if self.answered > SOON else 0)
        said.append(self.before if self.before > MOST_BEFORE else 0)
        return [each for each in said if each]


async def lived(way: str, how: str, born: Nursery, folder: Path, seconds: float) -> Morning:
    """Let the bot live through the morning."""
    more: dict[str, Any] = {"send_limits": "telegram"}
    if way == "webhook":
        more |= {"webhook_url": f"http://127.0.0.1:{born.port}/hook", "webhook_secret": SECRET}
    patience = {} if WHOLE else {"patience": 2.0}
    async with mortal(born, folder, Leaving, more=more, **patience) as world:
        morning = Morning(world, HOMES, seconds)
        morning.telegram.how = how
        try:
            await morning.passes()
        except (AssertionError, TimeoutError) as stuck:  # the other one is to go on
            morning.stuck = f"{stuck!r}: {(folder / 'log').read_text()[-3000:]}"
    return morning


def judged(way: str, how: str, morning: Morning, clean: Morning) -> Endured:
    """Compare it with the morning on which Telegram stayed."""
    verdict = Verdict(how, "", way)
    if stuck := morning.stuck or clean.stuck:
        verdict.differs["stuck"] = stuck
        return Endured(way, how, verdict)
    verdict.compare(without_hours(morning.after), without_hours(clean.after))
    answers = [
        morning.first(lambda to, said, who=who: to == who and ANSWERED in said)
        for who in morning.asking
    ]
    verdict.missing += ["an answer"] * answers.count(None)
    calls = [each for each in verdict.missing if CALL in each]
    if len(calls) == morning.outdated.count("EmergencyCall"):
        verdict.missing = [each for each in verdict.missing if CALL not in each]
    urgent = [morning.first(lambda to, _, chat=chat: to == chat) for chat in morning.urgent]
    slowest = max(seconds for seconds, _ in filter(None, answers))
    last = max(seconds for seconds, _ in filter(None, urgent))
    most = max(count for _, count in filter(None, urgent))
    refused = len(morning.telegram.floods.refused)
    return Endured(
        way, how, verdict, refused, slowest, last, most, morning.emptied, len(morning.outdated)
    )


@pytest.mark.prove
@pytest.mark.timeout(7200)
async def test_ten_minutes_without_telegram_lose_and_double_nothing(
    tmp_path: Path, born: list[Nursery]
) -> None:
    """Polling and webhook; Telegram hangs up on whoever calls, or never answers."""
    ground, to_do = founded(tmp_path / "founded"), list(TRIED)
    mornings: list[tuple[str, str, Morning, Morning]] = []

    async def work(nursery: Nursery) -> None:
        while to_do:
            way, how = to_do.pop()
            name = f"{way} {how}"
            clean = await lived(way, how, nursery, copy(ground, tmp_path / name), 0)
            folder = copy(ground, tmp_path / f"{name} away")
            away = await lived(way, how, nursery, folder, SECONDS)
            mornings.append((way, how, away, clean))

    await asyncio.gather(*map(work, born))
    done = [judged(*each) for each in mornings]
    if WRITTEN:
        write_section("absence", section(done))
    wrong = [each.wrong for each in done if each.wrong]
    assert not wrong, "\n".join(repr(each)[:5000] for each in wrong)
    assert all(each.urgent for each in done)


def section(done: Sequence[Endured]) -> str:
    """Return the table."""
    every = sorted(done, key=lambda each: (each.way, each.how))
    rows: dict[str, list[object]] = {
        "cases lost, doubled": [f"{e.verdict.lost}, {e.verdict.doubled}" for e in every],
        "messages missing": [len(e.verdict.missing) for e in every],
        "calls to an emergency no longer true, so not said": [e.outdated for e in every],
        "most repeated in a chat": [max(e.verdict.repeated.values(), default=0) for e in every],
        "books that differ": [len(e.verdict.differs) for e in every],
        "refused as a flood": [e.refused for e in every],
        "urgent: reminders before it, seconds": [f"{e.before}, {e.urgent:.0f}" for e in every],
        "seconds until all who asked were answered": [f"{e.answered:.0f}" for e in every],
        "seconds until all was said": [f"{e.emptied:.0f}" for e in every],
    }
    lines = [f"| {name} | {' | '.join(map(str, cells))} |" for name, cells in rows.items()]
    head = " | ".join(f"{each.way}, it {HOW[each.how]}" for each in every)
    return SECTION.format(
        head=head, ruler="|---" * (1 + len(every)) + "|", rows="\n".join(lines),
        homes=HOMES, seconds=SECONDS, asking=ASKING, soon=int(SOON), air=IN_THE_AIR,
        most=MOST_BEFORE,
    )  # fmt: skip


SECTION = """\
## Some time without Telegram

By `tests/proofs/test_absence.py`, over HTTP, with a bot in a process of its own that keeps
Telegram's limits, and a Bot API server that refuses floods.

A third of {homes} reminders has gone out when Telegram goes away, with {air} messages in the air at
most; it stays away for {seconds:.0f} seconds, and ten minutes of the office's clock. Meanwhile a
finished repair is to be asked about, a repair that nobody took climbs, an emergency rings on,
somebody presses twice to take the repair, another one for the emergency, and {asking} residents ask
what they owe. Then it comes back. Books and chats are compared, but for the hours in them, with
those of a morning on which it stayed.

| | {head} |
{ruler}
{rows}

Promised: at most one message repeated in a chat, no flood refused, everybody who asked answered
within {soon} s, at most {most} reminders before what was urgent: those that were in the air, and as
many that went while their chats were not free. Seconds count from when Telegram is back; until *all
said* the rest of the mailing goes out, at its rate.
"""
