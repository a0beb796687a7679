"""The document of a person's own data, and the end of what files still tell of who is forgotten."""

import asyncio
import io
import json
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from telegram import InputFile

from bot.hops import patient_hop
from locales.catalogue import Catalogue, Reader
from locales.formats import money
from models.database import Database
from models.files.store import Store
from models.files.tables import MediaKind
from models.mydata.erasing import Traces, wiped
from models.mydata.messages import MyDataDrawn
from models.mydata.reading import OwnFile
from models.mydata.worded import MONEY, words_for
from models.papers.erasing import erasures_in, note_erased

WRITTEN = "my-data.json"
ENDINGS = {
    MediaKind.PHOTO: "jpg", MediaKind.VOICE: "ogg", MediaKind.VIDEO: "mp4",
    MediaKind.DOCUMENT: "pdf",
}  # fmt: skip


async def document(
    message: MyDataDrawn, catalogue: Catalogue, reader: Reader, store: Store
) -> InputFile:
    """Return the part of a copy as it is sent: JSON alone, or an archive with the files. SEC-01."""
    written = _written(message, catalogue, reader) if message.rows else b""
    if not message.files:
        return InputFile(written, filename=WRITTEN)
    packed = await asyncio.to_thread(_packed, message, written, store)
    return InputFile(packed, filename=f"my-data-{message.part}.zip")


async def wipe_traces(database: Database, store: Store, gone: list[Traces]) -> None:
    """Let no file of ours tell of who is forgotten: the list first, then what can be made again.

    What a death cuts off is done again. SEC-01, OWN-08.
    """
    folder = store.root.parent
    entries = [entry for _, marks in gone for entry in marks]
    await asyncio.to_thread(note_erased, erasures_in(folder), entries)
    await asyncio.to_thread(_remove_copies, database, folder)
    await asyncio.to_thread(database.wipe)
    await patient_hop(database, lambda s: wiped(s, [wish for wish, _ in gone]))


def _written(message: MyDataDrawn, catalogue: Catalogue, reader: Reader) -> bytes:
    """Return the rows as JSON, by the words of the reader's language."""

    def word(kind: str, name: str) -> str:
        return catalogue.plain(f"mydata.{kind}.{name}", reader, {})

    told = {
        word("tables", table): [
            {
                word("fields", name): _said(value, words_for(table, name, row), catalogue, reader)
                for name, value in row.items()
            }
            for row in rows
        ]
        for table, rows in message.rows.items()
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _said(value: Any, words: str, catalogue: Catalogue, reader: Reader) -> Any:
    """Return a value as people read it: with the code, by the estate's clocks, as money."""
    if isinstance(value, list):
        return [_said(each, words, catalogue, reader) for each in value]
    if words == MONEY and value is not None:
        said = money(reader, value)
    elif isinstance(value, datetime):
        return value.astimezone(ZoneInfo(reader.timezone)).isoformat(" ", "minutes")
    elif isinstance(value, date):
        return value.isoformat()
    else:
        code = json.dumps(value) if isinstance(value, bool) else value
        if not code or not catalogue.has(f"{words}.{code}"):
            return value
        said = catalogue.plain(f"{words}.{code}", reader, {})
    return catalogue.plain("mydata.both", reader, {"said": said, "code": value})


def _packed(message: MyDataDrawn, written: bytes, store: Store) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        if written:
            packed.writestr(WRITTEN, written, zipfile.ZIP_DEFLATED)
        for file in message.files:
            with suppress(FileNotFoundError, InvalidTag):  # it was erased meanwhile
                packed.writestr(_named(file), store.get(file.digest, file.key))
    return archive.getvalue()


def _named(file: OwnFile) -> str:
    return f"{file.id}.{'jpg' if file.is_picture else ENDINGS[file.kind]}"


def _remove_copies(database: Database, folder: Path) -> None:
    """Remove what was written for people to read and what a restore kept aside."""
    aside = []
    if database.is_sqlite and database.url.database:
        path = Path(database.url.database)
        aside = list(path.parent.glob(f"{path.name}.before-*"))
    for each in (*(folder / "reports").glob("*"), *aside):
        if each.is_file():
            each.unlink()
