"""What is seen in a chat, for the page and for the witness of a test."""

from datetime import UTC, datetime
from typing import cast

from bot.sandbox.people import as_key
from bot.sandbox.world import FILE_KINDS, Json, World, plain_text

MEDIA = (*FILE_KINDS, "contact", "location")


class View(World):
    """The state as people see it."""

    def chat(self, chat_id: int) -> Json:
        """Return the chat: its messages, newest last, deleted ones left out, and its keys."""
        chat = self.find_chat(chat_id)
        keyboard = chat["reply_keyboard"] or {"keyboard": []}
        return {
            **self._summary(chat),
            "messages": [
                self._seen(chat, message) for message in chat["messages"] if not message["deleted"]
            ],
            "reply_keyboard": [[as_key(key) for key in row] for row in keyboard["keyboard"]],
            "commands": self._commands(chat),
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
        kept = ("id", "type", "title", "forum", "members", "bot", "migrated_to")
        return {
            **{name: chat[name] for name in kept},
            "topics": [{"id": int(key), "name": name} for key, name in chat["topics"].items()],
            "unread": len(new),
        }

    def _seen(self, chat: Json, message: Json) -> Json:
        sender, api = self.user_json(message["from"]), message["api"]
        name = " ".join(filter(None, (sender["first_name"], sender.get("last_name"))))
        rows = (message["markup"] or {}).get("inline_keyboard", ())
        kept = ("id", "html", "edited", "thread_id", "reply_to", "reactions", "versions")
        return {
            **{field: message[field] for field in kept},
            "from": {"id": sender["id"], "name": name, "is_bot": sender["is_bot"]},
            "media_group_id": api.get("media_group_id"),
            "date": datetime.fromtimestamp(message["date"], UTC).isoformat(),
            "text": plain_text(api),
            "media": [self._media(kind, api[kind]) for kind in MEDIA if kind in api],
            "keyboard": [[_button(b) for b in row] for row in rows],
        }

    def _media(self, kind: str, shown: Json | list[Json]) -> Json:
        if kind not in FILE_KINDS:
            # a contact's name and number, a location's latitude and longitude
            return {
                "kind": kind,
                "name": " ".join(map(str, list(cast("Json", shown).values())[:2])),
            }
        file_id = (shown[-1] if isinstance(shown, list) else shown)["file_id"]
        entry = self.state["files"][file_id]
        named = {"name": entry["name"], "size": entry["size"], "mime": entry["mime"]}
        return {"kind": kind, "file_id": file_id, "url": f"/sandbox/file/{file_id}", **named}

    def _commands(self, chat: Json) -> list[Json]:
        """Return the command menu of a chat: its own, else that of its kind, else the default."""
        wide = "all_private_chats" if chat["type"] == "private" else "all_group_chats"
        user = self.state["users"].get(str(chat["id"]), {})
        for scope in (f"chat:{chat['id']}:", f"{wide}::", "default::"):
            # Telegram knows two-letter languages only
            for language in (str(user.get("language_code", ""))[:2], ""):
                if commands := self.state["commands"].get(f"{scope}:{language}"):
                    return list(commands)
        return []


def _button(button: Json) -> Json:
    shown = {"text": button["text"], "style": button.get("style")}
    if "copy_text" in button:
        return shown | {"copy_text": button["copy_text"]["text"]}
    if "url" in button:
        return shown | {"url": button["url"]}
    return shown | {"data": button.get("callback_data")}
