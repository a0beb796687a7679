"""Telegram, with which it goes wrong at three sends of ten, as a seed draws it."""

import os
from collections import Counter
from random import Random
from time import monotonic
from typing import ClassVar

from bot.sandbox.refusals import Json, refusal
from models.clock import Clock
from tests.support.scripted import AnswerLost, Telegram

SEED = int(os.environ.get("SEED", "20261129"))
AWAY = 1.0  # seconds that an absence lasts
SHARE = 0.3  # of the sends


class Troubled(Telegram):
    """Counts, by chat, what went wrong; of `refused` the next send in the chat is spared."""

    taken: ClassVar[tuple[str, ...]] = ()  # the message is there, and its answer gets lost so
    refused: ClassVar[tuple[str, ...]] = ()  # it is not there
    patience: ClassVar[float] = 30.0  # seconds that the bot waits for an answer

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.chance = Random(SEED)  # noqa: S311 - drawn to be drawn again
        self.troubles = Counter[str]()
        self.repeats = Counter[str]()  # by chat: how often it may have to be said again
        self.spared = set[str]()

    def call(self, method: str, params: Json) -> Json:
        chat = str(params.get("chat_id"))
        if not method.lower().startswith("send") or self.chance.random() >= SHARE:
            return super().call(method, params)
        kind = self.chance.choice(self.taken + self.refused)
        if kind in self.refused and chat in self.spared:
            self.spared.discard(chat)
            return super().call(method, params)
        self.troubles[kind] += 1
        if kind in self.refused:
            self.spared.add(chat)
            return self.refuses(kind)
        self.repeats[chat] += 1
        super().call(method, params)
        raise AnswerLost(kind)

    def refuses(self, kind: str) -> Json:
        """Answer without having taken the message."""
        if kind == "flood":
            told = "Too Many Requests: retry after 1"
            return refusal(429, told, {"retry_after": 1})
        if kind == "broken":
            return refusal(500, "Internal Server Error")
        raise AnswerLost(kind)


class Silent(Troubled):
    """It takes the message and never answers, or hangs up."""

    taken = ("hang", "reset")
    patience = 1.5  # longer than a busy machine needs for an answer that is not lost


class Stormy(Troubled):
    """Floods, errors of its own, pages of whatever stands before it, torn answers."""

    taken = ("torn", "login")
    refused = ("flood", "broken", "page")


class Absent(Troubled):
    """Now and then it is away: whoever calls is hung up on, whatever they want."""

    away_until = 0.0  # monotonic

    def call(self, method: str, params: Json) -> Json:
        if monotonic() >= self.away_until:
            if not method.lower().startswith("send") or self.chance.random() >= SHARE / 3:
                return Telegram.call(self, method, params)
            self.troubles["away"] += 1
            self.away_until = monotonic() + AWAY
        raise AnswerLost("reset")
