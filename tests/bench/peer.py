"""The peer: the same dialogue as the library's examples write it.

`ConversationHandler`, `PicklePersistence`, one INSERT into SQLite and a card to the group. What
it was told is lost at a crash (the pickle is written once a minute); a failed send stays failed.
"""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update, ext

GROUP, HTML = -100, "HTML"
TRADES = (
    "🚰 水管漏水", "🔌 电路插座", "🧱 墙面渗漏", "🚪 门窗锁", "🌀 空调通风", "🛗 电梯", "💡 照明",
)  # fmt: skip
PLACES = ("🏠 1号楼 101", "大堂", "电梯", "楼道", "车库", "小区室外")
SLOTS = ("09:00–11:00", "11:00–13:00", "14:00–16:00", "16:00–18:00")
ENTRIES = ("家里有人", "来前打电话", "钥匙在前台")
COLUMNS = ("trade", "place", "told", "day", "slot", "entry")
FOLDER = Path(os.environ["DATA_DIR"])
Context = ext.ContextTypes.DEFAULT_TYPE
database = sqlite3.connect(FOLDER / "peer.db")
database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
columns = "number INTEGER PRIMARY KEY, person, trade, place, told, day, slot, entry"
database.execute(f"CREATE TABLE repairs ({columns})")


def keys(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    buttons = (InlineKeyboardButton(each, callback_data=each) for each in labels)
    return InlineKeyboardMarkup.from_column(list(buttons))


async def start(update: Update, _: Context) -> None:
    await update.message.reply_text("您好。请问有什么可以帮您？/repair 报修")


async def repair(update: Update, context: Context) -> str:
    context.user_data.clear()
    await update.message.reply_text("请问是哪方面的问题？", reply_markup=keys(TRADES))
    return "trade"


async def told(update: Update, context: Context) -> str:
    context.user_data["told"] = update.message.text
    days = tuple(f"{datetime.now(UTC) + timedelta(days=each):%m-%d}" for each in range(1, 8))
    await update.message.reply_text("请问哪天上门方便？", reply_markup=keys(days))
    return "day"


def asks(name: str, question: str, labels: tuple[str, ...], following: str) -> dict[str, Any]:
    async def step(update: Update, context: Context) -> str:
        query, said = update.callback_query, context.user_data
        await query.answer()
        said[name] = query.data
        lines = "".join(f"<b>{each}</b>：{value}\n" for each, value in said.items())
        text = lines + question if following == "send" else question
        await query.edit_message_text(text, reply_markup=keys(labels), parse_mode=HTML)
        return following

    return {name: [ext.CallbackQueryHandler(step)]}


async def send(update: Update, context: Context) -> int:
    query, said = update.callback_query, context.user_data
    await query.answer("已提交，谢谢您！")
    with database:
        row = (query.from_user.id, *(said[each] for each in COLUMNS))
        done = database.execute("INSERT INTO repairs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
    card = f"№{done.lastrowid} · " + " · ".join(said[each] for each in COLUMNS)
    await query.edit_message_text(f"谢谢您！报修 <b>№{done.lastrowid}</b>", parse_mode=HTML)
    await context.bot.send_message(GROUP, card, reply_markup=keys(("✋ 接单",)), parse_mode=HTML)
    return ext.ConversationHandler.END


def main() -> None:
    states = {
        **asks("trade", "请问在哪里？", PLACES, "place"),
        **asks("place", "请用一句话说说情况。", (), "told"),
        "told": [ext.MessageHandler(ext.filters.TEXT & ~ext.filters.COMMAND, told)],
        **asks("day", "请问几点方便？", SLOTS, "slot"),
        **asks("slot", "请问师傅怎么进门？", ENTRIES, "entry"),
        **asks("entry", "请看一下，对不对？", ("✅ 提交报修",), "send"),
        "send": [ext.CallbackQueryHandler(send)],
    }
    begin = [ext.CommandHandler("repair", repair)]
    address = f"{os.environ['TELEGRAM_API_URL']}/bot"
    builder = ext.ApplicationBuilder().token(os.environ["TELEGRAM_TOKEN"]).base_url(address)
    application = builder.persistence(ext.PicklePersistence(FOLDER / "peer.pickle")).build()
    application.add_handler(
        ext.ConversationHandler(begin, states, [], name="repair", persistent=True)
    )
    application.add_handler(ext.CommandHandler("start", start))
    application.run_polling()


if __name__ == "__main__":
    main()
