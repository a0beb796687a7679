"""The Bot API methods that the present stories call, answered from the sandbox's state."""

import re
from collections.abc import Callable
from functools import partialmethod
from html import escape
from typing import Any

from bot.sandbox.html import parse_html
from bot.sandbox.refusals import (
    Json,
    Refused,
    checked_markup,
    decoded,
    demand,
    number,
    utf16_length,
)
from bot.sandbox.world import World

PRESS_LIVES_S = 150
MOST_FILE_BYTES = 20 * 1024 * 1024
ALBUM_KINDS = {"photo", "video", "document"}
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
HOOKED = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class BotMethods(World):
    """One `_on_` method for each of the Bot API; it returns the result or raises Refused."""

    def method(self, name: str) -> Callable[[Json], Any] | None:
        """Return what answers a Bot API method, written in any case."""
        own = METHODS.get(name.lower())
        return getattr(self, own) if own else None

    def _target(self, params: Json) -> Json:
        """Return the chat to write to, or refuse as Telegram does."""
        chat: Json | None = self.state["chats"].get(str(params.get("chat_id")))
        if chat is None or chat["bot"] is None:
            raise Refused("chat not found")
        if chat["migrated_to"]:
            new_id = int(chat["migrated_to"])
            raise Refused("group chat was upgraded to a supergroup chat", migrate_to_chat_id=new_id)
        if chat["bot"] == "kicked":
            private = chat["type"] == "private"
            told = "blocked by the user" if private else f"kicked from the {chat['type']} chat"
            raise Refused(f"bot was {told}", 403)
        return chat

    def _said(self, params: Json, name: str) -> tuple[Json, str]:
        """Return what is to be read as a field of the message, and its HTML."""
        mode, source = params.get("parse_mode"), str(params.get(name) or "")
        demand((mode in (None, "HTML"), "unsupported parse_mode"))
        text = parse_html(source) if mode else source
        limit, called = (4096, "message") if name == "text" else (1024, "message caption")
        demand(
            (name != "text" or text.strip(), "message text is empty"),
            (utf16_length(text) <= limit, f"{called} is too long"),
        )
        return {name: text} if text else {}, source if mode else escape(text)

    def _send(self, params: Json, api: Json, html: str) -> Json:
        chat, thread = self._target(params), number(params, "message_thread_id") or None
        demand((thread is None or str(thread) in chat["topics"], "message thread not found"))
        markup = checked_markup(params.get("reply_markup")) or {}
        if "keyboard" in markup:
            chat["reply_keyboard"] = markup["keyboard"]
        inline = markup if "inline_keyboard" in markup else None
        message = self.put(chat, self.bot_id, api, html, markup=inline, thread_id=thread)
        return self.message_json(chat, message)

    def _on_send_message(self, params: Json) -> Json:
        return self._send(params, *self._said(params, "text"))

    def _send_file(self, kind: str, params: Json) -> Json:
        self._target(params)
        return self._send(params, *self._captioned(kind, params, params.get(kind)))

    _on_send_photo = partialmethod(_send_file, "photo")
    _on_send_voice = partialmethod(_send_file, "voice")
    _on_send_video = partialmethod(_send_file, "video")
    _on_send_document = partialmethod(_send_file, "document")

    def _captioned(self, kind: str, params: Json, file_id: Any) -> tuple[Json, str]:
        """Return the named file with its caption, and the caption's HTML."""
        caption, html = self._said(params, "caption")
        entry = self.state["files"].get(str(file_id))
        demand((entry, "wrong file identifier/HTTP URL specified"))
        told = f"can't use file of type {entry['kind'].title()} as {kind.title()}"
        demand((entry["kind"] == kind, told))
        return {kind: self.file_json(str(file_id)), **caption}, html

    def _on_send_media_group(self, params: Json) -> list[Json]:
        items = decoded(params.get("media"), "media") or []
        self._target(params)
        kinds = {item.get("type") for item in items}
        demand(
            (2 <= len(items) <= 10, "the album must contain from 2 to 10 items"),
            (kinds <= ALBUM_KINDS, "type of the media can't be used in an album"),
        )
        ready = [self._captioned(item["type"], item, item.get("media")) for item in items]
        album = {"media_group_id": str(self.next_number("album"))}
        return [self._send(params, api | album, html) for api, html in ready]

    def _on_edit_message_text(self, params: Json) -> Json:
        return self._edited(params, *self._said(params, "text"))

    def _on_edit_message_reply_markup(self, params: Json) -> Json:
        return self._edited(params)

    def _edited(self, params: Json, said: Json | None = None, html: str = "") -> Json:
        """Give a message other buttons and, where something is said, another text."""
        chat = self._target(params)
        try:
            message = self.find_message(chat, params.get("message_id"))
        except LookupError:
            raise Refused("message to edit not found") from None
        markup, texts = checked_markup(params.get("reply_markup")), said is not None
        said, html = (said, html) if said is not None else (message["api"], message["html"])
        demand(
            (message["from"] == self.bot_id, "message can't be edited"),
            (not texts or "text" in message["api"], "there is no text in the message to edit"),
            (markup is None or "inline_keyboard" in markup, "inline keyboard expected"),
            ((html, markup) != (message["html"], message["markup"]), UNCHANGED),
        )
        self.revise(message, said, html, markup)
        return self.message_json(chat, message)

    def _on_answer_callback_query(self, params: Json) -> bool:
        query = self.state["queries"].get(str(params.get("callback_query_id")))
        open_still = query and not query["answered"]
        in_time = query and self.timestamp() - query["at"] <= PRESS_LIVES_S
        text = str(params.get("text") or "")
        demand((open_still and in_time, TOO_OLD), (len(text) <= 200, "MESSAGE_TOO_LONG"))
        query["answered"] = True
        if text:
            alert = str(params.get("show_alert")).lower() == "true"
            toast = {"id": self.next_number("toast"), "text": text, "alert": alert}
            self.state["toasts"].setdefault(str(query["user"]), []).append(toast)
        return True

    def _on_get_file(self, params: Json) -> Json:
        file_id = str(params.get("file_id"))
        size = self.state["files"].get(file_id, {}).get("size")
        demand(
            (size is not None, "invalid file_id"),
            ((size or 0) <= MOST_FILE_BYTES, "file is too big"),
        )
        ids = {"file_id": file_id, "file_unique_id": f"u{file_id}"}
        return {**ids, "file_size": size, "file_path": f"files/{file_id}"}

    def _on_get_me(self, params: Json) -> Json:
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False}
        return {**self.user_json(self.bot_id), **abilities, "supports_inline_queries": False}

    def _on_get_updates(self, params: Json) -> list[Json]:
        if self.state["webhook"]:
            raise Refused(HOOKED, 409)
        offset, limit = number(params, "offset"), number(params, "limit", 100)
        self._ask_for(params)
        self.confirm(offset)
        return self.pending()[:limit]

    def _ask_for(self, params: Json) -> None:
        asked = decoded(params.get("allowed_updates"), "allowed updates")
        self.state["allowed"] = asked or self.state["allowed"]

    def _on_set_webhook(self, params: Json) -> bool:
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        # plain HTTP is accepted on this machine only, where there is no certificate
        told = "bad webhook: An HTTPS URL must be provided for webhook"
        demand(
            (re.match(r"$|https://|http://(127\.0\.0\.1|localhost)\b", url), told),
            (
                re.fullmatch(r"[\w-]{0,256}", secret, re.ASCII),
                "secret token contains unallowed characters",
            ),
        )
        self._ask_for(params)
        self.state["webhook"] = {"url": url, "secret": secret} if url else {}
        return True

    def _on_delete_webhook(self, params: Json) -> bool:
        return self._on_set_webhook({})

    def _on_get_webhook_info(self, params: Json) -> Json:
        told = {"url": self.state["webhook"].get("url", ""), "has_custom_certificate": False}
        return {**told, "pending_update_count": len(self.pending())}

    def _on_set_my_commands(self, params: Json) -> bool:
        commands = decoded(params.get("commands"), "commands") or []
        for command in commands:
            demand(
                (re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]), "BOT_COMMAND_INVALID"),
                (1 <= len(command["description"]) <= 256, "BOT_COMMAND_DESCRIPTION_INVALID"),
            )
        self.state["commands"][params.get("language_code") or ""] = commands
        return True


# "sendMessage" is answered by `_on_send_message`, whatever the case it is written in
METHODS = {
    name.removeprefix("_on_").replace("_", ""): name
    for name in dir(BotMethods)
    if name.startswith("_on_")
}
