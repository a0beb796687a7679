"""Everything that Telegram can bring, as it would come: by name, with what is to follow."""

from typing import Any

from tests.support.telling import picture
from tests.support.world import World

Json = dict[str, Any]
WHEN = 1_795_000_000

# Deliberately nothing: nobody spoke to us, or it is not anybody's word.
SILENT: dict[str, Json] = {
    "joined": {"message": {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "甲"}]}},
    "left": {"message": {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "甲"}}},
    "title": {"message": {"new_chat_title": "新"}},
    "timer": {"message": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}}},
    "pinned": {"message": {"pinned_message": {"message_id": 1, "date": 0, "chat": {}}}},
    "moving place": {"edited_message": {"location": {"latitude": 1.0, "longitude": 2.0}}},
    "channel post": {"channel_post": {"text": "公告", "chat": {"id": -5, "type": "channel"}}},
    "telegram itself": {"message": {"text": "Login code", "from": {"id": 777000}}},
    "anonymous administrator": {"message": {"text": "/open", "from": {"id": 1087968824}}},
    "another bot": {"message": {"text": "/help", "from": {"id": 906, "is_bot": True}}},
    "another bot, edited": {"edited_message": {"text": "/a", "from": {"id": 906, "is_bot": True}}},
    "payment": {"message": {"successful_payment": {"currency": "XTR", "total_amount": 5,
        "invoice_payload": "x", "telegram_payment_charge_id": "t",
        "provider_payment_charge_id": "p"}}},
    "reaction": {"message_reaction": {"old_reaction": [], "new_reaction": []}},
    "inline query": {"inline_query": {"id": "1", "query": "水", "offset": ""}},
    "poll closed": {"poll": {"id": "1"}},
    "update of the future": {"brain_wave": {"thought": "漏水"}},
}  # fmt: skip
# One sentence, and the dialogue stays where it is.
SAID: dict[str, Json] = {
    "video note": {"video_note": {"file_id": "v", "file_unique_id": "v", "length": 9,
                                  "duration": 3}},
    "sticker": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9,
                            "height": 9, "is_animated": False, "is_video": False}},
    "audio": {"audio": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
    "location": {"location": {"latitude": 31.2, "longitude": 121.5}},
    "venue": {"venue": {"location": {"latitude": 31.2, "longitude": 121.5}, "title": "楼",
                        "address": "路"}},
    "contact": {"contact": {"phone_number": "+8613800000099", "first_name": "甲"}},
    "poll": {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0,
                      "is_closed": False, "is_anonymous": True, "type": "regular",
                      "allows_multiple_answers": False,
            "allows_revoting": False, "members_only": False}},
    "dice": {"dice": {"value": 3, "emoji": "🎲"}},
    "game": {"game": {"title": "t", "description": "d", "photo": []}},
    "story": {"story": {"id": 1, "chat": {"id": 9, "type": "private"}}},
    "content of the future": {"hologram": {"file_id": "h"}},
    "edited words": {"edit": True, "text": "改过的话"},
    "edited caption": {"edit": True, "caption": "改过的说明", "photo": []},
    "zero width": {"text": "\u200b\u200d\ufeff\u2060"},
    "fillers": {"text": "\u3164 \u2800\u115f\uffa0"},
    "turns and marks alone": {"text": "\u202e\u2066\u0301\ufe0f"},
    "unknown command": {"text": "/nonsense 漏水"},
    "bare slash": {"text": "/"},
    "start with rubbish": {"text": "/start " + "x" * 64},
    "start with signs": {"text": "/start <b>&\u202e'; --"},
    "case of a strange digit": {"text": "/case ²"},
    "case of a huge number": {"text": "/case " + "9" * 30},
    "command to a bot by name": {"text": "/why@guanjia_bot"},
}  # fmt: skip
# These may answer a question.
WORDS: dict[str, Json] = {
    "words": {"text": "厨房水龙头一直滴水"},
    "forwarded": {"text": "邻居说漏水", "forward_origin": {"type": "hidden_user", "date": WHEN,
                                                      "sender_user_name": "乙"}},
    "reply": {"text": "就是这个", "reply_to_message": {"message_id": 1, "date": WHEN,
                                                  "chat": {"id": 11, "type": "private"}}},
    "by way of a bot": {"text": "水管", "via_bot": {"id": 9, "is_bot": True, "first_name": "b"}},
    "only signs": {"text": "🚰💧😀"},
    "4096 letters": {"text": "漏" * 4096},
    "4096 units of emoji": {"text": "😀" * 2048},
    "from right to left": {"text": "\u202eطلب\u202c مطبخ"},
    "NUL": {"text": "漏\x00水\x00"},
    "half of a pair": {"text": "漏\ud83d水"},
    "looks like HTML": {"text": "<b>&amp;</i> {{ 7*7 }} {% raw %} <a href='x'>"},
    "an old label": {"text": "❌ 2026年"},
    "a strange digit": {"text": "²²:³³"},
}  # fmt: skip
FILES = ("photo", "photo with words", "album", "voice", "video", "document", "animation")


def files(world: World) -> dict[str, list[Json]]:
    """Return the messages of each kind of file that we keep; an album comes as three."""
    data = picture()

    def media(kind: str) -> Any:
        return world.telegram.keep_file(kind, data)

    one = {"photo": media("photo")}
    album = [{"photo": media("photo"), "media_group_id": "7"} for _ in range(3)]
    moving = media("document")
    return {
        "photo": [one],
        "photo with words": [one | {"caption": "楼道<b>漏水"}],
        "album": album,
        "voice": [{"voice": media("voice")}],
        "video": [{"video": media("video")}],
        "document": [{"document": media("document")}],
        "animation": [
            {"document": moving, "animation": moving | {"width": 1, "height": 1, "duration": 1}}
        ],
    }


def as_update(content: Json, user: int, chat_id: int, message_id: int) -> Json:
    """Return the update that brings the message."""
    kind = "edited_message" if content.get("edit") else "message"
    kept = {name: value for name, value in content.items() if name != "edit"}
    return {kind: _envelope(user, chat_id, message_id) | kept}


def as_it_is(update: Json, user: int, chat_id: int, message_id: int) -> Json:
    """Return an update of another kind, with what it says of itself."""
    envelope = _envelope(user, chat_id, message_id)
    named = {"is_bot": False, "first_name": "A"}
    filled = {}
    for kind, part in update.items():
        sender = {"from": named | part["from"]} if "from" in part else {}
        filled[kind] = envelope | part | sender
        if "pinned_message" in part:
            filled[kind]["pinned_message"] = part["pinned_message"] | {"chat": envelope["chat"]}
        if kind == "channel_post":
            del filled[kind]["from"]
        if kind == "message_reaction":
            filled[kind]["user"] = envelope["from"]
        if kind == "poll":
            filled[kind] = SAID["poll"]["poll"]
    return filled


def _envelope(user: int, chat_id: int, message_id: int) -> Json:
    chat: Json = {"id": chat_id, "type": "private" if chat_id > 0 else "group"}
    chat |= {"first_name": "A"} if chat_id > 0 else {"title": "群"}
    sender = {"id": user, "is_bot": False, "first_name": "A", "language_code": "zh-hans"}
    return {"message_id": message_id, "date": WHEN, "chat": chat, "from": sender}
