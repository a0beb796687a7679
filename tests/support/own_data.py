"""What stories of a person's own data ask again and again: the copy, the end, what is left."""

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from models.intents.tables import Outbox
from tests.support.human import Human
from tests.support.telling import mend, picture, report
from tests.support.world import World

HERS = ("林秀英", "13800000011", "厨房水龙头一直滴水", "阳台的灯")


async def a_closed_case(world: World) -> None:
    """Let Anna show a dripping tap, and say that it holds."""
    anna = world.humans["anna"]
    await report(world)
    await anna.presses("更多")
    await anna.presses("补充")
    await anna.sends("水从这里出来，林秀英", photos=[picture()])
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(12)
    await mend(world)
    await world.reaches(14)
    await anna.presses("修好")


def documents(human: Human) -> list[bytes]:
    """Return every document that the bot sent there, oldest first."""
    telegram = human.world.telegram
    shown = [
        message["api"]["document"]["file_id"]
        for message in telegram.find_chat(human.chat_id)["messages"]
        if "document" in message["api"] and message["from"] == telegram.bot_id
    ]
    return [found for each in shown if (found := telegram.bytes_of(each)) is not None]


def opened(document: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return the JSON of a copy, and its files."""
    if document[:2] != b"PK":
        return json.loads(document), []
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        names = archive.namelist()
        told = json.loads(archive.read("my-data.json")) if "my-data.json" in names else {}
        return told, [archive.read(name) for name in names if name != "my-data.json"]


def traces(folder: Path, *words: str, named: str = "*") -> list[str]:
    """Return which words stand in which file of a folder, as text or as JSON writes it."""
    found = []
    for path in (each for each in folder.rglob(named) if each.is_file()):
        content = path.read_bytes()
        for word in words:
            written = (
                word.encode(),
                json.dumps(word)[1:-1].encode(),
                base64.b64encode(word.encode()),
            )
            if any(each in content for each in written):
                found.append(f"{path.name}: {word}")
    return found


def told_to(world: World) -> list[dict[str, Any]]:
    """Return the facts of every message that is still in the outbox."""
    found: list[dict[str, Any]] = world.read(
        lambda s: s.exec(select(Outbox.facts).order_by(col(Outbox.id))).all()
    )
    return found
