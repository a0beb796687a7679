"""The same dialogue with aiogram 3: `… aiogram_peer sqlite` or `… aiogram_peer memory`.

With `sqlite` the state and data of a dialogue are committed once an update, after its handler: an
update that was fetched is lost at a crash, an answer may have been sent whose step was not kept,
and a failed send stays failed. With `memory` a restart forgets every dialogue.
"""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
)

from tests.bench.repairs import (
    ENTRIES,
    FOLDER,
    GROUP,
    HTML,
    PLACES,
    SLOTS,
    TRADES,
    days,
    kept,
    shown,
)

dispatcher = Dispatcher()


class Repair(StatesGroup):
    trade, place, told, day, slot, entry, send = (State() for _ in range(7))


class SqliteStorage(BaseStorage):
    """A row for each person in each chat; whoever handles an update commits."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(FOLDER / "states.db")
        self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        keyed = "chat INTEGER, person INTEGER, state TEXT, data TEXT DEFAULT '{}'"
        self.database.execute(f"CREATE TABLE said ({keyed}, PRIMARY KEY (chat, person))")

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        self._put("state", key, name)

    async def get_state(self, key: StorageKey) -> str | None:
        return self._get("state", key)

    async def set_data(self, key: StorageKey, data: Any) -> None:
        self._put("data", key, json.dumps(data, ensure_ascii=False))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return json.loads(self._get("data", key) or "{}")

    async def close(self) -> None:
        self.database.close()

    def _put(self, column: str, key: StorageKey, value: str | None) -> None:
        new = f"INSERT INTO said (chat, person, {column}) VALUES (?, ?, ?)"  # noqa: S608 # why: ours
        new += f" ON CONFLICT DO UPDATE SET {column} = excluded.{column}"
        self.database.execute(new, (key.chat_id, key.user_id, value))

    def _get(self, column: str, key: StorageKey) -> str | None:
        asked = f"SELECT {column} FROM said WHERE chat = ? AND person = ?"  # noqa: S608 # why: ours
        row = self.database.execute(asked, (key.chat_id, key.user_id)).fetchone()
        return row[0] if row else None

    async def committing(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        try:
            return await handler(event, data)
        finally:
            self.database.commit()


def keys(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=each, callback_data=each)] for each in labels]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@dispatcher.message(Command("start"))
async def start(message: Message) -> None:
    await message.answer("您好。请问有什么可以帮您？/repair 报修")


@dispatcher.message(Command("repair"))
async def repair(message: Message, state: FSMContext) -> None:
    await state.set_data({})
    await state.set_state(Repair.trade)
    await message.answer("请问是哪方面的问题？", reply_markup=keys(TRADES))


@dispatcher.message(Repair.told, F.text)
async def told(message: Message, state: FSMContext) -> None:
    await state.update_data(told=message.text)
    await state.set_state(Repair.day)
    await message.answer("请问哪天上门方便？", reply_markup=keys(days()))


def asks(step: State, name: str, question: str, labels: tuple[str, ...], following: State) -> None:
    @dispatcher.callback_query(step)
    async def pressed(query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        said = await state.update_data({name: query.data})
        await state.set_state(following)
        text = shown(said) + question if following == Repair.send else question
        await query.message.edit_text(text, reply_markup=keys(labels), parse_mode=HTML)


asks(Repair.trade, "trade", "请问在哪里？", PLACES, Repair.place)
asks(Repair.place, "place", "请用一句话说说情况。", (), Repair.told)
asks(Repair.day, "day", "请问几点方便？", SLOTS, Repair.slot)
asks(Repair.slot, "slot", "请问师傅怎么进门？", ENTRIES, Repair.entry)
asks(Repair.entry, "entry", "请看一下，对不对？", ("✅ 提交报修",), Repair.send)


@dispatcher.callback_query(Repair.send)
async def send(query: CallbackQuery, state: FSMContext, bot: Bot) -> None:
    await query.answer("已提交，谢谢您！")
    number, card = kept(query.from_user.id, await state.get_data())
    await state.clear()
    await query.message.edit_text(f"谢谢您！报修 <b>№{number}</b>", parse_mode=HTML)
    await bot.send_message(GROUP, card, reply_markup=keys(("✋ 接单",)), parse_mode=HTML)


async def main() -> None:
    storage: BaseStorage = MemoryStorage()
    if sys.argv[1] == "sqlite":
        storage = SqliteStorage()
        dispatcher.update.outer_middleware(storage.committing)
    dispatcher.fsm.storage = storage
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM_API_URL"])
    bot = Bot(os.environ["TELEGRAM_TOKEN"], session=AiohttpSession(api=server))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
