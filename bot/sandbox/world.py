"""What the sandbox's Telegram keeps: people, chats, messages, files and waiting updates."""

import base64
from collections.abc import Callable
from typing import Any

from bot.sandbox.refusals import Json
from models.clock import Clock

# What a file is called, its type, and what else a message tells about it.
FILE_KINDS: dict[str, tuple[str, str, Json]] = {
    "photo": ("photo.jpg", "image/jpeg", {"width": 1280, "height": 960}),
    "voice": ("voice.ogg", "audio/ogg", {"duration": 3, "mime_type": "audio/ogg"}),
    "video": ("video.mp4", "video/mp4", {"duration": 3, "width": 640, "height": 480}),
    "document": ("document.pdf", "application/pdf", {"file_name": "document.pdf"}),
    "sticker": (
        "sticker.webp",
        "image/webp",
        {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    ),
}
TABLES = ("users", "notes", "chats", "files", "queries", "toasts", "commands", "webhook")


class World:
    """The state and its smallest changes; knows neither calls nor people's intentions."""

    def __init__(self, clock: Clock, token: str, username: str) -> None:
        self.clock, self.token, self.username = clock, token, username
        self.bot_id = int(token.partition(":")[0])
        # all of it can be written as JSON
        self.state: Json = {name: {} for name in TABLES} | {"last": {"update": 100_000}}
        self.state |= {"queue": [], "allowed": []}
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

    def find_chat(self, chat_id: int) -> Json:
        """Return the chat. Raises LookupError when there is none."""
        chat: Json | None = self.state["chats"].get(str(chat_id))
        if chat is None:
            raise LookupError(f"there is no chat {chat_id}")
        return chat

    def find_message(self, chat: Json, message_id: Any) -> Json:
        """Return a message. Raises LookupError when there is none."""
        found: list[Json] = [m for m in chat["messages"] if str(m["id"]) == str(message_id)]
        if not found:
            raise LookupError(f"there is no message {message_id} in chat {chat['id']}")
        return found[0]

    def put(self, chat: Json, sender: int, api: Json, html: str = "", **more: Any) -> Json:
        """Add a message to a chat; `more` is its markup, thread_id and reply_to."""
        chat["last_id"] += 1
        message: Json = {"id": chat["last_id"], "from": sender, "date": self.timestamp()}
        message |= {"markup": None, "thread_id": None, "reply_to": None, "versions": [], **more}
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
        if kind in (self.state["allowed"] or (kind,)):
            self.inject({kind: content})
        self.changed()

    def inject(self, update: Json) -> None:
        """Queue an update as it is, under the next number."""
        self.state["queue"].append({"update_id": self.next_number("update"), **update})
        self.changed()

    def pending(self) -> list[Json]:
        """Return the waiting updates."""
        return list(self.state["queue"])

    def confirm(self, before: int) -> None:
        """Forget the updates whose number is below `before`."""
        queue = self.state["queue"]
        self.state["queue"] = [update for update in queue if update["update_id"] >= before]

    def user_json(self, user_id: int) -> Json:
        """Return a User object."""
        named: Json = {"first_name": "Guanjia", "username": self.username}
        bot = {"id": self.bot_id, "is_bot": True, **named}
        return bot if user_id == self.bot_id else dict(self.state["users"][str(user_id)])

    def chat_json(self, chat: Json) -> Json:
        """Return a Chat object."""
        name = "first_name" if chat["type"] == "private" else "title"
        forum = {"is_forum": True} if chat["forum"] else {}
        return {"id": chat["id"], "type": chat["type"], name: chat["title"], **forum}

    def message_json(self, chat: Json, message: Json, *, reply: bool = True) -> Json:
        """Return a Message object; the message it answers is shown one level deep."""
        shown: Json = {"message_id": message["id"], "date": message["date"]}
        shown |= {"chat": self.chat_json(chat), "from": self.user_json(message["from"])}
        shown |= message["api"]
        thread, edited = message["thread_id"], message["edited"] and message["versions"][-1]["at"]
        more = {"reply_markup": message["markup"], "message_thread_id": thread}
        more |= {"is_topic_message": bool(thread), "edit_date": edited}
        if reply and message["reply_to"]:
            answered = self.find_message(chat, message["reply_to"])
            more["reply_to_message"] = self.message_json(chat, answered, reply=False)
        return shown | {name: value for name, value in more.items() if value}

    def keep_file(self, kind: str, data: bytes) -> Any:
        """Keep the bytes; return the file as a message shows it."""
        file_id = f"{kind}-{self.next_number('file'):06d}"
        kept = {"kind": kind, "size": len(data), "data": base64.b64encode(data).decode()}
        self.state["files"][file_id] = kept
        return self.file_json(file_id)

    def uploaded(self, kind: str, data: bytes) -> str:
        """Keep the bytes that came with a call; return the id by which it names them."""
        self.keep_file(kind, data)
        return str(next(reversed(self.state["files"])))

    def file_json(self, file_id: str) -> Any:
        """Return a file as a message shows it: an object, or the sizes of a photo."""
        entry = self.state["files"][file_id]
        shown = {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": entry["size"]}
        shown |= FILE_KINDS[entry["kind"]][2]
        return [shown] if entry["kind"] == "photo" else shown

    def bytes_of(self, file_id: str) -> bytes | None:
        """Return what a file holds, or None when there is no such file."""
        entry = self.state["files"].get(file_id)
        return entry and base64.b64decode(entry["data"])


def plain_text(api: Json) -> str:
    """Return what is to be read in a message."""
    return str(api.get("text") or api.get("caption") or "")
