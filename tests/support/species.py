"""Everything of Bot API 10, and some of what came after it, that `contents` does not bring yet.

Each by its name, as Telegram sends it; `ME`, `HERE`, `GROUP` and `NUMBER` become who is asked
something, their chat, the group where they work, and the number of a message.
"""

from typing import Any

from tests.support.contents import SAID, WHEN, Json

ME, HERE, GROUP, NUMBER = "<me>", "<here>", "<group>", "<number>"
JIA: Json = {"id": 905, "is_bot": False, "first_name": "甲"}
ROBOT: Json = {"id": 906, "is_bot": True, "first_name": "b", "username": "other_bot"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
AS_CHANNEL: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL: Json = {"id": -1001234, "type": "channel", "title": "公告"}
DIRECT: Json = {"id": -1001235, "type": "supergroup", "title": "私信", "is_direct_messages": True}
FORUM: Json = {"id": -1001236, "type": "supergroup", "title": "议事", "is_forum": True}


def media(kind: str, **more: Any) -> Json:
    """Return a file as a message shows it."""
    return {"file_id": kind, "file_unique_id": kind, **more}


# fmt: off
MOVING = media("moving", width=9, height=9, duration=1)
STICKER = media("sticker", type="regular", width=9, height=9, is_animated=False, is_video=False)
SIZES = [media("size", width=9, height=9)]
OLD = {"message_id": 49_999, "date": WHEN, "chat": HERE, "text": "以前的话"}
GONE = {"message_id": 49_999, "date": 0, "chat": HERE}
STARS = {"currency": "XTR", "amount": 5}
MODEL = {"name": "m", "sticker": STICKER, "rarity_per_mille": 5}
COLOURS = {"center_color": 1, "edge_color": 2, "symbol_color": 3, "text_color": 4}
GIFT = {"gift": {"id": "1", "sticker": STICKER, "star_count": 15}, "text": "谢谢"}
UNIQUE = {
    "gift": {"gift_id": "1", "base_name": "g", "name": "g-1", "number": 1, "model": MODEL,
        "symbol": MODEL, "backdrop": {"name": "b", "colors": COLOURS, "rarity_per_mille": 5}},
    "origin": "transfer",
}
PRIZES = {"winners_selection_date": WHEN, "winner_count": 1}
PAID: Json = {"currency": "XTR", "total_amount": 5, "invoice_payload": "x",
              "telegram_payment_charge_id": "t"}
LIST = {"title": "带什么", "tasks": [{"id": 1, "text": "钥匙"}]}
QUIZ = SAID["poll"]["poll"] | {
    "type": "quiz", "question": "哪一天?", "options": [{"text": "今天", "voter_count": 0,
    "persistent_id": "p"}], "correct_option_ids": [0], "explanation": "x",
}
ORIGINS: dict[str, Json] = {
    "a person": {"type": "user", "date": WHEN, "sender_user": JIA},
    "a hidden person": {"type": "hidden_user", "date": WHEN, "sender_user_name": "乙"},
    "a group": {"type": "chat", "date": WHEN, "sender_chat": FORUM},
    "a channel": {"type": "channel", "date": WHEN, "chat": CHANNEL, "message_id": 7},
}
FORMATS = (
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold"),
    *("italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"),
    *("code", "pre", "text_link", "text_mention", "custom_emoji", "date_time", "of_the_future"),
)
WORDS: Json = {"text": "厨房水龙头一直滴水"}
PHOTO: Json = {"photo": SIZES}
HEAD: Json = {"message_id": NUMBER, "date": WHEN, "chat": HERE, "from": ME}
AMONG: Json = HEAD | {"chat": GROUP}
TOPIC: Json = {"chat": FORUM, "message_thread_id": 4, "is_topic_message": True}
FORMATTED = [
    {"type": each, "offset": 0, "length": 2, "url": "https://example.org", "user": JIA,
        "custom_emoji_id": "1", "unix_time": WHEN} for each in FORMATS
]

# Service messages in the chat with us: that something happened, and nobody's word.
NOTED: dict[str, Json] = {
    "gift": {"gift": GIFT},
    "gift improved": {"gift_upgrade_sent": GIFT},
    "unique gift": {"unique_gift": UNIQUE},
    "background": {"chat_background_set": {"type": {"type": "fill", "dark_theme_dimming": 0,
        "fill": {"type": "solid", "color": 1}}}},
    "theme": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🏠"}}},
    "may write": {"write_access_allowed": {"from_request": True}},
    "may write by an attachment": {"write_access_allowed": {"from_attachment_menu": True}},
    "people shared": {"users_shared": {"request_id": 1, "users": [{"user_id": 905}]}},
    "group shared": {"chat_shared": {"request_id": 1, "chat_id": -1001236}},
    "page's data": {"web_app_data": {"data": "{}", "button_text": "打开"}},
    "logged in elsewhere": {"connected_website": "example.org"},
    "paid back": {"refunded_payment": PAID},
    "list ticked": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "list longer": {"checklist_tasks_added": {"tasks": LIST["tasks"]}},
    "poll longer": {"poll_option_added": {"option_persistent_id": "p", "option_text": "后天"}},
    "poll shorter": {"poll_option_deleted": {"option_persistent_id": "p", "option_text": "后天"}},
    "bot made": {"managed_bot_created": {"bot": ROBOT}},
    "price of messages": {"paid_message_price_changed": {"paid_message_star_count": 5}},
    "near": {"proximity_alert_triggered": {"traveler": JIA, "watcher": ME, "distance": 9}},
    "pinned and gone": {"pinned_message": GONE},
    "topic opened here": {"forum_topic_created": {"name": "t", "icon_color": 1}},
    "topic renamed here": {"forum_topic_edited": {"name": "t"}},
}
# In a group, or in a topic of a forum: the same, and what people say there to each other.
NOTED_AMONG: dict[str, Json] = {
    "group made": {"group_chat_created": True},
    "supergroup made": {"supergroup_chat_created": True},
    "channel made": {"channel_chat_created": True},
    "was a group": {"migrate_from_chat_id": -55},
    "picture": {"new_chat_photo": SIZES},
    "no picture": {"delete_chat_photo": True},
    "moves": {"chat": FORUM, "migrate_to_chat_id": -1001237},
    "owner left": {"chat_owner_left": {"new_owner": JIA}},
    "owner changed": {"chat_owner_changed": {"new_owner": JIA}},
    "boost": {"boost_added": {"boost_count": 2}},
    "call planned": {"video_chat_scheduled": {"start_date": WHEN}},
    "call begun": {"video_chat_started": {}},
    "call over": {"video_chat_ended": {"duration": 9}},
    "called in": {"video_chat_participants_invited": {"users": [ME]}},
    "giveaway begun": {"giveaway_created": {"prize_star_count": 5}},
    "giveaway over": {"giveaway_completed": {"winner_count": 1}},
    "topic opened": TOPIC | {"forum_topic_created": {"name": "t", "icon_color": 1}},
    "topic renamed": TOPIC | {"forum_topic_edited": {"name": "u", "icon_custom_emoji_id": "1"}},
    "topic closed": TOPIC | {"forum_topic_closed": {}},
    "topic opened again": TOPIC | {"forum_topic_reopened": {}},
    "general topic hidden": {"chat": FORUM, "general_forum_topic_hidden": {}},
    "general topic shown": {"chat": FORUM, "general_forum_topic_unhidden": {}},
    "post proposed": WORDS | {"chat": DIRECT, "direct_messages_topic": {"topic_id": 3, "user": ME},
        "suggested_post_info": {"state": "pending", "price": STARS}},
    "post approved": {"chat": DIRECT, "suggested_post_approved": {"send_date": WHEN}},
    "post not to be paid": {"chat": DIRECT, "suggested_post_approval_failed": {"price": STARS}},
    "post declined": {"chat": DIRECT, "suggested_post_declined": {"comment": "不"}},
    "post paid": {"chat": DIRECT, "suggested_post_paid": STARS},
    "post paid back": {"chat": DIRECT, "suggested_post_refunded": {"reason": "post_deleted"}},
    "price of direct messages": {"chat": CHANNEL, "direct_message_price_changed":
        {"are_direct_messages_enabled": True, "direct_message_star_count": 5}},
    "community joined": {"community_chat_added": {"community": {"id": 1, "title": "c"}}},
    "community left": {"community_chat_removed": {}},
    "words among people": WORDS,
    "words in a topic": WORDS | TOPIC,
    "photograph in a topic": PHOTO | TOPIC,
    "words under a tag": WORDS | {"sender_tag": "业委会", "sender_boost_count": 2},
    "photograph among people": PHOTO,
    "reply among people": WORDS | {"reply_to_message": OLD | {"chat": GROUP, "from": JIA}},
    "spoken to me alone": WORDS | {"receiver_user": ROBOT, "ephemeral_message_id": 3},
    "sticker among people": {"sticker": STICKER},
    "paid photographs among people": {"paid_media": {"star_count": 5, "paid_media": []}},
    "owner's hidden word": WORDS | {"from": ANONYMOUS, "sender_chat": GROUP, "author_signature":
        "主任"},
    "word as a channel": WORDS | {"from": AS_CHANNEL, "sender_chat": CHANNEL},
    "command as a channel": {"text": "/open", "from": AS_CHANNEL, "sender_chat": CHANNEL},
    "post of the linked channel": WORDS | {"from": TELEGRAM, "sender_chat": CHANNEL,
        "is_automatic_forward": True, "forward_origin": ORIGINS["a channel"]},
    "word of another bot": WORDS | {"from": ROBOT},
    "command of another bot": {"text": "/open", "from": ROBOT},
    "guest bot's word": WORDS | {"from": ROBOT, "guest_bot_caller_user": JIA,
        "guest_bot_caller_chat": GROUP},
}
# What a person sends us that is no answer and that we do not keep.
NO_ANSWER: dict[str, Json] = {
    "sticker that moves": {"sticker": STICKER | {"is_animated": True, "emoji": "👍"}},
    "sticker of an emoji": {"sticker": STICKER | {"type": "custom_emoji", "custom_emoji_id": "1"}},
    "place that will move": {"location": {"latitude": 31.2, "longitude": 121.5, "live_period": 900,
        "horizontal_accuracy": 9.5, "heading": 90}},
    "somebody else's number": {"contact": {"phone_number": "+8613800000099", "first_name": "甲",
        "user_id": 905, "vcard": "BEGIN:VCARD"}},
    "quiz": {"poll": QUIZ},
    "checklist": {"checklist": LIST},
    "paid preview": {"paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}]}},
    "paid photograph": {"paid_media": {"star_count": 5, "paid_media": [{"type": "photo", "photo":
        SIZES}]}},
    "paid video": {"paid_media": {"star_count": 5, "paid_media": [{"type": "video", "video":
        MOVING}]}},
    "giveaway": {"giveaway": PRIZES | {"chats": [CHANNEL]}},
    "winners": {"giveaway_winners": PRIZES | {"chat": CHANNEL, "giveaway_message_id": 5, "winners":
        [JIA]}},
    "invoice": {"invoice": {"title": "费", "description": "d", "start_parameter": "s", "currency":
        "XTR", "total_amount": 5}},
    "somebody's story": {"story": {"id": 2, "chat": CHANNEL}},
    "passport": {"passport_data": {"data": [{"type": "email", "hash": "h", "email": "a@b.c"}],
        "credentials": {"data": "d", "hash": "h", "secret": "s"}}},
    "rich message": {"rich_message": {"blocks": [{"type": "paragraph", "text": "水"}]}},
    **{f"sticker of {who}": {"sticker": STICKER, "forward_origin": origin} for who, origin in
        ORIGINS.items()},
    "dart": {"dice": {"value": 6, "emoji": "🎯"}},
    "game with a picture": {"game": {"title": "t", "description": "d", "photo": SIZES}},
}
TOLD: dict[str, Json] = {
    **{f"words of {who}": WORDS | {"forward_origin": each} for who, each in ORIGINS.items()},
    "every format": WORDS | {"entities": FORMATTED},
    "reply elsewhere": WORDS | {"external_reply": {"origin": ORIGINS["a channel"], "chat": CHANNEL,
        "message_id": 7, "photo": SIZES}},
    "reply to a checklist elsewhere": WORDS | {"external_reply": {"origin":
        ORIGINS["a hidden person"], "checklist": LIST}},
    "reply to a part": WORDS | {"reply_to_message": OLD | {"from": ME}, "quote": {"text": "话",
        "position": 3, "is_manual": True}},
    "reply to what is gone": WORDS | {"reply_to_message": GONE},
    "reply to a story": WORDS | {"reply_to_story": {"id": 1, "chat": CHANNEL}},
    "reply to a task": WORDS | {"reply_to_message": OLD, "reply_to_checklist_task_id": 1},
    "reply to a poll": WORDS | {"reply_to_message": OLD, "reply_to_poll_option_id": "p"},
    "words with fireworks": WORDS | {"effect_id": "5104841245755180586"},
    "words sent later": WORDS | {"is_from_offline": True},
    "paid words": WORDS | {"paid_star_count": 5},
    "words not to be passed on": WORDS | {"has_protected_content": True},
    "words with a preview": WORDS | {"link_preview_options": {"is_disabled": True}},
    "words in a topic here": WORDS | {"message_thread_id": 4, "is_topic_message": True},
    "words with buttons": WORDS | {"via_bot": ROBOT, "reply_markup": {"inline_keyboard": [[
        {"text": "打开", "url": "https://example.org"}]]}},
    "words by a helper": WORDS | {"sender_business_bot": ROBOT},
    "words with the future": WORDS | {"mood": {"kind": "calm"}},
}
KEPT: dict[str, Json] = {
    **{f"photograph of {who}": PHOTO | {"forward_origin": each} for who, each in ORIGINS.items()},
    "hidden photograph": PHOTO | {"has_media_spoiler": True, "show_caption_above_media": True,
        "caption": "漏水了", "caption_entities": FORMATTED},
    "living photograph": PHOTO | {"live_photo": MOVING | {"photo": SIZES}},
    "reply with a photograph": PHOTO | {"reply_to_message": OLD},
}
EDITED: dict[str, Json] = {  # without words there is nothing to follow
    "edited photograph": PHOTO,
    "edited checklist": {"checklist": LIST},
    "edited place": {"location": {"latitude": 31.0, "longitude": 121.0, "live_period": 900}},
    "edited paid photographs": {"paid_media": {"star_count": 5, "paid_media": []}},
    "edited rich message": {"rich_message": {"blocks": []}},
}
RESTATED: dict[str, Json] = {
    "edited words of another": WORDS | {"forward_origin": ORIGINS["a person"]},
    "edited into other words": WORDS | {"entities": FORMATTED[:1]},
    "edited voice": {"voice": media("voice", duration=3), "caption": "改过"},
}
QUERY: Json = {"id": "1", "from": ME, "chat_instance": "1"}
PRESSED: dict[str, Json] = {
    "press by way of a message of another's": {"inline_message_id": "i", "data": "x"},
    "press on what is gone": {"message": GONE, "data": "x"},
    "press on a game": {"message": OLD | {"from": ROBOT}, "game_short_name": "g"},
    "press of an old kind": {"message": OLD, "data": "choose:1"},
    "press of nothing we know": {"message": OLD, "data": "💧" * 16},
    "press on a screen of nobody's": {"message": OLD, "data": "cancel:99999:1:"},
    "press in the group": {"message": OLD | {"chat": GROUP}, "data": "x"},
}
MEMBER: Json = {"user": {"id": 42, "is_bot": True, "first_name": "Guanjia"}, "status": "member"}
RIGHTS = ("manage_chat", "delete_messages", "manage_video_chats", "restrict_members")
RIGHTS += ("promote_members", "change_info", "invite_users", "post_stories", "edit_stories")
CHIEF = MEMBER | {"status": "administrator", "can_be_edited": False, "is_anonymous": False}
CHIEF |= {f"can_{each}": True for each in (*RIGHTS, "delete_stories")}
CHANGED: Json = {"from": ME, "date": WHEN, "old_chat_member": MEMBER, "new_chat_member": CHIEF}
BOOST: Json = {"source": {"source": "premium", "user": ME}, "boost_id": "b"}
REACTED: Json = {"chat": HERE, "message_id": 1, "date": WHEN, "user": ME, "old_reaction": []}
BUSINESS: Json = HEAD | WORDS | {"chat": {"id": 905, "type": "private", "first_name": "甲"}}
# Other updates; most of them we do not even ask for, but a webhook may be an old one.
BESIDE: dict[str, Json] = {
    "made an administrator": {"my_chat_member": CHANGED | {"chat": GROUP}},
    "allowed again": {"my_chat_member": CHANGED | {"chat": HERE, "new_chat_member": MEMBER}},
    "somebody promoted": {"chat_member": CHANGED | {"chat": GROUP}},
    "asks to join": {"chat_join_request": {"chat": GROUP, "from": JIA, "date": WHEN,
        "user_chat_id": 905, "bio": "x"}},
    "group boosted": {"chat_boost": {"chat": GROUP, "boost": BOOST | {"add_date": WHEN,
        "expiration_date": WHEN}}},
    "boost over": {"removed_chat_boost": BOOST | {"chat": GROUP, "remove_date": WHEN}},
    "thumb": {"message_reaction": REACTED | {"new_reaction": [{"type": "emoji", "emoji": "👍"}]}},
    "own emoji": {"message_reaction": REACTED | {"new_reaction": [{"type": "custom_emoji",
        "custom_emoji_id": "1"}]}},
    "paid star": {"message_reaction": REACTED | {"new_reaction": [{"type": "paid"}]}},
    "thumbs counted": {"message_reaction_count": {"chat": CHANNEL, "message_id": 1, "date": WHEN,
        "reactions": [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": 3}]}},
    "post": {"channel_post": HEAD | WORDS | {"chat": CHANNEL, "is_paid_post": True}},
    "post edited": {"edited_channel_post": HEAD | WORDS | {"chat": CHANNEL, "edit_date": WHEN}},
    "inline": {"inline_query": {"id": "1", "from": ME, "query": "水", "offset": "", "chat_type":
        "sender"}},
    "inline chosen": {"chosen_inline_result": {"result_id": "1", "from": ME, "query": "水"}},
    "where to": {"shipping_query": {"id": "1", "from": ME, "invoice_payload": "x",
        "shipping_address": {"country_code": "CN", "state": "", "city": "上海",
        "street_line1": "路", "street_line2": "", "post_code": "200000"}}},
    "about to pay": {"pre_checkout_query": {"id": "1", "from": ME, "currency": "XTR",
        "total_amount": 5, "invoice_payload": "x"}},
    "quiz counted": {"poll": QUIZ | {"is_closed": True}},
    "voted": {"poll_answer": {"poll_id": "1", "user": ME, "option_ids": [0],
        "option_persistent_ids": ["p"]}},
    "business connected": {"business_connection": {"id": "b", "user": ME, "user_chat_id": 11,
        "date": WHEN, "is_enabled": True, "rights": {"can_reply": True}}},
    "business words": {"business_message": BUSINESS | {"business_connection_id": "b"}},
    "business words edited": {"edited_business_message": BUSINESS},
    "business words gone": {"deleted_business_messages": {"business_connection_id": "b", "chat":
        HERE, "message_ids": [1]}},
    "photograph bought": {"purchased_paid_media": {"from": ME, "paid_media_payload": "x"}},
    "bot managed": {"managed_bot": {"user": ME, "bot": ROBOT}},
    "guest's question": {"guest_message": HEAD | WORDS | {"chat": GROUP, "guest_query_id": "1",
        "guest_bot_caller_user": ME}},
    "subscription": {"subscription": {"user": ME, "is_active": True}},
    "two at once of the future": {"brain_wave": {"from": ME}, "dream": {"chat": HERE}},
}
