"""Every known sentence with which Telegram refuses a message, and which outcome it is."""

from bot.delivery.outcomes import Broken, Delivered, Later, Outcome, Reason, Refused

BROKEN = Broken()
TOKEN = Later(60, everywhere=True, alarm=True)


def refused(reason: str) -> Refused:
    return Refused(Reason(reason))


def said(code: int, description: str, parameters: str = "{}") -> str:
    start = f'{{"ok": false, "error_code": {code}, "description": "{description}"'
    return f'{start}, "parameters": {parameters}}}'


# From tdlib/telegram-bot-api and tdlib/td, and what others report of the live server.
# fmt: off
SENTENCES: tuple[tuple[int, str, Outcome], ...] = (
    (400, "Bad Request: message is not modified: specified new message content", Delivered()),
    (400, "Bad Request: message to edit not found", refused("message_gone")),
    (400, "Bad Request: message can't be edited", refused("message_gone")),
    (400, "Bad Request: MESSAGE_ID_INVALID", refused("message_gone")),
    (400, "Bad Request: message to delete not found", refused("message_gone")),
    (400, "Bad Request: message can't be deleted for everyone", refused("message_gone")),
    (400, "Bad Request: message to be replied not found", refused("message_gone")),
    (400, "Bad Request: query is too old and response timeout expired or query ID is invalid",
     refused("too_old")),
    (400, "Bad Request: QUERY_ID_INVALID", refused("too_old")),
    (400, "Bad Request: message thread not found", refused("topic_gone")),
    (400, "Bad Request: TOPIC_CLOSED", refused("topic_gone")),
    (400, "Bad Request: TOPIC_DELETED", refused("topic_gone")),
    (400, "Bad Request: message is too long", refused("too_long")),
    (400, "Bad Request: message caption is too long", refused("too_long")),
    (400, "Bad Request: MEDIA_CAPTION_TOO_LONG", refused("too_long")),
    (400, "Bad Request: can't parse entities: Unsupported start tag 'x' at byte offset 3",
     refused("bad_markup")),
    (400, "Bad Request: chat not found", refused("chat_not_found")),
    (400, "Bad Request: PEER_ID_INVALID", refused("chat_not_found")),
    (400, "Bad Request: INPUT_USER_DEACTIVATED", refused("deactivated")),
    (400, "Bad Request: USER_IS_BLOCKED", refused("blocked")),
    (400, "Bad Request: CHANNEL_PRIVATE", refused("kicked")),
    (400, "Bad Request: not enough rights to send text messages to the chat",
     refused("no_rights")),
    (400, "Bad Request: have no rights to send a message", refused("no_rights")),
    (400, "Bad Request: need administrator rights in the channel chat", refused("no_rights")),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", refused("no_rights")),
    (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", refused("no_rights")),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", refused("no_rights")),
    (400, "Bad Request: message text is empty", refused("other")),
    (400, "Bad Request: BUTTON_DATA_INVALID", refused("other")),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", refused("other")),
    (400, "Bad Request: something of next year", refused("other")),
    (403, "Forbidden: bot was blocked by the user", refused("blocked")),
    (403, "Forbidden: user is deactivated", refused("deactivated")),
    (403, "Forbidden: bot was kicked from the supergroup chat", refused("kicked")),
    (403, "Forbidden: bot is not a member of the supergroup chat", refused("kicked")),
    (403, "Forbidden: the group chat was deleted", refused("chat_not_found")),
    (403, "Forbidden: bot can't initiate conversation with a user", refused("chat_not_found")),
    (403, "Forbidden: bot can't send messages to bots", refused("other")),
    (400, "Bad Request: there is no text in the message to edit", refused("message_gone")),
    (400, "Bad Request: there is no caption in the message to edit", refused("message_gone")),
    (400, "Bad Request: reply message not found", refused("message_gone")),
    (400, "Bad Request: message identifier is not specified", refused("message_gone")),
    (400, "Bad Request: REPLY_MARKUP_TOO_LONG", refused("too_long")),
    (400, "Bad Request: can't parse message caption: Unclosed start tag", refused("bad_markup")),
    (400, "Bad Request: user not found", refused("chat_not_found")),
    (400, "Bad Request: CHAT_ID_INVALID", refused("chat_not_found")),
    (400, "Bad Request: group chat was deactivated", refused("chat_not_found")),
    (400, "Bad Request: have no write access to the chat", refused("kicked")),
    (400, "Bad Request: CHANNEL_INVALID", refused("kicked")),
    (400, "Bad Request: USER_BANNED_IN_CHANNEL", refused("kicked")),
    (400, "Bad Request: CHAT_RESTRICTED", refused("no_rights")),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", refused("no_rights")),
    (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN", refused("no_rights")),
    (400, "Bad Request: not enough rights to send photos to the chat", refused("no_rights")),
    (400, "Bad Request: text must be encoded in UTF-8", refused("other")),
    (400, "Bad Request: BUTTON_TYPE_INVALID", refused("other")),
    (400, "Bad Request: REPLY_MARKUP_INVALID", refused("other")),
    (400, "Bad Request: ENTITY_BOUNDS_INVALID", refused("other")),
    (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", refused("other")),
    (400, "Bad Request: IMAGE_PROCESS_FAILED", refused("other")),
    (400, "Bad Request: MEDIA_EMPTY", refused("other")),
    (400, "Bad Request: file is too big", refused("other")),
    (400, "Bad Request: wrong remote file identifier specified: can't unserialize it",
     refused("other")),
    (403, "Forbidden: bot was kicked from the group chat", refused("kicked")),
    (403, "Forbidden: bot is not a member of the channel chat", refused("kicked")),
    (500, "Internal Server Error: sent message was immediately deleted and can't be returned",
     refused("other")),
    (401, "Unauthorized", TOKEN),
    (404, "Not Found", TOKEN),
    (409, "Conflict: terminated by other getUpdates request", Later(5, alarm=True)),
    (413, "Request Entity Too Large", refused("other")),
    (429, "Too Many Requests: retry after 7", Later(7)),
    (500, "Internal Server Error", BROKEN),
    (500, "Internal Server Error: restart", BROKEN),
    (502, "Bad Gateway", BROKEN),
    (504, "Gateway Timeout", BROKEN),
)
# fmt: on
