"""Telegram, with which it goes wrong at three sends of ten, as a seed draws it."""

import os
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from random import Random
from time import monotonic
from typing import ClassVar

from bot.sandbox.refusals import Json, refusal
from models.clock import Clock
from tests.support.floods import WRITES
from tests.support.scripted import AnswerLost, Telegram

SEED = int(os.environ.get("SEED", "20261129"))
AWAY = 1.0  # seconds that an absence lasts
SHARE = 0.3  # of the sends
STORM, WAIT = 30, 3  # seconds that everything is put off, and for how long each time
MIDDLE = (5, 15)  # the first message that a storm puts off is one of these


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
            return waits(1)
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
        if method.lower() == "answercallbackquery":  # it is not said again: nobody waits for it
            self.state["queries"][str(params["callback_query_id"])]["answered"] = True
        raise AnswerLost("reset")


@dataclass
class Storm:
    """Half a minute in which every message is put off, whatever its chat; and who did not wait."""

    ends: float = -inf  # monotonic
    refused: Counter[str] = field(default_factory=Counter)  # tries, by chat
    hasty: list[str] = field(default_factory=list)  # chats tried sooner than was told
    _until: dict[str, float] = field(default_factory=dict)

    def begins(self) -> None:
        """Put off what comes from now on."""
        self.ends = monotonic() + STORM

    def meets(self, chat: str) -> Json | None:
        """Return what a message to the chat is answered, None where it may pass."""
        at = monotonic()
        if at < self._until.get(chat, -inf):
            self.hasty.append(chat)
        if at >= self.ends:
            return None
        self.refused[chat] += 1
        self._until[chat] = at + WAIT
        return waits(WAIT)


class Flooded(Troubled):
    """In the middle of it comes a storm; before and after it nothing goes wrong."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.storm, self.until_storm = Storm(), self.chance.randint(*MIDDLE)

    def call(self, method: str, params: Json) -> Json:
        if not method.lower().startswith(WRITES):
            return Telegram.call(self, method, params)
        self.until_storm -= 1
        if self.until_storm == 0:
            self.storm.begins()
        refused = self.storm.meets(str(params["chat_id"]))
        self.troubles["flood"] += refused is not None
        return refused or Telegram.call(self, method, params)


def waits(seconds: int) -> Json:
    """Return how Telegram asks to wait."""
    told = f"Too Many Requests: retry after {seconds}"
    return refusal(429, told, {"retry_after": seconds})
