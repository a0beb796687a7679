"""Every known way for a send to go wrong, and what it means for the message."""

import asyncio
from http import HTTPStatus

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.outcomes import (
    Later,
    Migrated,
    NoAnswer,
    NotSent,
    Outcome,
    Refused,
    Unknown,
    classify,
)
from tests.support.sentences import SENTENCES, TOKEN, said


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


@pytest.mark.parametrize(("code", "description", "expected"), SENTENCES)
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
