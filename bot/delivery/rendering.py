"""A message becomes a Bot API call, at the instant of sending, in the reader's language."""

import asyncio
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from markupsafe import Markup
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.papers.documents import Form, document_of, form_of
from bot.papers.drawing import drawn
from locales.catalogue import Catalogue, Reader
from models.buttons import Press
from models.files.store import Store
from models.files.tables import MediaKind
from models.intents.messages import Button, Rows, Say, Screen
from models.intents.messages import Message as Said
from models.intents.parcels import Parcel

CAPTION_LIMIT = 1024
MENUS = {
    "menu": (
        ("report", "complaint"),
        ("cases", "person"),
        ("more",),
    ),
    "more": (
        ("fees", "parking"),
        ("visitor", "blocked"),
        ("faq", "settings"),
        ("language", "help"),
        ("main",),
    ),
    "work": (("mine", "open"), ("duty", "faq"), ("report", "settings", "help")),
    "desk": (("new", "open"), ("mine", "duty"), ("faq", "settings", "help")),
    "till": (("pay", "arrears"), ("open", "duty"), ("faq", "settings", "help")),
    "gate": (("passes", "open"), ("duty", "faq"), ("report", "settings", "help")),
}
ELDER_MENUS = {
    "menu": (("report",), ("complaint",), ("call_me",), ("cases",), ("more",)),
    "more": (
        *(("fees",), ("parking",), ("visitor",), ("blocked",)),
        *(("faq",), ("settings",), ("help",), ("main",)),
    ),
}
CALL_ME = Button("menu.call_me", Press("call_me", 0, 0).pack())


class Rendering:
    """Draws parcels and hands them to the library."""

    def __init__(
        self,
        bot: "ExtBot[None]",
        catalogue: Catalogue,
        store: Store,
        font: Path | None = None,
    ) -> None:
        self.bot = bot
        self.store = store
        self.catalogue = catalogue
        self.font = font

    async def send(self, parcel: Parcel, *, plain: bool = False) -> int | None:
        """Send the message or edit the one it replaces; return its number in the chat."""
        reader = reader_of(parcel)
        text = self.text(parcel.message, reader)
        markup = self.markup(parcel.message, reader)
        mode = None if plain else "HTML"
        text = Markup(text).striptags() if plain else text  # noqa: S704 - our own templates made it
        if parcel.edits is not None and not parcel.files:
            here: dict[str, Any] = {
                "chat_id": parcel.chat_id, "message_id": parcel.edits,
                "reply_markup": inline(markup),
            }  # fmt: skip
            edited = await (
                self.bot.edit_message_reply_markup(**here)  # what was given on paper stays
                if parcel.message.paper
                else self.bot.edit_message_text(text, parse_mode=mode, **here)
            )
            return edited.message_id if isinstance(edited, Message) else parcel.edits
        where: dict[str, Any] = {"chat_id": parcel.chat_id}
        if parcel.thread_id:
            where["message_thread_id"] = parcel.thread_id
        if parcel.files:
            return await self._with_files(parcel, text, mode, where)
        if parcel.message.paper and (paper := await self._form(parcel.message, reader)):
            given = await self.bot.send_document(
                document=paper.file, caption=text + paper.note, parse_mode=mode,
                reply_markup=markup, **where,
            )  # fmt: skip
            return given.message_id
        if whole := await document_of(parcel.message, self.catalogue, reader, self.store):
            held = await self.bot.send_document(
                document=whole, caption=text, parse_mode=mode, **where
            )
            return held.message_id
        if parcel.message.picture:
            photo = await self._picture(parcel.message, reader)
            seen = await self.bot.send_photo(
                photo=photo, caption=text, parse_mode=mode, reply_markup=markup, **where
            )
            return seen.message_id
        sent = await self.bot.send_message(text=text, parse_mode=mode, reply_markup=markup, **where)
        return sent.message_id

    async def is_heard(self) -> bool:
        """Tell whether Telegram answers at all."""
        try:
            await self.bot.get_me()
        except TelegramError:
            return False
        return True

    async def _with_files(
        self, parcel: Parcel, text: str, mode: str | None, where: dict[str, Any]
    ) -> int | None:
        caption = text
        if len(text) > CAPTION_LIMIT:  # cut only what has no tags
            caption, mode = Markup(text).striptags()[: CAPTION_LIMIT // 2], None  # noqa: S704
        if len(parcel.files) > 1:
            kinds = {MediaKind.PHOTO: InputMediaPhoto, MediaKind.VIDEO: InputMediaVideo}
            album = [kinds[file.kind](file.handle) for file in parcel.files]
            sent = await self.bot.send_media_group(
                media=album, caption=caption, parse_mode=mode, **where
            )
            return sent[0].message_id
        file = parcel.files[0]
        send = getattr(self.bot, f"send_{file.kind}")
        given: str | InputFile = file.handle
        if file.key is not None:
            copy = await asyncio.to_thread(self.store.get, file.digest, file.key)
            given = InputFile(copy, filename=f"{file.kind}.jpg")
        one: Message = await send(
            **{file.kind.value: given}, caption=caption, parse_mode=mode,
            protect_content=parcel.message.sealed, **where,
        )  # fmt: skip
        return one.message_id

    async def _form(self, message: Said, reader: Reader) -> Form | None:
        said = self.catalogue.plain(message.paper, reader, self._facts(message, reader))
        return await form_of(said, self.catalogue, reader, self.font)

    async def _picture(self, message: Said, reader: Reader) -> InputFile:
        """Return what is drawn of the message, in words that its reader understands."""
        said = self.catalogue.plain(message.picture, reader, self._facts(message, reader))
        return InputFile(await asyncio.to_thread(drawn, message.picture, said), "picture.png")

    def text(self, message: Said, reader: Reader) -> str:
        """Return the HTML of the message."""
        facts = self._facts(message, reader)
        text = self.catalogue.html(message.key(), reader, facts)
        if isinstance(message, Screen) and message.notice:
            notice = self.catalogue.html(message.notice, reader, message.notice_facts)
            text = f"<i>{notice}</i>\n\n{text}"
        return text

    def markup(
        self, message: Said, reader: Reader
    ) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        """Return the buttons below the message, or the menu that stays at the bottom."""
        rows = message.buttons()
        if reader.elder:
            rows = elder_rows(rows, has_keys=bool(message.keys()))
        if rows:
            return InlineKeyboardMarkup(
                [[self._button(button, reader) for button in row] for row in rows]
            )
        match message.keys():
            case whose if whose in MENUS:
                menu = (MENUS | ELDER_MENUS if reader.elder else MENUS)[whose]
                keys = [[self._key(f"menu.labels.{word}", reader) for word in r] for r in menu]
                return ReplyKeyboardMarkup(keys, resize_keyboard=True, is_persistent=True)
            case "contact":
                key = self._key("registration.share", reader, request_contact=True)
                return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)
        return None

    def _key(self, label: str, reader: Reader, **kind: bool) -> KeyboardButton:
        return KeyboardButton(self.catalogue.plain(label, reader, {}), **kind)  # type: ignore[arg-type]

    def _button(self, button: Button, reader: Reader) -> InlineKeyboardButton:
        label = (
            button.label
            if button.literal
            else self.catalogue.plain(button.label, reader, button.facts)
        )
        style = {"style": button.style} if button.style else {}
        return InlineKeyboardButton(label, callback_data=button.press, **style)  # type: ignore[arg-type]

    def _facts(self, message: Said, reader: Reader) -> Mapping[str, Any]:
        if isinstance(message, Screen | Say):
            facts = dict(message.facts)
            if "lines" in facts and isinstance(message, Screen):
                facts["lines"] = [
                    {name: self._said(label, reader) for name, label in line.items()}
                    for line in facts["lines"]
                ]
            return facts
        return {each.name: getattr(message, each.name) for each in fields(message)}  # type: ignore[arg-type]

    def _said(self, label: Mapping[str, Any], reader: Reader) -> Markup | str:
        if label["text"]:
            return str(label["text"])
        html = self.catalogue.html(label["key"], reader, label["facts"])
        return Markup(html)  # noqa: S704 - escaped by the catalogue


def elder_rows(rows: Rows, *, has_keys: bool) -> Rows:
    """Return one button a row; the one that asks for a call stands below, for that of a chat."""
    call = () if has_keys and not rows else ((CALL_ME,),)  # the keys at the bottom offer it, too
    return (*((each,) for row in rows for each in row if not each.person), *call)


def reader_of(parcel: Parcel) -> Reader:
    """Return who reads the parcel, and how."""
    return Reader(
        language=parcel.language, timezone=parcel.timezone, currency=parcel.currency,
        name=parcel.name, address_as=parcel.address_as, office=parcel.office,
        hotline=parcel.hotline, female=parcel.female, elder=parcel.elder,
    )  # fmt: skip


def inline(
    markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | None,
) -> InlineKeyboardMarkup | None:
    """Return the markup that an edit may carry."""
    return markup if isinstance(markup, InlineKeyboardMarkup) else None
