"""Every known way for a send to go wrong, and what it means for the message."""

import asyncio
from http import HTTPStatus

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.outcomes import (
    Delivered,
    Later,
    Migrated,
    NoAnswer,
    NotSent,
    Outcome,
    Reason,
    Refused,
    Unknown,
    classify,
)


class Telegram(BaseRequest):
    """Answers every call in the same way; the library makes its exception of it."""

    def __init__(self, status: int, body: str) -> None:
        self.answer = status, body.encode()

    @property
    def read_timeout(self) -> float:
        return 1

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        return self.answer


async def raised_by(status: int, body: str) -> Exception:
    with pytest.raises(TelegramError) as raised:
        await Telegram(status, body).post("http://telegram/method", RequestData())
    return raised.value


@pytest.fixture(autouse=True)
def waits_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def said(code: int, description: str, parameters: str = "{}") -> str:
    start = f'{{"ok": false, "error_code": {code}, "description": "{description}"'
    return f'{start}, "parameters": {parameters}}}'


def refused(reason: str) -> Refused:
    return Refused(Reason(reason))


BROKEN = Later(5, everywhere=True)
TOKEN = Later(60, everywhere=True, alarm=True)


@pytest.mark.parametrize(
    ("code", "description", "expected"),
    [
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
        (401, "Unauthorized", TOKEN),
        (404, "Not Found", TOKEN),
        (409, "Conflict: terminated by other getUpdates request", Later(5, alarm=True)),
        (413, "Request Entity Too Large", refused("other")),
        (429, "Too Many Requests: retry after 7", Later(7)),
        (500, "Internal Server Error", BROKEN),
        (500, "Internal Server Error: restart", BROKEN),
        (502, "Bad Gateway", BROKEN),
        (504, "Gateway Timeout", BROKEN),
    ],
)  # fmt: skip
async def test_what_telegram_says_decides(code: int, description: str, expected: Outcome) -> None:
    assert classify(await raised_by(code, said(code, description))) == expected


async def test_a_flood_is_waited_for_exactly() -> None:
    flood = said(429, "Too Many Requests: retry after 35", '{"retry_after": 35}')
    assert classify(await raised_by(429, flood)) == Later(35)


def test_a_flood_is_understood_in_the_library_s_older_form_as_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PTB_TIMEDELTA")
    with pytest.warns(match="timedelta"):
        assert classify(RetryAfter(35)) == Later(35)


async def test_a_group_that_became_a_supergroup_has_a_new_id() -> None:
    moved = said(400, "Bad Request: group chat was upgraded", '{"migrate_to_chat_id": -1001}')
    assert classify(await raised_by(400, moved)) == Migrated(-1001)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 302, 200, 400, 403])
async def test_an_answer_that_is_not_telegram_s_leaves_it_unknown(status: int) -> None:
    page = f"<html>{HTTPStatus(status).phrase}</html>"
    assert classify(await raised_by(status, page)) == Unknown()


@pytest.mark.parametrize("error", [NetworkError("x"), TimedOut()])
def test_what_was_never_written_is_simply_sent_again(error: NetworkError) -> None:
    error.__cause__ = NotSent()
    assert classify(error) == Later(2, everywhere=True)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (TimedOut(), NoAnswer()),
        (TimedOut(), None),
        (NetworkError("x"), NoAnswer()),
        (NetworkError("x"), OSError()),
        (TelegramError("Invalid server response"), ValueError()),
        (KeyError("result"), None),
        (asyncio.CancelledError(), None),
    ],
)
def test_whatever_else_happened_leaves_it_unknown(
    error: BaseException, cause: BaseException | None
) -> None:
    error.__cause__ = cause
    assert classify(error) == Unknown()


def test_only_an_unexpected_sentence_is_kept() -> None:
    strange = classify(NetworkError("Request Entity Too Large"))
    assert isinstance(strange, Refused)
    assert strange.said == "Request Entity Too Large"


def test_a_bare_invalid_token_rings() -> None:
    assert classify(InvalidToken()) == TOKEN
