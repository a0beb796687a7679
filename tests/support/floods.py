"""The floods that Telegram refuses: 30 a second, a second apart in a chat, 20 a minute in a group.

These are Telegram's own numbers as they are known; the bot's stay below them.
"""

from collections import Counter, deque
from dataclasses import dataclass, field
from math import ceil, inf
from time import monotonic

from bot.sandbox.refusals import Json, refusal
from models.clock import Clock
from tests.support.scripted import Telegram

OVERALL, IN_A_GROUP, IN_A_ROW = 30, 20, 3
WRITES = ("send", "edit", "copy", "forward")


@dataclass(slots=True)
class Chat:
    """What a chat was sent: its credit, the last minute, and until when it is shut."""

    credit: float = IN_A_ROW
    last: float = -inf
    minute: deque[float] = field(default_factory=lambda: deque(maxlen=IN_A_GROUP))
    shut: float = -inf


@dataclass(slots=True)
class Floods:
    """Judges each message by when it arrives; who writes into a silence is refused again."""

    refused: list[tuple[float, int]] = field(default_factory=list)
    _second: deque[float] = field(default_factory=lambda: deque(maxlen=OVERALL))
    _chats: dict[int, Chat] = field(default_factory=dict)

    def wait(self, chat_id: int, at: float) -> int:
        """Return how many seconds to wait, or count the message and return 0."""
        chat = self._chats.setdefault(chat_id, Chat())
        credit = min(IN_A_ROW, chat.credit + (at - chat.last if chat.last > -inf else 0))
        free = max(
            chat.shut,
            _room(self._second, 1),
            at + 1 - credit if credit < 1 else at,
            _room(chat.minute, 60) if chat_id < 0 else -inf,
        )
        if free > at:
            chat.shut = at + ceil(free - at)
            self.refused.append((at, chat_id))
            return ceil(free - at)
        chat.credit, chat.last = credit - 1, at
        self._second.append(at)
        if chat_id < 0:
            chat.minute.append(at)
        return 0


def _room(times: deque[float], seconds: float) -> float:
    return times[0] + seconds if len(times) == times.maxlen else -inf


class Guarded(Telegram):
    """Telegram, which refuses floods and remembers what each chat was sent, and when."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.floods, self.arrived = Floods(), list[tuple[float, int, str]]()

    def _answer(self, method: str, params: Json) -> Json:
        if not method.lower().startswith(WRITES):
            return super()._answer(method, params)
        at, chat_id = monotonic(), int(params["chat_id"])
        if seconds := self.floods.wait(chat_id, at):
            told = f"Too Many Requests: retry after {seconds}"
            return refusal(429, told, {"retry_after": seconds})
        body = super()._answer(method, params)
        if body["ok"]:
            self.arrived.append((at, chat_id, str(params.get("text") or "")))
        return body


def most_of_one(arrived: list[tuple[float, int, str]]) -> int:
    """Return how often the most repeated message came to its chat."""
    return max(Counter((chat, text) for _, chat, text in arrived).values(), default=0)
