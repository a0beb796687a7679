"""What people do in Telegram: write, send, press, block, come and go."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from bot.sandbox.methods import BotMethods
from bot.sandbox.refusals import Json
from bot.sandbox.world import plain_text


class People(BotMethods):
    """The persons around the bot; whatever they do becomes an update."""

    def add_user(
        self, user_id: int, first_name: str, language_code: str = "zh-hans", note: str = ""
    ) -> None:
        """Let a person exist who has not started the bot yet; the page shows the note."""
        if user_id == self.bot_id:
            raise ValueError("this number is the bot's")
        user = {"id": user_id, "is_bot": False, "first_name": first_name}
        self.state["users"][str(user_id)] = user | {"language_code": language_code}
        self.state["notes"][str(user_id)] = note
        self.add_chat(user_id, "private", first_name, [user_id], bot=None)

    def add_group(
        self, chat_id: int, title: str, members: Sequence[int] = (), *, forum: bool = False
    ) -> None:
        """Let a group exist with the bot in it; only a supergroup can be a forum."""
        kind = "supergroup" if forum else "group"
        self.add_chat(chat_id, kind, title, list(members), bot="member", forum=forum)

    def add_chat(
        self, chat_id: int, kind: str, title: str, members: list[int], **more: Any
    ) -> None:
        """Let a chat exist; `more` is whether it is a forum, and what the bot is in it."""
        chat = {"id": chat_id, "type": kind, "title": title, "members": members, "forum": False}
        chat |= {"messages": [], "last_id": 0, "topics": {}, "reply_keyboard": [], "seen": 0}
        self.state["chats"][str(chat_id)] = chat | {"migrated_to": None} | more
        self.changed()

    def says(
        self,
        user_id: int,
        chat_id: int,
        text: str | None = None,
        *,
        thread_id: int | None = None,
        reply_to: int | None = None,
        **content: Any,
    ) -> int:
        """Write into a chat and return the (first) message's id; several photos are an album.

        `content` is photos (a list of bytes), voice, video, document or sticker (bytes), with
        or without a caption (of an album on the one `captioned`), or contact (a phone number:
        the person's own, or that of the account `whose`).
        """
        chat = self.find_chat(chat_id)
        if user_id not in chat["members"]:
            raise LookupError(f"user {user_id} is not in chat {chat_id}")
        if chat["type"] == "private":
            # writing in private starts the bot, and unblocks it
            if chat["bot"] == "kicked":
                self.becomes(user_id, user_id, "member")
            chat["bot"] = "member"
        ids = []
        for api in self._contents(user_id, text, **content):
            message = self.put(
                chat, user_id, api, escape(plain_text(api)), thread_id=thread_id, reply_to=reply_to
            )
            ids.append(int(message["id"]))
            if self._is_heard(chat, message):
                self.enqueue("message", self.message_json(chat, message))
        self.changed()
        return ids[0]

    def edits(self, user_id: int, chat_id: int, message_id: int, text: str) -> None:
        """Change the words of one's own message."""
        chat = self.find_chat(chat_id)
        message = self.find_message(chat, message_id)
        if message["from"] != user_id:
            raise LookupError(f"message {message_id} is not of user {user_id}")
        message["api"] |= {"text": text, "edit_date": self.timestamp()}
        message["html"] = escape(text)
        if self._is_heard(chat, message):
            self.enqueue("edited_message", self.message_json(chat, message))
        self.changed()

    def _contents(
        self,
        user_id: int,
        text: str | None,
        *,
        photos: Sequence[bytes] = (),
        caption: str | None = None,
        captioned: int = 0,
        contact: str | None = None,
        whose: int = 0,
        **file: bytes,
    ) -> list[Json]:
        """Return the content of each message that is sent."""
        if text is not None:
            return [{"text": text}]
        if contact is not None:
            own = {"phone_number": contact, "first_name": self.user_json(user_id)["first_name"]}
            return [{"contact": own | {"user_id": whose or user_id}}]
        files = [*(("photo", photo) for photo in photos), *file.items()]
        if not files:
            raise ValueError("nothing was said")
        album = {"media_group_id": str(self.next_number("album"))} if len(files) > 1 else {}
        contents = [{kind: self.keep_file(kind, data)} | album for kind, data in files]
        contents[captioned] |= {"caption": caption} if caption else {}
        return contents

    def _is_heard(self, chat: Json, message: Json) -> bool:
        """Privacy mode, Telegram's default: in a group a bot hears what is meant for it."""
        if chat["type"] == "private" or chat["bot"] != "member":
            return bool(chat["type"] == "private")
        text = plain_text(message["api"])
        answered = message["reply_to"] and self.find_message(chat, message["reply_to"])
        if (answered and answered["from"] == self.bot_id) or f"@{self.username}" in text:
            return True
        return bool(re.match(r"/\w+(?!\w|@)", text))

    def presses(
        self, user_id: int, chat_id: int, message_id: int, label_or_data: str, force: bool = False
    ) -> str | None:
        """Press a button that the message shows or ever showed; return the query's id.

        A button is found by its label, its data or a part of its label. With `force` any data
        is sent, as a forged client would. Links and copy buttons have no query.
        """
        chat = self.find_chat(chat_id)
        message = self.find_message(chat, message_id)
        button = {"callback_data": label_or_data} if force else ever_shown(message, label_or_data)
        data = button.get("callback_data")
        if data is None or chat["bot"] != "member":
            return None
        query_id = str(7_000_000_000 + self.next_number("query"))
        self.state["queries"][query_id] = {
            "user": user_id, "at": self.timestamp(), "answered": False,
        }  # fmt: skip
        query = {
            "id": query_id, "from": self.user_json(user_id), "data": data,
            "message": self.message_json(chat, message), "chat_instance": str(chat_id),
        }  # fmt: skip
        self.enqueue("callback_query", query)
        return query_id

    def taps_reply_key(self, user_id: int, chat_id: int, label: str) -> int:
        """Press a key of the keyboard below the chat, named by its label or a part of it."""
        shown = [key for row in self.find_chat(chat_id)["reply_keyboard"] for key in row]
        asking = [key["text"] for key in shown if key.get("request_contact")]
        keys = [key["text"] for key in shown]
        found = sorted((key for key in keys if label in key), key=len)
        if not found:
            raise LookupError(f"there is no key {label!r} in chat {chat_id}")
        if found[0] in asking:
            return self.says(user_id, chat_id, contact=phone_of(user_id))
        return self.says(user_id, chat_id, found[0])

    def becomes(self, user_id: int, chat_id: int, status: str) -> None:
        """Let the person make the bot a member of the chat, or throw it out."""
        chat, bot = self.find_chat(chat_id), self.user_json(self.bot_id)
        states = {"old_chat_member": chat["bot"] or "left", "new_chat_member": status}
        change = {
            name: {"user": bot, "status": is_now, "until_date": 0}
            for name, is_now in states.items()
        }
        chat["bot"] = status
        where = {"chat": self.chat_json(chat), "from": self.user_json(user_id)}
        self.enqueue("my_chat_member", {**where, "date": self.timestamp(), **change})


def phone_of(user_id: int) -> str:
    """Return the number that belongs to the account."""
    return f"+861380{user_id % 10**7:07d}"


def ever_shown(message: Json, label_or_data: str) -> Json:
    """Return the newest button of the message with that label, data or part of a label."""
    buttons: list[Json] = [
        button
        for version in reversed(message["versions"])
        for row in (version["markup"] or {"inline_keyboard": []})["inline_keyboard"]
        for button in row
    ]
    found = [b for b in buttons if label_or_data in (b["text"], b.get("callback_data"))]
    found += [b for b in buttons if label_or_data in b["text"]]
    if not found:
        raise LookupError(f"message {message['id']} never showed a button {label_or_data!r}")
    return found[0]
