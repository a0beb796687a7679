"""What the sandbox's Telegram keeps: people, chats, messages, files and waiting updates."""

import mimetypes
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from bot.sandbox.html import Formatted

Json = dict[str, Any]

FILE_KINDS = ("photo", "voice", "video", "document", "sticker")
PRESS_LIVES_S, UPDATE_LIVES_S = 150, 24 * 3600
# Telegram sends these only to a bot that names them in allowed_updates
ONLY_WHEN_ASKED = ("chat_member", "message_reaction", "message_reaction_count")


class HasNow(Protocol):
    """Anything that tells the office time."""

    def now(self) -> datetime:
        """Return the moment, with its zone."""


def new_state() -> Json:
    """Return a Telegram without people; all of it can be written as JSON."""
    names = (
        "users",
        "notes",
        "chats",
        "files",
        "queries",
        "toasts",
        "commands",
        "profile",
        "webhook",
    )
    lists: Json = {"queue": [], "faults": [], "lost": [], "allowed": []}
    return {**{name: {} for name in names}, **lists, "last": {"update": 100_000}}


class World:
    """The state and its smallest changes; knows neither calls nor people's intentions."""

    def __init__(self, clock: HasNow, token: str, username: str) -> None:
        self.clock, self.token, self.username = clock, token, username
        self.bot_id = int(token.partition(":")[0])
        self.state = new_state()
        self.files: dict[str, bytes] = {}
        self.calls: list[Json] = []
        self.revision = 0
        self.listeners: set[Callable[[], None]] = set()

    def changed(self) -> None:
        """Tell every listener that there is something new to see."""
        self.revision += 1
        for listener in tuple(self.listeners):
            listener()

    def timestamp(self) -> int:
        """Return the office time in Unix seconds."""
        return int(self.clock.now().timestamp())

    def next_number(self, name: str) -> int:
        """Return the next number of a series."""
        number: int = self.state["last"].get(name, 0) + 1
        self.state["last"][name] = number
        return number

    def find_chat(self, chat_id: int | str) -> Json:
        """Return the chat. Raises LookupError when there is none."""
        chat: Json | None = self.state["chats"].get(str(chat_id))
        if chat is None:
            raise LookupError(f"there is no chat {chat_id}")
        return chat

    def find_message(self, chat: Json, message_id: Any) -> Json:
        """Return a message, deleted ones included. Raises LookupError when there is none."""
        for message in reversed(chat["messages"]):
            if str(message["id"]) == str(message_id):
                found: Json = message
                return found
        raise LookupError(f"there is no message {message_id} in chat {chat['id']}")

    def put(self, chat: Json, sender: int, api: Json, html: str = "", **more: Any) -> Json:
        """Add a message to a chat; `more` is its markup, thread_id and reply_to."""
        chat["last_id"] += 1
        message: Json = {"id": chat["last_id"], "from": sender, "date": self.timestamp()}
        message |= {"markup": None, "thread_id": None, "reply_to": None, **more}
        message |= {"deleted": False, "edited": False, "reactions": [], "versions": []}
        chat["messages"].append(message)
        self.revise(message, api, html, message["markup"])
        return message

    def revise(self, message: Json, api: Json, html: str, markup: Json | None) -> None:
        """Give a message its next version; earlier ones stay known."""
        message |= {"api": api, "html": html, "markup": markup}
        message["edited"] = bool(message["versions"])
        shown = {"text": plain_text(api), "html": html, "markup": markup}
        message["versions"].append({"at": self.timestamp(), **shown})

    def enqueue(self, kind: str, content: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        allowed = self.state["allowed"]
        if kind in allowed or (not allowed and kind not in ONLY_WHEN_ASKED):
            update = {"update_id": self.next_number("update"), kind: content}
            self.state["queue"].append({"at": self.timestamp(), "update": update})
        self.changed()

    def pending(self) -> list[Json]:
        """Return the waiting updates; what has expired is gone."""
        now = self.timestamp()
        self.state["queue"] = [
            item
            for item in self.state["queue"]
            if now - item["at"]
            <= (PRESS_LIVES_S if "callback_query" in item["update"] else UPDATE_LIVES_S)
        ]
        return [item["update"] for item in self.state["queue"]]

    def confirm(self, before: int) -> None:
        """Forget the updates whose number is below `before`."""
        queue = self.state["queue"]
        self.state["queue"] = [item for item in queue if item["update"]["update_id"] >= before]

    def user_json(self, user_id: int) -> Json:
        """Return a User object."""
        if user_id == self.bot_id:
            return {
                "id": user_id,
                "is_bot": True,
                "first_name": "Guanjia",
                "username": self.username,
            }
        user: Json = self.state["users"][str(user_id)]
        return user

    def chat_json(self, chat: Json) -> Json:
        """Return a Chat object."""
        if chat["type"] == "private":
            user = self.user_json(chat["id"])
            names = ("first_name", "last_name", "username")
            known = {name: user[name] for name in names if name in user}
            return {"id": chat["id"], "type": "private", **known}
        forum = {"is_forum": True} if chat["forum"] else {}
        return {"id": chat["id"], "type": chat["type"], "title": chat["title"], **forum}

    def message_json(self, chat: Json, message: Json, *, reply: bool = True) -> Json:
        """Return a Message object; the message it answers is shown one level deep."""
        if message["deleted"]:
            return {"chat": self.chat_json(chat), "message_id": message["id"], "date": 0}
        shown: Json = {"message_id": message["id"], "date": message["date"]}
        shown |= {"chat": self.chat_json(chat), "from": self.user_json(message["from"])}
        shown |= message["api"]
        if message["markup"]:
            shown["reply_markup"] = message["markup"]
        if message["thread_id"]:
            shown |= {"message_thread_id": message["thread_id"], "is_topic_message": True}
        if message["edited"]:
            shown["edit_date"] = message["versions"][-1]["at"]
        if reply and message["reply_to"]:
            answered = self.find_message(chat, message["reply_to"])
            shown["reply_to_message"] = self.message_json(chat, answered, reply=False)
        return shown

    def keep_file(self, kind: str, name: str, data: bytes, mime: str | None = None) -> str:
        """Keep the bytes and return their file_id."""
        number = self.next_number("file")
        file_id, suffix = f"{kind}-{number:06d}", name.rpartition(".")[2] or "bin"
        entry = {"path": f"{kind}s/file_{number}.{suffix}", "kind": kind, "name": name}
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.state["files"][file_id] = entry | {"mime": mime, "size": len(data)}
        self.files[entry["path"]] = data
        return file_id

    def file_json(self, file_id: str) -> Any:
        """Return a file as a message shows it: an object, or the sizes of a photo."""
        entry = self.state["files"][file_id]
        common = {"file_unique_id": f"u{file_id}", "file_size": entry["size"]}
        if entry["kind"] == "photo":
            # the smaller size comes first, as in Telegram; here both are the same bytes
            sizes = (("-s", 320, 240), ("", 1280, 960))
            return [
                {**common, "file_id": file_id + mark, "width": width, "height": height}
                for mark, width, height in sizes
            ]
        named = {"file_name": entry["name"]} if entry["kind"] != "voice" else {}
        timed = {"duration": 3} if entry["kind"] in ("voice", "video") else {}
        sized = {"width": 640, "height": 480} if entry["kind"] == "video" else {}
        shown = {"file_id": file_id, "mime_type": entry["mime"]}
        return {**common, **shown, **named, **timed, **sized}

    def find_file(self, file_id: str) -> Json | None:
        """Return what is known of a file, by the id of any of its sizes."""
        entry: Json | None = self.state["files"].get(file_id.removesuffix("-s"))
        return entry


def plain_text(api: Json) -> str:
    """Return what is to be read in a message."""
    return str(api.get("text") or api.get("caption") or "")


def as_caption(said: Formatted) -> Json:
    """Return the caption fields of a message."""
    entities = {"caption_entities": said.entities} if said.entities else {}
    return {"caption": said.text, **entities} if said.text else {}


def as_text(said: Formatted) -> Json:
    """Return the text fields of a message."""
    return {"text": said.text, **({"entities": said.entities} if said.entities else {})}
