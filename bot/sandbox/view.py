"""What is seen in a chat, for the page and for the witness of a test."""

from datetime import UTC, datetime

from bot.sandbox.refusals import Json
from bot.sandbox.world import FILE_KINDS, World, plain_text

MEDIA = (*FILE_KINDS, "contact")


class View(World):
    """The state as people see it."""

    def chat(self, chat_id: int) -> Json:
        """Return the chat: its messages, newest last, its keys and its command menu."""
        chat = self.find_chat(chat_id)
        language = self.state["users"].get(str(chat_id), {}).get("language_code", "")
        commands = self.state["commands"]
        return {
            **self._summary(chat),
            "messages": [self._seen(message) for message in chat["messages"]],
            "reply_keyboard": chat["reply_keyboard"],
            # Telegram knows two-letter languages only
            "commands": commands.get(language[:2]) or commands.get("", []),
        }

    def chats(self) -> list[Json]:
        """Return every chat in short."""
        return [self._summary(chat) for chat in self.state["chats"].values()]

    def saw(self, chat_id: int) -> None:
        """Remember that somebody has read the chat."""
        chat = self.find_chat(chat_id)
        chat["seen"] = chat["last_id"]

    def toasts(self, user_id: int) -> list[Json]:
        """Return what answers to presses showed this person, newest last."""
        return list(self.state["toasts"].get(str(user_id), ()))

    def _summary(self, chat: Json) -> Json:
        new = [m for m in chat["messages"] if m["id"] > chat["seen"] and m["from"] == self.bot_id]
        return {
            **{name: chat[name] for name in ("id", "type", "title", "members")},
            "topics": [{"id": int(key), "name": name} for key, name in chat["topics"].items()],
            "unread": len(new),
        }

    def _seen(self, message: Json) -> Json:
        sender, api = self.user_json(message["from"]), message["api"]
        rows = (message["markup"] or {}).get("inline_keyboard", ())
        kept = ("id", "html", "edited", "thread_id", "reply_to", "versions")
        return {
            **{field: message[field] for field in kept},
            "from": {name: sender[name] for name in ("id", "is_bot")}
            | {"name": sender["first_name"]},
            "media_group_id": api.get("media_group_id"),
            "date": datetime.fromtimestamp(message["date"], UTC).isoformat(),
            "text": plain_text(api),
            "media": [_media(kind, api[kind]) for kind in MEDIA if kind in api],
            "keyboard": [[_button(b) for b in row] for row in rows],
        }


def _media(kind: str, shown: Json | list[Json]) -> Json:
    file = shown[-1] if isinstance(shown, list) else shown
    if kind == "contact":
        return {"kind": kind, "name": f"{file['first_name']} {file['phone_number']}"}
    return {"kind": kind, "file_id": file["file_id"], "name": FILE_KINDS[kind][0]}


def _button(button: Json) -> Json:
    copied = button.get("copy_text", {}).get("text")
    shown = {"text": button["text"], "style": button.get("style"), "url": button.get("url")}
    return shown | {"copy_text": copied, "data": button.get("callback_data")}
