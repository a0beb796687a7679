"""The webhook's door: the secret before the body, and a limit for all that somebody may post."""

import asyncio
import gzip
import json
import resource
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from sqlmodel import func, select

from bot import app, intake
from bot.app import listening
from bot.intake import BODY_LIMIT, SECRET_HEADER, Webhook
from bot.settings import Settings
from bot.web import CONNECTIONS
from models.inbox import Inbox
from tests.support.canaries import Overheard
from tests.support.contents import as_update
from tests.support.process import free_port
from tests.support.world import World

pytestmark = pytest.mark.asyncio

SECRET, ANNA, PATIENCE = "s" * 32, 11, 5.0
FLOOD, AT_ONCE, SOME_MEGABYTES = 3000, 100, 40
KNOWN, UNKNOWN = {SECRET_HEADER: SECRET}, {SECRET_HEADER: "t" * 32}


@dataclass(frozen=True)
class Door:
    """A bot that listens, and those who knock: with bytes, or with a client."""

    world: World
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/telegram"

    async def hears(self, *pieces: bytes) -> bytes:
        """Send the pieces, each in a segment of its own; return the first line of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(PATIENCE):
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.01)  # so that it goes out as a segment of its own
                line = await reader.readline()
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
        return line.split(b" ")[1] if line else b""

    def kept(self) -> int:
        """Return how many updates stand in the inbox."""
        return self.world.read(lambda s: s.exec(select(func.count()).select_from(Inbox)).one())


@pytest.fixture
async def door(world: World, tmp_path: Path) -> AsyncIterator[Door]:
    port = free_port()
    settings = Settings(listen=f"127.0.0.1:{port}", data_dir=tmp_path)
    hook = Webhook(world.desk.intake, SECRET)
    async with listening(settings, [web.post("/telegram", hook.receive)]):
        yield Door(world, port)


def head(length: str, secret: str = SECRET) -> bytes:
    lines = ("POST /telegram HTTP/1.1", "Host: x", f"{SECRET_HEADER}: {secret}", length)
    return "\r\n".join((*lines, "", "")).encode()


def update(number: int) -> bytes:
    said = as_update({"text": "你好"}, ANNA, ANNA, number)
    return json.dumps(said | {"update_id": number}, ensure_ascii=False).encode()


@pytest.mark.parametrize("secret", ["", "t" * 32, "s" * 31, "s" * 33, "S" * 32, "é" * 32])
async def test_a_wrong_secret_is_refused_before_one_byte_of_the_body(door: Door, secret: str):
    assert await door.hears(head(f"Content-Length: {BODY_LIMIT}", secret)) == b"403"
    assert await door.hears(head("Transfer-Encoding: chunked", secret)) == b"403"


async def test_the_secret_is_compared_in_constant_time(door: Door, monkeypatch):
    compared = []

    def compare(shown: bytes, secret: bytes) -> bool:
        compared.append((shown, secret))
        return False

    monkeypatch.setattr(intake.hmac, "compare_digest", compare)
    assert await door.hears(head("Content-Length: 2", "s" * 32)) == b"403"
    assert compared == [(SECRET.encode(), SECRET.encode())]


async def test_a_body_in_many_pieces_is_one_update(door: Door):
    body, before = update(7001), door.kept()
    pieces = [body[at : at + 20] for at in range(0, len(body), 20)]
    assert await door.hears(head(f"Content-Length: {len(body)}"), *pieces) == b"200"
    chunks = [b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (update(7002),)]
    assert await door.hears(head("Transfer-Encoding: chunked"), *chunks, b"0\r\n\r\n") == b"200"
    assert door.kept() == before + 2


async def test_what_is_posted_twice_is_kept_once(door: Door):
    before = door.kept()
    async with ClientSession(headers=KNOWN) as client:
        posts = [client.post(door.address, data=update(7003)) for _ in range(20)]
        assert {answer.status for answer in await asyncio.gather(*posts)} == {200}
    assert door.kept() == before + 1


async def test_a_body_over_the_limit_is_refused_however_it_comes(door: Door):
    before = door.kept()
    assert await door.hears(head(f"Content-Length: {BODY_LIMIT + 1}")) == b"413"
    longer = update(7004) + b" " * BODY_LIMIT  # its beginning alone is a whole update
    async with ClientSession(headers=KNOWN) as client:
        for data in (BytesIO(longer), in_pieces(longer)):
            async with client.post(door.address, data=data) as answer:
                assert answer.status == 413
        longest = BytesIO(update(7005).ljust(BODY_LIMIT))
        async with client.post(door.address, data=longest) as answer:
            assert answer.status == 200
    assert door.kept() == before + 1


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(body), 50_000):
        yield body[at : at + 50_000]


async def test_nothing_packed_is_unpacked(door: Door):
    bomb = gzip.compress(b" " * 200 * BODY_LIMIT, 9)
    assert len(bomb) < BODY_LIMIT
    before = memory()
    async with ClientSession(headers=KNOWN) as client:
        for data in (bomb, gzip.compress(update(7006))):
            packed = {"Content-Encoding": "gzip"}
            async with client.post(door.address, data=data, headers=packed) as answer:
                assert answer.status == 400
    assert memory() - before < SOME_MEGABYTES


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([head("Content-Length: 3"), b"not"], b"400"),
        ([head("Content-Length: 3"), b"\xff\xfe{"], b"400"),
        ([head("Content-Length: -1")], b"400"),
        ([head("Content-Length: 2\r\nContent-Length: 3"), b"{}"], b"400"),
        ([b"\x16\x03\x01 hello\r\n\r\n"], b"400"),
        ([b"POST /telegram HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\n\r\n"], b"400"),
        ([b"GET /telegram HTTP/1.1\r\nHost: x\r\n\r\n"], b"405"),
        ([b"POST /telegram/ HTTP/1.1\r\nHost: x\r\n\r\n"], b"404"),
        ([b"POST /../telegram HTTP/1.1\r\nHost: x\r\n\r\n"], b"404"),
    ],
)
async def test_what_is_malformed_is_refused_and_nothing_kept(
    door: Door, overheard: Overheard, pieces: list[bytes], said: bytes
):
    before = door.kept()
    assert await door.hears(*pieces) == said
    assert door.kept() == before
    assert overheard.errors == []


async def test_who_sends_slowly_is_not_waited_for(door: Door, monkeypatch):
    monkeypatch.setattr(intake, "BODY_WITHIN", 0.3)
    assert await door.hears(head("Content-Length: 500"), b"{") == b"408"
    assert await door.hears(head("Transfer-Encoding: chunked"), b"no length\r\n{}") == b"408"
    assert await door.hears(head("Content-Length: 2"), b"{}") == b"200"


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "HEAD_WITHIN", 0.5)


@pytest.mark.usefixtures("in_a_hurry")
async def test_who_sends_a_slow_head_is_hung_up_on(door: Door):
    """Whether it comes letter by letter or never, as the first or behind another request."""
    whole = head("Content-Length: 2")
    for pieces in ([], [whole[:20]]):
        assert await door.hears(*pieces) == b""
    letters = [bytes([each]) for each in whole[:90]] + [whole[90:], b"{}"]
    with suppress(ConnectionError):  # it may be hung up on in the midst of a letter
        assert await door.hears(*letters) == b""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(whole + b"{}" + whole[:-4])
    async with asyncio.timeout(PATIENCE):
        answers = await reader.read()
    assert answers.count(b"HTTP/1.1 200") == 1
    writer.close()


async def test_more_than_so_many_are_hung_up_on_at_once(door: Door):
    """500 hold on: in bounded memory, and when they have gone everybody is heard."""
    before, held = memory(), []
    for _ in range(500):
        reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
        writer.write(b"POST /telegram HTTP/1.1\r\nX: " + b"x" * 4000)
        held.append((reader, writer))
    await asyncio.sleep(0.1)  # until they have arrived
    refused = [reader.at_eof() or reader.exception() is not None for reader, _ in held]
    assert sum(refused) == 500 - CONNECTIONS
    assert memory() - before < SOME_MEGABYTES
    for _, writer in held:
        writer.transport.abort()
    await asyncio.sleep(0.1)
    posted = [head(f"Content-Length: {len(update(7009))}"), update(7009)]
    assert await door.hears(*posted) == b"200"


async def test_who_goes_in_the_middle_is_no_error(door: Door, overheard: Overheard):
    before = door.kept()
    _, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(head("Content-Length: 500") + b"{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await door.hears(head(f"Content-Length: {len(update(7008))}"), update(7008)) == b"200"
    assert door.kept() == before + 1
    assert overheard.errors == []


async def test_a_mistake_of_ours_is_an_error_all_the_same(overheard: Overheard, tmp_path: Path):
    async def mistaken(_: web.Request) -> web.Response:
        raise ZeroDivisionError

    port = free_port()
    settings = Settings(listen=f"127.0.0.1:{port}", data_dir=tmp_path)
    address = f"http://127.0.0.1:{port}/telegram"
    async with (
        listening(settings, [web.post("/telegram", mistaken)]),
        ClientSession() as client,
        client.post(address) as answer,
    ):
        assert answer.status == 500
    assert len(overheard.errors) == 1
    overheard.errors.clear()


@pytest.mark.slow
async def test_a_longer_flood_takes_no_more_memory_and_the_dialogue_goes_on(door: Door):
    """What a connection needs is needed once: ours and the client's, both in this process."""
    body, gate = b"x" * BODY_LIMIT, asyncio.Semaphore(AT_ONCE)

    async def knocks(client: ClientSession) -> int:
        async with gate, client.post(door.address, data=BytesIO(body)) as answer:
            return answer.status

    async with ClientSession(headers=UNKNOWN) as client:
        first = [knocks(client) for _ in range(FLOOD // 6)]
        await asyncio.gather(*first, return_exceptions=True)
        before = memory()
        flood = [asyncio.create_task(knocks(client)) for _ in range(FLOOD)]
        await door.world.humans["anna"].says("/help")
        assert door.world.humans["anna"].heard
        answers = await asyncio.gather(*flood, return_exceptions=True)
    assert 403 in answers
    assert all(each == 403 or isinstance(each, OSError) for each in answers)
    assert memory() - before < SOME_MEGABYTES
    posted = [head(f"Content-Length: {len(update(7007))}"), update(7007)]
    assert await door.hears(*posted) == b"200"


def memory() -> float:
    """Return the most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
