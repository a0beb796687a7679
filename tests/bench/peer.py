"""The same dialogue as python-telegram-bot's examples write it: `… peer pickle` or `… peer memory`.

`ConversationHandler`, one INSERT into SQLite and a card to the group. What it was told is lost at
a crash (the pickle is written once a minute, or there is none); a failed send stays failed.
"""

import os
import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update, ext

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

Context = ext.ContextTypes.DEFAULT_TYPE


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
    await update.message.reply_text("请问哪天上门方便？", reply_markup=keys(days()))
    return "day"


def asks(name: str, question: str, labels: tuple[str, ...], following: str) -> dict[str, Any]:
    async def step(update: Update, context: Context) -> str:
        query, said = update.callback_query, context.user_data
        await query.answer()
        said[name] = query.data
        text = shown(said) + question if following == "send" else question
        await query.edit_message_text(text, reply_markup=keys(labels), parse_mode=HTML)
        return following

    return {name: [ext.CallbackQueryHandler(step)]}


async def send(update: Update, context: Context) -> int:
    query, said = update.callback_query, context.user_data
    await query.answer("已提交，谢谢您！")
    number, card = kept(query.from_user.id, said)
    await query.edit_message_text(f"谢谢您！报修 <b>№{number}</b>", parse_mode=HTML)
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
    durable = sys.argv[1] == "pickle"
    if durable:
        builder = builder.persistence(ext.PicklePersistence(FOLDER / "peer.pickle"))
    application = builder.build()
    application.add_handler(
        ext.ConversationHandler(begin, states, [], name="repair", persistent=durable)
    )
    application.add_handler(ext.CommandHandler("start", start))
    application.run_polling()


if __name__ == "__main__":
    main()
