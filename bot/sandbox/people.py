"""What people do in Telegram: write, send, press, block, come and go."""

import re
from collections.abc import Sequence
from typing import Any

from bot.sandbox.html import typed
from bot.sandbox.methods import BotMethods
from bot.sandbox.world import FILE_KINDS, Json, as_caption, as_text, plain_text

FILE_NAMES = {"photo": "photo.jpg", "voice": "voice.ogg", "video": "video.mp4"}
FILE_NAMES |= {"document": "document.pdf", "sticker": "sticker.webp"}
STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}


class People(BotMethods):
    """The persons around the bot; whatever they do becomes an update."""

    def add_user(
        self,
        user_id: int,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "zh-hans",
        note: str = "",
    ) -> int:
        """Let a person exist who has not started the bot yet; the page shows the note."""
        named = {"last_name": last_name, "username": username, "language_code": language_code}
        user = {"id": user_id, "is_bot": False, "first_name": first_name}
        self.state["users"][str(user_id)] = user | {k: v for k, v in named.items() if v}
        self.state["notes"][str(user_id)] = note
        self._add_chat(user_id, "private", first_name, [user_id], bot=None)
        return user_id

    def add_group(
        self,
        chat_id: int,
        title: str,
        members: Sequence[int] = (),
        *,
        forum: bool = False,
        bot: str | None = "member",
    ) -> int:
        """Let a group exist; `bot` is the bot's status in it ("administrator", None: absent)."""
        # ids below -10^12 are those of supergroups; only they can have topics
        kind = "supergroup" if forum or chat_id < -(10**12) else "group"
        self._add_chat(chat_id, kind, title, list(members), bot=bot, forum=forum)
        return chat_id

    def _add_chat(
        self, chat_id: int, kind: str, title: str, members: list[int], **more: Any
    ) -> None:
        chat = {"id": chat_id, "type": kind, "title": title, "members": members, "forum": False}
        chat |= {"messages": [], "last_id": 0, "topics": {}, "reply_keyboard": None, "seen": 0}
        self.state["chats"][str(chat_id)] = chat | {"migrated_to": None} | more
        self.changed()

    def add_topic(self, chat_id: int, name: str) -> int:
        """Open a topic in a forum and return its thread id."""
        chat = self.find_chat(chat_id)
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self.put(chat, chat["members"][0] if chat["members"] else self.bot_id, created)
        message["thread_id"] = message["id"]
        chat["topics"][str(message["id"])] = name
        self.changed()
        return int(message["id"])

    def joins(self, user_id: int, chat_id: int) -> None:
        """Make the person a member of the group."""
        members = self.find_chat(chat_id)["members"]
        if user_id not in members:
            members.append(user_id)
        self.changed()

    def says(
        self,
        user_id: int,
        chat_id: int,
        text: str | None = None,
        *,
        photos: Sequence[bytes] = (),
        caption: str | None = None,
        reply_to: int | None = None,
        thread_id: int | None = None,
        edit_of: int | None = None,
        **other: Any,
    ) -> int:
        """Write into a chat and return the (first) message's id; several photos are an album.

        `other` is one of voice, video, document, sticker (bytes, or name and bytes), contact
        (a phone number: the person's own) and location (latitude, longitude).
        """
        chat = self.find_chat(chat_id)
        if user_id not in chat["members"]:
            raise LookupError(f"user {user_id} is not in chat {chat_id}")
        if edit_of is not None:
            return self._rewrites(chat, edit_of, text or caption or "")
        self._starts(chat)
        ids = []
        for api in self._contents(user_id, text, photos, caption, other):
            more = {"thread_id": thread_id, "reply_to": reply_to}
            html = typed(plain_text(api)).html
            message = self.put(chat, user_id, api, html, **more)
            ids.append(int(message["id"]))
            if self._is_heard(chat, message):
                self.enqueue("message", self.message_json(chat, message))
        self.changed()
        return ids[0]

    def _contents(
        self,
        user_id: int,
        text: str | None,
        photos: Sequence[bytes],
        caption: str | None,
        other: Json,
    ) -> list[Json]:
        """Return the content of each message that is sent."""
        if text is not None:
            return [as_text(typed(text))]
        files = [("photo", photo) for photo in photos]
        files += [(kind, value) for kind, value in other.items() if kind in FILE_KINDS]
        contents = [self._uploaded(kind, value) for kind, value in files]
        if contents:
            contents[0] |= as_caption(typed(caption or ""))
        if len(contents) > 1:
            album = {"media_group_id": str(self.next_number("album"))}
            contents = [content | album for content in contents]
        if phone := other.get("contact"):
            own = {"phone_number": phone, "first_name": self.user_json(user_id)["first_name"]}
            own["user_id"] = user_id
            contents.append({"contact": phone if isinstance(phone, dict) else own})
        if place := other.get("location"):
            contents.append({"location": {"latitude": place[0], "longitude": place[1]}})
        if not contents:
            raise ValueError("nothing was said")
        return contents

    def _uploaded(self, kind: str, value: Any) -> Json:
        name, data = value if isinstance(value, tuple) else (FILE_NAMES[kind], value)
        shown = self.file_json(self.keep_file(kind, name, data))
        return {kind: shown | STICKER if kind == "sticker" else shown}

    def _rewrites(self, chat: Json, message_id: int, text: str) -> int:
        message = self.find_message(chat, message_id)
        said, shown_as = typed(text), as_text if "text" in message["api"] else as_caption
        self.revise(message, message["api"] | shown_as(said), said.html, None)
        if self._is_heard(chat, message):
            self.enqueue("edited_message", self.message_json(chat, message))
        self.changed()
        return message_id

    def _starts(self, chat: Json) -> None:
        """Writing in private starts the bot, and unblocks it."""
        if chat["type"] == "private":
            if chat["bot"] == "kicked":
                self.unblocks(chat["id"])
            chat["bot"] = "member"

    def _is_heard(self, chat: Json, message: Json) -> bool:
        """Privacy mode, Telegram's default: in a group a bot hears what is meant for it."""
        if chat["type"] == "private" or chat["bot"] == "administrator":
            return True
        if chat["bot"] != "member":
            return False
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
        button = None if force else ever_shown(message, label_or_data)
        if button is None and not force:
            raise LookupError(f"message {message_id} never showed a button {label_or_data!r}")
        data = label_or_data if button is None else button.get("callback_data")
        if data is None or chat["bot"] in (None, "kicked", "left"):
            return None
        query_id = str(7_000_000_000 + self.next_number("query"))
        query = {"user": user_id, "chat": chat_id, "message": message_id, "data": data}
        self.state["queries"][query_id] = query | {"at": self.timestamp(), "answered": False}
        shown = {"message": self.message_json(chat, message), "chat_instance": str(chat_id)}
        who = {"id": query_id, "from": self.user_json(user_id), "data": data}
        self.enqueue("callback_query", who | shown)
        return query_id

    def taps_reply_key(self, user_id: int, chat_id: int, label: str) -> int:
        """Press a key of the keyboard below the chat."""
        chat = self.find_chat(chat_id)
        keyboard = chat["reply_keyboard"] or {"keyboard": []}
        keys = [as_key(key) for row in keyboard["keyboard"] for key in row]
        # the whole label before a part of one
        found = sorted(
            (len(key["text"]), at) for at, key in enumerate(keys) if label in key["text"]
        )
        if not found:
            raise LookupError(f"there is no key {label!r} in chat {chat_id}")
        key = keys[found[0][1]]
        if keyboard.get("one_time_keyboard"):
            chat["reply_keyboard"] = None
        if key.get("request_contact"):
            return self.says(user_id, chat_id, contact=self.phone_of(user_id))
        if key.get("request_location"):
            return self.says(user_id, chat_id, location=(31.2304, 121.4737))
        return self.says(user_id, chat_id, str(key["text"]))

    def phone_of(self, user_id: int) -> str:
        """Return the phone number that the person would share."""
        return f"+861380{user_id % 10**7:07d}"

    def adds_bot(self, user_id: int, chat_id: int) -> None:
        """Bring the bot into a group."""
        self._membership(user_id, self.find_chat(chat_id), "left", "member")

    def removes_bot(self, user_id: int, chat_id: int) -> None:
        """Throw the bot out of a group."""
        self._membership(user_id, self.find_chat(chat_id), "member", "kicked")

    def blocks(self, user_id: int) -> None:
        """Block the bot, or delete the chat with it, which is the same."""
        self._membership(user_id, self.find_chat(user_id), "member", "kicked")

    def unblocks(self, user_id: int) -> None:
        """Let the bot write again."""
        self._membership(user_id, self.find_chat(user_id), "kicked", "member")

    def _membership(self, user_id: int, chat: Json, before: str, after: str) -> None:
        chat["bot"] = after
        bot = self.user_json(self.bot_id)
        change = {
            name: {"user": bot, "status": status, "until_date": 0}
            for name, status in (("old_chat_member", before), ("new_chat_member", after))
        }
        where = {"chat": self.chat_json(chat), "from": self.user_json(user_id)}
        self.enqueue("my_chat_member", {**where, "date": self.timestamp(), **change})

    def migrate(self, chat_id: int) -> int:
        """Make a supergroup of a group and return its new id; both get their service message."""
        old = self.find_chat(chat_id)
        new_id = -(10**12) + chat_id
        self._add_chat(new_id, "supergroup", old["title"], list(old["members"]), bot=old["bot"])
        sender = old["members"][0]
        left = self.put(old, sender, {"migrate_to_chat_id": new_id})
        old["migrated_to"] = new_id
        come = self.put(self.find_chat(new_id), sender, {"migrate_from_chat_id": chat_id})
        self.enqueue("message", self.message_json(old, left))
        self.enqueue("message", self.message_json(self.find_chat(new_id), come))
        return new_id

    def inject(self, update: Json) -> int:
        """Queue an update as it is; it gets a number unless it brings one."""
        number = int(update.get("update_id") or self.next_number("update"))
        self.state["queue"].append(
            {"at": self.timestamp(), "update": {**update, "update_id": number}}
        )
        self.changed()
        return number


def ever_shown(message: Json, label_or_data: str) -> Json | None:
    """Return the newest button of the message with that label, data or part of a label."""
    buttons: list[Json] = [
        button
        for version in reversed(message["versions"])
        for row in (version["markup"] or {"inline_keyboard": []})["inline_keyboard"]
        for button in row
    ]
    exact = (b for b in buttons if label_or_data in (b["text"], b.get("callback_data")))
    partly = (b for b in buttons if label_or_data in b["text"])
    return next(exact, None) or next(partly, None)


def as_key(key: Any) -> Json:
    """Return a key as an object; plain strings are allowed in a reply keyboard."""
    return key if isinstance(key, dict) else {"text": str(key)}
