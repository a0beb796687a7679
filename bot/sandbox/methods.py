"""The Bot API methods that the present stories call, answered from the sandbox's state."""

import re
from collections.abc import Callable, Mapping
from functools import partialmethod
from typing import Any

from bot.sandbox.html import Formatted, parse_html, typed
from bot.sandbox.refusals import Refused, checked_markup, decoded, utf16_length
from bot.sandbox.world import PRESS_LIVES_S, Json, World, as_caption, as_text

Files = Mapping[str, tuple[str, bytes, str]]
MOST_FILE_BYTES = 20 * 1024 * 1024
ALBUM_KINDS = ("photo", "video", "document")


class BotMethods(World):
    """One `_on_` method for each of the Bot API; it returns the result or raises Refused."""

    def method(self, name: str) -> Callable[[Json, Files], Any] | None:
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
        where = "supergroup" if chat["type"] == "supergroup" else "group"
        if chat["bot"] == "kicked":
            private = chat["type"] == "private"
            told = "blocked by the user" if private else f"kicked from the {where} chat"
            raise Refused(f"bot was {told}", 403)
        if chat["bot"] == "left":
            raise Refused(f"bot is not a member of the {where} chat", 403)
        return chat

    def _message(self, chat: Json, params: Json, doing: str) -> Json:
        wanted = str(params.get("message_id"))
        for message in reversed(chat["messages"]):
            if str(message["id"]) == wanted and not message["deleted"]:
                found: Json = message
                return found
        raise Refused(f"message to {doing} not found")

    def _said(self, params: Json, name: str) -> Formatted:
        mode, source = params.get("parse_mode"), str(params.get(name) or "")
        if mode and mode.lower() != "html":
            raise Refused("unsupported parse_mode")
        said = parse_html(source) if mode else typed(source)
        limit, called = (4096, "message") if name == "text" else (1024, "message caption")
        if name == "text" and not said.text.strip():
            raise Refused("message text is empty")
        if utf16_length(said.text) > limit:
            raise Refused(f"{called} is too long")
        return said

    def _send(self, params: Json, api: Json, html: str) -> Json:
        chat, thread = self._target(params), params.get("message_thread_id")
        if thread and str(thread) not in chat["topics"]:
            raise Refused("message thread not found")
        reply = decoded(params.get("reply_parameters"), "reply parameters") or {}
        reply_to = reply.get("message_id")
        if reply and not any(m["id"] == reply_to and not m["deleted"] for m in chat["messages"]):
            if not reply.get("allow_sending_without_reply"):
                raise Refused("message to be replied not found")
            reply_to = None
        markup = checked_markup(params.get("reply_markup"))
        inline = markup if markup and "inline_keyboard" in markup else None
        more = {"thread_id": int(thread) if thread else None, "reply_to": reply_to}
        message = self.put(chat, self.bot_id, api, html, markup=inline, **more)
        if markup and not inline:
            chat["reply_keyboard"] = markup if "keyboard" in markup else None
        return self.message_json(chat, message)

    def _on_send_message(self, params: Json, files: Files) -> Json:
        said = self._said(params, "text")
        return self._send(params, as_text(said), said.html)

    def _send_file(self, kind: str, params: Json, files: Files) -> Json:
        said = self._said(params, "caption")
        self._target(params)
        file_id = self._file(kind, params.get(kind), files)
        return self._send(params, {kind: self.file_json(file_id)} | as_caption(said), said.html)

    _on_send_photo = partialmethod(_send_file, "photo")
    _on_send_voice = partialmethod(_send_file, "voice")
    _on_send_video = partialmethod(_send_file, "video")
    _on_send_document = partialmethod(_send_file, "document")

    def _file(self, kind: str, value: Any, files: Files) -> str:
        """Return the file_id of what was uploaded or named."""
        name = str(value or kind).removeprefix("attach://")
        if name in files and (not value or str(value).startswith("attach://")):
            file_name, data, mime = files[name]
            return self.keep_file(kind, file_name, data, mime)
        entry = self.find_file(str(value))
        if entry is None:
            raise Refused("wrong file identifier/HTTP URL specified")
        if entry["kind"] != kind:
            raise Refused(f"can't use file of type {entry['kind'].title()} as {kind.title()}")
        return str(value).removesuffix("-s")

    def _on_send_media_group(self, params: Json, files: Files) -> list[Json]:
        items = decoded(params.get("media"), "media") or []
        self._target(params)
        if not 2 <= len(items) <= 10:
            raise Refused("the album must contain from 2 to 10 items")
        ready = []
        for item in items:
            if item.get("type") not in ALBUM_KINDS:
                raise Refused("type of the media can't be used in an album")
            said = self._said(item, "caption")
            file_id = self._file(item["type"], item.get("media"), files)
            ready.append(({item["type"]: self.file_json(file_id)} | as_caption(said), said.html))
        album = {"media_group_id": str(self.next_number("album"))}
        return [self._send(params, api | album, html) for api, html in ready]

    def _edit(self, params: Json, name: str, said: Formatted | None) -> Json:
        chat = self._target(params)
        message = self._message(chat, params, "edit")
        if message["from"] != self.bot_id:
            raise Refused("message can't be edited")
        if (name == "text") != ("text" in message["api"]) and said:
            raise Refused(f"there is no {name} in the message to edit")
        markup = checked_markup(params.get("reply_markup"))
        if markup and "inline_keyboard" not in markup:
            raise Refused("inline keyboard expected")
        api, html = message["api"], message["html"]
        if said:
            dropped = ("text", "entities", "caption", "caption_entities")
            kept = {key: value for key, value in api.items() if key not in dropped}
            api = kept | (as_text(said) if name == "text" else as_caption(said))
            html = said.html
        if api == message["api"] and markup == message["markup"]:
            raise Refused(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        self.revise(message, api, html, markup)
        return self.message_json(chat, message)

    def _on_edit_message_text(self, params: Json, files: Files) -> Json:
        return self._edit(params, "text", self._said(params, "text"))

    def _on_edit_message_caption(self, params: Json, files: Files) -> Json:
        return self._edit(params, "caption", self._said(params, "caption"))

    def _on_edit_message_reply_markup(self, params: Json, files: Files) -> Json:
        return self._edit(params, "markup", None)

    def _on_delete_message(self, params: Json, files: Files) -> bool:
        chat = self._target(params)
        message = self._message(chat, params, "delete")
        # 48 hours: the Bot API's limit for deleting
        if self.timestamp() - message["date"] > 48 * 3600:
            raise Refused("message can't be deleted for everyone")
        in_group = chat["type"] != "private" and chat["bot"] != "administrator"
        if in_group and message["from"] != self.bot_id:
            raise Refused("message can't be deleted")
        message["deleted"] = True
        return True

    def _on_set_message_reaction(self, params: Json, files: Files) -> bool:
        message = self._message(self._target(params), params, "react")
        reaction = decoded(params.get("reaction"), "reaction") or []
        message["reactions"] = [item.get("emoji") for item in reaction]
        return True

    def _on_answer_callback_query(self, params: Json, files: Files) -> bool:
        query = self.state["queries"].get(str(params.get("callback_query_id")))
        if not query or query["answered"] or self.timestamp() - query["at"] > PRESS_LIVES_S:
            raise Refused("query is too old and response timeout expired or query ID is invalid")
        text = str(params.get("text") or "")
        if len(text) > 200:
            raise Refused("MESSAGE_TOO_LONG")
        query["answered"] = True
        if text:
            alert = str(params.get("show_alert")).lower() == "true"
            toast: Json = {"id": self.next_number("toast"), "at": self.timestamp()}
            toast |= {"text": text, "alert": alert}
            self.state["toasts"].setdefault(str(query["user"]), []).append(toast)
        return True

    def _on_get_file(self, params: Json, files: Files) -> Json:
        file_id = str(params.get("file_id"))
        entry = self.find_file(file_id)
        if entry is None:
            raise Refused("invalid file_id")
        if entry["size"] > MOST_FILE_BYTES:
            raise Refused("file is too big")
        ids: Json = {"file_id": file_id, "file_unique_id": f"u{file_id.removesuffix('-s')}"}
        return {**ids, "file_size": entry["size"], "file_path": entry["path"]}

    def _on_get_me(self, params: Json, files: Files) -> Json:
        abilities = {"can_join_groups": True, "can_read_all_group_messages": False}
        return self.user_json(self.bot_id) | abilities | {"supports_inline_queries": False}

    def _on_get_updates(self, params: Json, files: Files) -> list[Json]:
        if self.state["webhook"].get("url"):
            raise Refused(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
                409,
            )
        self._ask_for(params)
        waiting, offset = self.pending(), int(params.get("offset") or 0)
        if offset < 0 and waiting:
            offset = waiting[max(len(waiting) + offset, 0)]["update_id"]
        self.confirm(offset)
        return self.pending()[: min(int(params.get("limit") or 100), 100)]

    def _ask_for(self, params: Json) -> None:
        asked = decoded(params.get("allowed_updates"), "allowed updates")
        if asked is not None:
            self.state["allowed"] = list(asked)

    def _on_set_webhook(self, params: Json, files: Files) -> bool:
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        # plain HTTP is accepted on this machine only, where there is no certificate
        if url and not re.match(r"https://|http://(127\.0\.0\.1|localhost)\b", url):
            raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[\w-]{0,256}", secret, re.ASCII):
            raise Refused("secret token contains unallowed characters")
        self._ask_for(params)
        self.state["webhook"] = {"url": url, "secret": secret} if url else {}
        if str(params.get("drop_pending_updates")).lower() == "true":
            self.state["queue"] = []
        return True

    def _on_delete_webhook(self, params: Json, files: Files) -> bool:
        return self._on_set_webhook({**params, "url": "", "secret_token": ""}, files)

    def _on_get_webhook_info(self, params: Json, files: Files) -> Json:
        hook, allowed = self.state["webhook"], self.state["allowed"]
        info = {"url": hook.get("url", ""), "has_custom_certificate": False}
        failed = {key: value for key, value in hook.items() if key.startswith("last_error")}
        listed = {"allowed_updates": allowed} if allowed else {}
        return {**info, "pending_update_count": len(self.pending()), **failed, **listed}

    def _on_set_my_commands(self, params: Json, files: Files) -> bool:
        commands = decoded(params.get("commands"), "commands") or []
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise Refused("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
        scope = decoded(params.get("scope"), "scope") or {"type": "default"}
        named = f"{scope['type']}:{scope.get('chat_id', '')}:{scope.get('user_id', '')}"
        self.state["commands"][f"{named}:{params.get('language_code') or ''}"] = commands
        return True

    def _describe(self, name: str, limit: int, params: Json, files: Files) -> bool:
        text = str(params.get(name) or "")
        if utf16_length(text) > limit:
            raise Refused(f"{name.upper()}_TOO_LONG")
        self.state["profile"][f"{name}:{params.get('language_code') or ''}"] = text
        return True

    _on_set_my_description = partialmethod(_describe, "description", 512)
    _on_set_my_short_description = partialmethod(_describe, "short_description", 120)

    def _on_set_chat_menu_button(self, params: Json, files: Files) -> bool:
        button = decoded(params.get("menu_button"), "menu button")
        self.state["profile"][f"menu_button:{params.get('chat_id') or ''}"] = button
        return True

    def _on_send_chat_action(self, params: Json, files: Files) -> bool:
        return bool(self._target(params))

    def _on_leave_chat(self, params: Json, files: Files) -> bool:
        self._target(params)["bot"] = "left"
        return True

    def _on_get_chat(self, params: Json, files: Files) -> Json:
        chat = self._target(params)
        return self.chat_json(chat) | {"accent_color_id": 0, "max_reaction_count": 11}

    def _on_get_chat_member(self, params: Json, files: Files) -> Json:
        chat, user_id = self._target(params), int(params.get("user_id") or 0)
        if user_id == self.bot_id:
            return {"user": self.user_json(user_id), "status": chat["bot"]}
        if str(user_id) not in self.state["users"]:
            raise Refused("user not found")
        status = "member" if user_id in chat["members"] else "left"
        return {"user": self.user_json(user_id), "status": status}


# "sendMessage" is answered by `_on_send_message`, whatever the case it is written in
METHODS = {
    name.removeprefix("_on_").replace("_", ""): name
    for name in dir(BotMethods)
    if name.startswith("_on_")
}
