"""Updates that cannot be read, in every position: all others have their turn, in order."""

import json
import os
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from random import Random
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import ClientSession, web
from sqlmodel import Session, col, delete, select
from telegram.request import RequestData

from bot.intake import SECRET_HEADER, Polling, Webhook
from models.inbox import Inbox, InboxState
from models.progress import Told
from tests.support.callers import listening
from tests.support.canaries import Overheard
from tests.support.contents import as_update
from tests.support.poison import NUMBERED, NUMBERLESS, UNREADABLE
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.scripted import InProcess, Telegram
from tests.support.world import API, World, sets

SEED = int(os.environ.get("SEED", "20261129"))
POISON = NUMBERLESS | {f"{name}, numbered": text for name, text in NUMBERED.items()} | UNREADABLE
DRAWN = 100  # poison, position and way; all of them in `PROVE=full`
ANNA, SECRET = 11, "s" * 32
LOOKS = 12  # at which it must have come through
SAID = ("/repair", "水", "1号楼 101")  # what Anna says around it
Updates = list[tuple[int, str]]  # each with its number and its text


class Fetched(InProcess):
    """Telegram, as it answers to getUpdates while these wait to be fetched."""

    def __init__(self, telegram: Telegram, waiting: Updates) -> None:
        super().__init__(telegram)
        self.waiting = waiting

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        asked = dict(parse_qsl(url.partition("?")[2]))
        offset, limit = int(asked["offset"]), int(asked["limit"])
        # what was confirmed is gone, and what has no number goes with what comes after it
        confirmed = [at for at, (number, _) in enumerate(self.waiting) if 0 <= number < offset]
        self.waiting = self.waiting[confirmed[-1] + 1 :] if confirmed else self.waiting
        result = ",".join(text for _, text in self.waiting[:limit])
        return 200, f'{{"ok": true, "result": [{result}]}}'.encode()


async def fetched(world: World, waiting: Updates) -> None:
    """Let them be fetched, until nothing waits any more."""
    way = Fetched(world.telegram, waiting)
    polling = Polling(world.desk.intake, way, f"{API}/bot{world.telegram.token}")
    for _ in range(LOOKS):
        await polling.look()
        if not any(number >= 0 for number, _ in way.waiting):
            return
    raise AssertionError(f"still waiting: {[text[:90] for _, text in way.waiting]}")


async def posted(world: World, waiting: Updates) -> None:
    """Let them be posted one after the other; what is not taken would come again and again."""
    app = web.Application()
    app.router.add_post("/", Webhook(world.desk.intake, SECRET).receive)
    async with listening(app) as address, ClientSession(headers={SECRET_HEADER: SECRET}) as client:
        for _, text in waiting:
            async with client.post(address, data=BytesIO(text.encode())) as response:
                assert response.status == 200, (response.status, text[:90])


WAYS = {"polling": fetched, "webhook": posted}


async def comes(world: World, poison: str, position: int, way: str, first: int) -> list[str]:
    """Let it come at that position among what Anna says; return what is wrong afterwards."""
    numbers = range(first, first + len(SAID) + 1)
    texts = [
        json.dumps(as_update({"text": each}, ANNA, ANNA, first + n)) for n, each in enumerate(SAID)
    ]
    waiting: Updates = []
    for at, number in enumerate(numbers):
        if at == position:
            has_one = "NUMBER" in poison
            waiting.append((number if has_one else -1, poison.replace("NUMBER", str(number))))
        else:
            text = texts[at - (at > position)]
            waiting.append((number, text.replace("{", f'{{"update_id": {number}, ', 1)))
    try:
        await WAYS[way](world, waiting)
    except (AssertionError, ValueError) as stuck:
        return [repr(stuck)]
    await world.settles()
    good = [number for at, number in enumerate(numbers) if at != position]
    return world.read(lambda session: list(amiss(session, good)))


def amiss(session: Session, good: list[int]) -> Iterator[str]:
    """Yield what is not so: each of the good ones had its turn, one after the other."""
    rows = session.exec(select(Inbox).where(col(Inbox.update_id).in_(good)).order_by(col(Inbox.id)))
    done = [row.update_id for row in rows if row.state is InboxState.DONE]
    if done != good:
        yield f"{done} instead of {good}"
    if list(session.exec(select(Inbox.id).where(Inbox.state == InboxState.WAITING))):
        yield "something waits for ever"
    steps = list(session.exec(select(Told.step)))
    if steps != ["told"]:
        yield f"Anna is at {steps}"


def to_try() -> list[tuple[str, int, str]]:
    """Return poison, position and way: all, or as many as are drawn."""
    every = list(product(POISON, range(len(SAID) + 1), WAYS))
    return every if WHOLE else Random(SEED).sample(every, DRAWN)  # noqa: S311 - no secret


@pytest.mark.prove
@pytest.mark.timeout(1800)
async def test_what_cannot_be_read_keeps_nobody_from_their_turn(
    world: World, overheard: Overheard
) -> None:
    """Fetched and posted, at every place of a batch; no lane stands still."""
    began, wrong, tried = monotonic(), list[str](), to_try()
    world.write(lambda session: sets(session, "intake.messages_per_hour", 10**6))
    for n, (name, position, way) in enumerate(tried):
        found = await comes(world, POISON[name], position, way, 10**6 + n * 10)
        wrong += [f"{name}, {way}, at {position}: {each}" for each in found]
        world.write(lambda session: session.exec(delete(Told)))
    if WRITTEN:
        write_section(
            "poison",
            SECTION.format(
                kinds=len(POISON),
                positions=len(SAID) + 1,
                tried=len(tried),
                all=len(POISON) * (len(SAID) + 1) * len(WAYS),
                seconds=round(monotonic() - began),
            ),
        )
    assert wrong == [], f"SEED={SEED}\n" + "\n".join(wrong)
    assert [e for e in overheard.errors if not any(each in e for each in EXPECTED)] == []


EXPECTED = ("update not readable", "turn failed", "update not to be kept")
SECTION = """\
## Updates that cannot be read

By `tests/proofs/test_poison.py`.

{kinds} updates that nobody should send (no number, wrong types, missing fields, 250,000
letters, nesting without end, NUL and halves of letters, figures of thousands of digits), each in
each of {positions} positions among what a resident says to report a repair, fetched in one batch
and posted one by one: {tried} of {all}, in {seconds} s. Each time the others had their turn, once
and in order, the report was where it belongs, and nothing waited. What has a number and cannot be
read is a dead letter, of which its sender and the operator's group are told; the rest is logged.
"""
