"""What a send did: delivered, refused for now or for good, or nobody knows."""

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from models.values import frozen


class NotSent(Exception):
    """Cause of a transport error: no connection was made, so nothing was written."""


class NoAnswer(Exception):
    """Cause of a transport error: Telegram may have taken the call, or not."""


class Reason(StrEnum):
    """Why a message is refused for good."""

    BLOCKED = "blocked"
    KICKED = "kicked"
    CHAT_NOT_FOUND = "chat_not_found"  # never pressed Start, or gone
    DEACTIVATED = "deactivated"
    NO_RIGHTS = "no_rights"
    TOPIC_GONE = "topic_gone"
    TOO_LONG = "too_long"
    BAD_MARKUP = "bad_markup"
    MESSAGE_GONE = "message_gone"  # what was to be edited is not there: send it anew
    TOO_OLD = "too_old"  # a press whose answer comes too late
    OTHER = "other"


@frozen
class Delivered:
    """It is there; an edit that changed nothing has no message of its own."""

    message_id: int | None = None


@frozen
class Later:
    """Not accepted now: try again after `seconds`; `everywhere` when every chat is concerned."""

    seconds: float
    everywhere: bool = False
    alarm: bool = False  # a person must look: the token, or a second poller


@frozen
class Refused:
    """Trying again is useless; `said` is Telegram's sentence where `reason` is not enough."""

    reason: Reason
    said: str = field(default="", compare=False)


@frozen
class Migrated:
    """The group goes on under another id."""

    new_chat_id: int


@frozen
class Unknown:
    """It may have arrived; the kind of message decides whether it is repeated.

    `away`: Telegram hung up on everybody, so that it hardly has.
    """

    away: bool = False


@frozen
class Broken:
    """A mistake of Telegram's own, at this message or at everything."""


Outcome = Delivered | Later | Refused | Migrated | Unknown | Broken

UNREACHABLE = Later(2, everywhere=True)
OUT_OF_ORDER = Later(5, everywhere=True)  # where Telegram does not even say who we are
TOKEN_REFUSED = Later(60, everywhere=True, alarm=True)

# Texts of the Bot API server (tdlib/telegram-bot-api 10.0), in lower case; the first that occurs
# decides. The library cuts "Bad Request: " off and changes the case.
# fmt: off
REFUSALS = (
    ("message to edit not found",           Reason.MESSAGE_GONE),
    ("message can't be edited",             Reason.MESSAGE_GONE),
    ("message to delete not found",         Reason.MESSAGE_GONE),
    ("message can't be deleted",            Reason.MESSAGE_GONE),
    ("in the message to edit",              Reason.MESSAGE_GONE),
    ("message to be replied not found",     Reason.MESSAGE_GONE),
    ("reply message not found",             Reason.MESSAGE_GONE),
    ("message identifier is not specified", Reason.MESSAGE_GONE),
    ("message_id_invalid",                  Reason.MESSAGE_GONE),
    ("query is too old",                    Reason.TOO_OLD),
    ("query_id_invalid",                    Reason.TOO_OLD),
    ("message thread not found",            Reason.TOPIC_GONE),
    ("topic_",                              Reason.TOPIC_GONE),
    ("is too long",                         Reason.TOO_LONG),
    ("_too_long",                           Reason.TOO_LONG),
    ("can't parse entities",                Reason.BAD_MARKUP),
    ("can't parse message caption",         Reason.BAD_MARKUP),
    ("blocked by the user",                 Reason.BLOCKED),
    ("user_is_blocked",                     Reason.BLOCKED),
    ("user is deactivated",                 Reason.DEACTIVATED),
    ("input_user_deactivated",              Reason.DEACTIVATED),
    ("bot was kicked",                      Reason.KICKED),
    ("bot is not a member",                 Reason.KICKED),
    ("channel_private",                     Reason.KICKED),
    ("channel_invalid",                     Reason.KICKED),
    ("user_banned_in_channel",              Reason.KICKED),
    ("have no write access",                Reason.KICKED),
    ("chat not found",                      Reason.CHAT_NOT_FOUND),
    ("user not found",                      Reason.CHAT_NOT_FOUND),
    ("chat_id_invalid",                     Reason.CHAT_NOT_FOUND),
    ("peer_id_invalid",                     Reason.CHAT_NOT_FOUND),
    ("can't initiate conversation",         Reason.CHAT_NOT_FOUND),
    ("group chat was deleted",              Reason.CHAT_NOT_FOUND),
    ("group chat was deactivated",          Reason.CHAT_NOT_FOUND),
    ("not enough rights",                   Reason.NO_RIGHTS),
    ("have no rights",                      Reason.NO_RIGHTS),
    ("need administrator rights",           Reason.NO_RIGHTS),
    ("chat_admin_required",                 Reason.NO_RIGHTS),
    ("chat_restricted",                     Reason.NO_RIGHTS),
    ("_forbidden",                          Reason.NO_RIGHTS),
)
# fmt: on
# Said with another code than 400, and yet about this message: again it would be the same.
FOR_GOOD = ("request entity too large", "message was immediately deleted")


def classify(error: BaseException) -> Outcome:
    """Return what `error`, raised by a call that sends, means for the message.

    The library's names do not tell: a BadRequest is a NetworkError, and TimedOut is raised
    before and after the writing. So the cause is read, and then Telegram's sentence.
    """
    outcome: Outcome
    match error:
        case RetryAfter():
            outcome = Later(_seconds(error))
        case ChatMigrated():
            outcome = Migrated(error.new_chat_id)
        case InvalidToken():
            outcome = TOKEN_REFUSED
        case Conflict():
            outcome = Later(5, alarm=True)
        case BadRequest() | Forbidden() | EndPointNotFound() if not error.__cause__:
            outcome = _refused(str(error))
        case NetworkError() if not error.__cause__ and not isinstance(error, TimedOut):
            outcome = _answered(str(error))  # without a cause Telegram itself said it, in JSON
        case _:
            never_written = any(isinstance(cause, NotSent) for cause in _causes(error))
            outcome = UNREACHABLE if never_written else Unknown()
    return outcome


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after  # an int or a timedelta, by a switch of the library
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _refused(said: str) -> Outcome:
    sentence = said.lower()
    if "message is not modified" in sentence:
        return Delivered()
    for words, reason in REFUSALS:
        if words in sentence:
            return Refused(reason)  # the sentence may quote the text: it is not kept
    return Refused(Reason.OTHER, said[:200])


def _answered(said: str) -> Outcome:
    if flood := re.search(r"retry after (\d+)", said.lower()):
        return Later(float(flood[1]))
    if any(words in said.lower() for words in FOR_GOOD):
        return Refused(Reason.OTHER, said[:200])
    return Broken()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
