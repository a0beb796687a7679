"""The peer: the same dialogue as the library's examples write it.

`ConversationHandler`, `PicklePersistence`, one INSERT into SQLite and a card to the group. What it
was told is lost at a crash (the pickle is written once a minute), and a failed send is not repeated.
"""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

GROUP = -100
CATEGORY, PLACE, TOLD, DAY, SLOT, ENTRY, SEND = range(7)
TRADES = (
    "🚰 水管漏水",
    "🔌 电路插座",
    "🧱 墙面渗漏",
    "🚪 门窗锁",
    "🌀 空调通风",
    "🛗 电梯",
    "💡 照明",
)
PLACES = ("🏠 1号楼 101", "大堂", "电梯", "楼道", "车库", "小区室外")
SLOTS = ("09:00–11:00", "11:00–13:00", "14:00–16:00", "16:00–18:00")
ENTRIES = ("家里有人", "来前打电话", "钥匙在前台")
FOLDER = Path(os.environ["DATA_DIR"])
Context = ContextTypes.DEFAULT_TYPE
database = sqlite3.connect(FOLDER / "peer.db")
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute(
    "CREATE TABLE IF NOT EXISTS repairs (number INTEGER PRIMARY KEY, person INTEGER, trade TEXT,"
    " place TEXT, told TEXT, day TEXT, slot TEXT, entry TEXT, reported_at TEXT)"
)


def keys(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(each, callback_data=each)] for each in labels]
    )


def days() -> list[str]:
    today = datetime.now(UTC)
    return [f"{today + timedelta(days=each):%m-%d}" for each in range(1, 8)]


async def start(update: Update, _: Context) -> None:
    await update.message.reply_text("您好。请问有什么可以帮您？/repair 报修")


async def repair(update: Update, context: Context) -> int:
    context.user_data.clear()
    await update.message.reply_text("请问是哪方面的问题？", reply_markup=keys(*TRADES))
    return CATEGORY


def asks(name: str, question: str, labels: tuple[str, ...], following: int):  # noqa: ANN201
    """Return the step that keeps the pressed `name` and asks the next question."""

    async def step(update: Update, context: Context) -> int:
        query = update.callback_query
        await query.answer()
        context.user_data[name] = query.data
        markup = keys(*labels) if labels else None
        await query.edit_message_text(question, reply_markup=markup, parse_mode="HTML")
        return following

    return step


async def told(update: Update, context: Context) -> int:
    context.user_data["told"] = update.message.text
    await update.message.reply_text("请问哪天上门方便？", reply_markup=keys(*days()))
    return DAY


async def entry(update: Update, context: Context) -> int:
    query, said = update.callback_query, context.user_data
    await query.answer()
    said["entry"] = query.data
    lines = "\n".join(f"<b>{name}</b>：{value}" for name, value in said.items())
    await query.edit_message_text(lines, reply_markup=keys("✅ 提交报修"), parse_mode="HTML")
    return SEND


async def send(update: Update, context: Context) -> int:
    query, said = update.callback_query, context.user_data
    await query.answer("已提交，谢谢您！")
    columns = ("trade", "place", "told", "day", "slot", "entry")
    with database:
        row = (query.from_user.id, *(said[each] for each in columns), str(datetime.now(UTC)))
        done = database.execute("INSERT INTO repairs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    card = f"№{done.lastrowid} · " + " · ".join(said[each] for each in columns)
    await query.edit_message_text(f"谢谢您！报修 <b>№{done.lastrowid}</b>", parse_mode="HTML")
    await context.bot.send_message(GROUP, card, reply_markup=keys("✋ 接单"), parse_mode="HTML")
    return ConversationHandler.END


def main() -> None:
    address = os.environ["TELEGRAM_API_URL"]
    steps = {
        CATEGORY: asks("trade", "请问在哪里？", PLACES, PLACE),
        PLACE: asks("place", "请用一句话说说情况。", (), TOLD),
        DAY: asks("day", "请问几点方便？", SLOTS, SLOT),
        SLOT: asks("slot", "请问师傅怎么进门？", ENTRIES, ENTRY),
        ENTRY: entry,
        SEND: send,
    }
    states = {state: [CallbackQueryHandler(step)] for state, step in steps.items()}
    states[TOLD] = [MessageHandler(filters.TEXT & ~filters.COMMAND, told)]
    builder = ApplicationBuilder().token(os.environ["TELEGRAM_TOKEN"]).base_url(f"{address}/bot")
    application = builder.persistence(PicklePersistence(FOLDER / "peer.pickle")).build()
    application.add_handler(
        ConversationHandler(
            [CommandHandler("repair", repair)], states, [], name="repair", persistent=True
        )
    )
    application.add_handler(CommandHandler("start", start))
    application.run_polling()


if __name__ == "__main__":
    main()
