"""The sandbox refuses what Telegram refuses, in Telegram's words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TimedOut

from models.clock import MovableClock
from tests.support.scripted import InProcess, Telegram

pytestmark = pytest.mark.asyncio

ANNA, STRANGER, GROUP, FORUM = 1001, 1002, -500, -1001234567890
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))


@pytest.fixture
def telegram(clock: MovableClock) -> Telegram:
    telegram = Telegram(clock)
    telegram.add_user(ANNA, "Anna")
    telegram.add_user(STRANGER, "Stranger")
    telegram.add_group(GROUP, "Staff", [ANNA])
    telegram.add_group(FORUM, "Forum", [ANNA], forum=True)
    telegram.says(ANNA, ANNA, "/start")
    return telegram


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    request = InProcess(telegram)
    return Bot(telegram.token, request=request, get_updates_request=request)


def keys(*data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(one, callback_data=one)] for one in data])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"text": " "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "a", "message_thread_id": 99}, "message thread not found"),
        ({"text": "a", "chat_id": 77}, "chat not found"),
        ({"text": "a", "chat_id": STRANGER}, "chat not found"),
        (
            {"text": "a", "message_thread_id": "x"},
            'parameter "message_thread_id" must be a number',
        ),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_what_cannot_be_sent_is_refused(
    telegram: Telegram, asked: dict[str, Any], told: str
) -> None:
    body = telegram.call("sendMessage", {"chat_id": ANNA, **asked})
    assert body == {"ok": False, "error_code": 400, "description": f"Bad Request: {told}"}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("水 <p>x</p>", 'Unsupported start tag "p" at byte offset 4'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_bad_html_is_refused(telegram: Telegram, source: str, told: str) -> None:
    body = telegram.call("sendMessage", {"chat_id": ANNA, "text": source, "parse_mode": "HTML"})
    assert body["description"] == f"Bad Request: can't parse entities: {told}"


async def test_good_html_becomes_text(bot: Bot, telegram: Telegram) -> None:
    source = (
        '😀 <b>№1</b> <a href="https://x.cn/?a=1&amp;b=2">&lt;see&#39;&nbsp;</a>'
        "<blockquote expandable>q</blockquote><tg-spoiler>s</tg-spoiler>"
    )
    sent = await bot.send_message(ANNA, source, parse_mode="HTML")
    assert sent.text == "😀 №1 <see'&nbsp;qs"
    assert telegram.chat(ANNA)["messages"][-1]["html"] == source


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ({"text": "a", "callback_data": "水" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "url": "javascript:1"},
            "inline keyboard button URL 'javascript:1' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "a", "callback_data": "a", "style": "pink"},
            "can't parse inline keyboard button: invalid button style specified",
        ),
    ],
)
async def test_bad_buttons_are_refused(
    telegram: Telegram, button: dict[str, Any], told: str
) -> None:
    params = {"chat_id": ANNA, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}}
    assert telegram.call("sendMessage", params)["description"] == f"Bad Request: {told}"


async def test_sixty_four_bytes_and_8_by_12_buttons_are_accepted(bot: Bot) -> None:
    rows = [[InlineKeyboardButton("a", callback_data="x" * 64)] * 8] * 12
    await bot.send_message(ANNA, "a" * 4096, reply_markup=InlineKeyboardMarkup(rows))
    with pytest.raises(BadRequest, match="eply markup is too long"):
        await bot.send_message(ANNA, "a", reply_markup=InlineKeyboardMarkup([rows[0] * 2]))


async def test_edits_that_change_nothing_or_have_no_target_are_refused(bot: Bot) -> None:
    sent = await bot.send_message(ANNA, "one", reply_markup=keys("go"))
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text("one", ANNA, sent.message_id, reply_markup=keys("go"))
    assert refused.value.message == UNCHANGED.capitalize()
    with pytest.raises(BadRequest, match="essage to edit not found"):
        await bot.edit_message_text("two", ANNA, 99)
    with pytest.raises(BadRequest, match="essage can't be edited"):
        await bot.edit_message_text("two", ANNA, 1)


async def test_captions_and_files_have_their_limits(bot: Bot, telegram: Telegram) -> None:
    telegram.says(ANNA, ANNA, photos=[b"jpeg"])
    photo = (await bot.get_updates())[-1].message.photo[-1].file_id
    with pytest.raises(BadRequest, match="essage caption is too long"):
        await bot.send_photo(ANNA, photo, caption="a" * 1025)
    with pytest.raises(BadRequest, match="rong file identifier"):
        await bot.send_document(ANNA, "no such file")
    with pytest.raises(BadRequest, match="an't use file of type photo as document"):
        await bot.send_document(ANNA, photo)
    sent = await bot.send_photo(ANNA, photo)
    with pytest.raises(BadRequest, match="here is no text in the message"):
        await bot.edit_message_text("two", ANNA, sent.message_id)


async def test_whoever_blocked_or_expelled_the_bot_hears_nothing(
    bot: Bot, telegram: Telegram
) -> None:
    telegram.blocks(ANNA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "a")
    telegram.unblocks(ANNA)
    await bot.send_message(ANNA, "a")
    telegram.removes_bot(ANNA, GROUP)
    telegram.removes_bot(ANNA, FORUM)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(GROUP, "a")
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(FORUM, "a")
    states = [u.my_chat_member.new_chat_member.status for u in (await bot.get_updates())[1:]]
    assert states == ["kicked", "member", "kicked", "kicked"]


async def test_a_group_that_became_a_supergroup_tells_its_new_id(
    bot: Bot, telegram: Telegram
) -> None:
    new_id = telegram.migrate(GROUP)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "a")
    assert moved.value.new_chat_id == new_id
    old, new = [update.message for update in (await bot.get_updates())[-2:]]
    assert (old.chat_id, old.migrate_to_chat_id) == (GROUP, new_id)
    assert (new.chat_id, new.migrate_from_chat_id) == (new_id, GROUP)
    await bot.send_message(new_id, "a")


async def test_a_press_is_answered_once_and_within_150_seconds(
    bot: Bot, telegram: Telegram, clock: MovableClock
) -> None:
    sent = await bot.send_message(ANNA, "a", reply_markup=keys("go"))
    first = telegram.presses(ANNA, ANNA, sent.message_id, "go")
    await bot.answer_callback_query(first, "Noted")
    assert [toast["text"] for toast in telegram.toasts(ANNA)] == ["Noted"]
    late = telegram.presses(ANNA, ANNA, sent.message_id, "go")
    clock.advance(timedelta(seconds=151))
    for query in (first, late, "1"):
        body = telegram.call("answerCallbackQuery", {"callback_query_id": query})
        assert body["description"] == f"Bad Request: {TOO_OLD}"


async def test_every_button_ever_shown_can_be_pressed_and_any_data_forged(
    bot: Bot, telegram: Telegram
) -> None:
    sent = await bot.send_message(ANNA, "a", reply_markup=keys("old"))
    await bot.edit_message_text("b", ANNA, sent.message_id)
    telegram.presses(ANNA, ANNA, sent.message_id, "old")
    telegram.presses(STRANGER, ANNA, sent.message_id, "1|forged", force=True)
    with pytest.raises(LookupError, match="never showed"):
        telegram.presses(ANNA, ANNA, sent.message_id, "other")
    queries = [update.callback_query for update in (await bot.get_updates())[1:]]
    assert [(query.from_user.id, query.data) for query in queries] == [
        (ANNA, "old"),
        (STRANGER, "1|forged"),
    ]
    seen = telegram.chat(ANNA)["messages"][-1]
    assert (seen["text"], seen["edited"], seen["keyboard"]) == ("b", True, [])
    assert [version["text"] for version in seen["versions"]] == ["a", "b"]


async def test_unknown_methods_are_refused_and_named(telegram: Telegram) -> None:
    body = telegram.call("sendChecklist", {"chat_id": ANNA})
    assert body == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert telegram.unknown_methods == ["sendChecklist"]


async def test_scripted_faults_come_once_and_lost_answers_were_accepted(
    bot: Bot, telegram: Telegram
) -> None:
    telegram.asks_to_wait(5, chat_id=ANNA)
    body = telegram.call("sendMessage", {"chat_id": ANNA, "text": "a"})
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 5})
    telegram.fail_next("sendMessage", error_code=502, description="Bad Gateway", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(ANNA, "a")
    telegram.lose_next_answer("sendMessage")
    with pytest.raises(TimedOut) as hung:
        await bot.send_message(ANNA, "b")
    telegram.lose_next_answer("sendMessage", "reset")
    with pytest.raises(NetworkError) as cut:
        await bot.send_message(ANNA, "c")
    assert isinstance(hung.value.__cause__, TimeoutError)
    assert isinstance(cut.value.__cause__, ConnectionResetError)
    assert [m["text"] for m in telegram.chat(ANNA)["messages"]] == ["/start", "b", "c"]


async def test_in_a_group_the_bot_hears_what_is_meant_for_it(bot: Bot, telegram: Telegram) -> None:
    card = await bot.send_message(GROUP, "card")
    telegram.says(ANNA, GROUP, "nice weather")
    telegram.says(ANNA, GROUP, "/bind@guanjia_bot CODE")
    telegram.says(ANNA, GROUP, "/open@other_bot")
    telegram.says(ANNA, GROUP, "done", reply_to=card.message_id)
    telegram.says(ANNA, FORUM, photos=[b"1", b"2"], caption="/done")
    heard = [update.message for update in (await bot.get_updates())[1:]]
    assert [message.text or message.caption for message in heard] == [
        "/bind@guanjia_bot CODE",
        "done",
        "/done",
    ]
    assert heard[1].reply_to_message.text == "card"


async def test_an_album_is_one_update_a_photo(bot: Bot, telegram: Telegram) -> None:
    telegram.says(ANNA, ANNA, photos=[b"1", b"2"], caption="wet")
    one, two = [update.message for update in (await bot.get_updates())[1:]]
    assert one.media_group_id == two.media_group_id
    assert (one.caption, two.caption) == ("wet", None)
    file = await bot.get_file(two.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"2"


async def test_albums_topics_menus_and_keyboards_are_seen(bot: Bot, telegram: Telegram) -> None:
    topic = telegram.add_topic(FORUM, "Building 1")
    telegram.says(ANNA, ANNA, photos=[b"jpeg"])
    photo = (await bot.get_updates())[-1].message.photo[-1].file_id
    album = [InputMediaPhoto(photo), InputMediaPhoto(photo)]
    one, two = await bot.send_media_group(FORUM, album, message_thread_id=topic)
    assert one.media_group_id == two.media_group_id
    assert {message["thread_id"] for message in telegram.chat(FORUM)["messages"]} == {topic}
    await bot.set_my_commands([("start", "开始")])
    await bot.set_my_commands([("repair", "Repair")], language_code="en")
    assert telegram.chat(ANNA)["commands"] == [{"command": "start", "description": "开始"}]
    menu = {"keyboard": [[{"text": "🔧 Repair"}, {"text": "Ask"}]]}
    telegram.call("sendMessage", {"chat_id": ANNA, "text": "menu", "reply_markup": menu})
    telegram.taps_reply_key(ANNA, ANNA, "Repair")
    assert telegram.chat(ANNA)["messages"][-1]["text"] == "🔧 Repair"


async def test_a_restart_keeps_everything(telegram: Telegram, clock: MovableClock) -> None:
    telegram.says(ANNA, ANNA, photos=[b"jpeg"])
    again = Telegram(clock)
    again.restore(telegram.snapshot())
    assert again.chat(ANNA) == telegram.chat(ANNA)
    assert again.bytes_of("photo-000001") == b"jpeg"
    assert again.call("getUpdates", {}) == telegram.call("getUpdates", {})
