"""A world whose bot lives in a process of its own and can be killed; any story plays in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from bot.desk import Desk
from models.clock import MovableClock
from models.database import Database
from models.files.store import Store
from tests.support.doomed import Fate
from tests.support.scripted import Telegram
from tests.support.trial import Near, Nursery, alive
from tests.support.world import MONDAY, World, meet, open_chats

NO_DESK = cast(Desk, None)  # it is in the bot's process, where no story looks


@dataclass
class Mortal(World):
    """The world of the stories, of which only Telegram, clock and files are here."""

    line: Near = field(kw_only=True)

    async def settles(self) -> None:
        """Let everything happen that follows from what was done, over a death if need be."""
        await self.line.settles()

    async def rings(self) -> None:
        """Let what is due happen: the bot looks at its clock by itself."""
        await self.settles()


@asynccontextmanager
async def mortal(
    born: Nursery, folder: Path, kind: type[Telegram] = Telegram, **more: Any
) -> AsyncIterator[Mortal]:
    """Give a world with a bot that lives on `folder`, where the estate was founded."""
    Fate(folder / "fate", MONDAY)
    before = Telegram(MovableClock(MONDAY))
    open_chats(before)
    database = Database(f"sqlite:///{folder / 'guanjia.db'}")
    try:
        async with alive(born, folder, before.snapshot(), kind, **more) as line:
            await line.serves()
            store = Store(folder / "files", bytes(32))
            world = Mortal(line.witness, line.fate, database, store, NO_DESK, line=line)
            meet(world)
            yield world
    finally:
        database.close()
