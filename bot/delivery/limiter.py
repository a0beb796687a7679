"""When a send may go: Telegram's limits as deadlines; reads no clock and never waits itself."""

from collections import deque
from dataclasses import dataclass, field, fields
from math import inf
from typing import Self

from models.intents.messages import Priority
from models.values import frozen

BURST = 3
TOGETHER = 2.0  # seconds within which the floods of two chats mean the whole bot
FORGET_AFTER = 60.0
LATE = 0.1  # seconds that the sender may come late without losing its turn


@frozen
class Limits:
    """What may be sent; the defaults stay a little below what Telegram tolerates."""

    overall: float = 30  # a second
    dialogue: float = 8  # of these, kept for answers
    bulk: float = 20  # a second
    gap: float = 1.05  # seconds between two messages of one chat
    group: float = 18  # a minute

    def __post_init__(self) -> None:
        if not (
            0 <= self.dialogue < self.overall and self.bulk > 0 <= self.gap and self.group >= 1
        ):
            raise ValueError(f"these limits would let nothing through: {self}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the limits of `telegram`, `off`, or `overall=30,bulk=20,...`.

        Raises ValueError for anything else.
        """
        if text == "telegram":
            return cls()
        if text == "off":
            return cls(overall=inf, dialogue=0, bulk=inf, gap=0, group=inf)
        pairs = dict(pair.split("=", 1) for pair in text.replace(" ", "").split(",") if "=" in pair)
        known = {item.name for item in fields(cls)}
        if len(pairs) != len(text.split(",")) or not pairs.keys() <= known:
            raise ValueError(f"limits are telegram, off, or numbers for {', '.join(sorted(known))}")
        return cls(**{name: float(value) for name, value in pairs.items()})


class Window:
    """At most `count` sends in any `seconds`, and what came `late` seconds late at most, besides.

    To look and to claim takes a while after every wait: were each send counted from when it went,
    a mailing that goes one by one would lose that while each time.
    """

    __slots__ = ("_late", "_seconds", "_times")

    def __init__(self, count: int, seconds: float, late: float = 0) -> None:
        self._seconds, self._late = seconds, late
        self._times: deque[float] = deque(maxlen=count)

    def free(self) -> float:
        """Return the moment from which one more fits."""
        full = len(self._times) == self._times.maxlen
        return self._times[0] + self._seconds if full else -inf

    def take(self, at: float) -> None:
        """Count a send at `at`; one that was a little late, as of when it was free to go."""
        free = self.free()
        self._times.append(free if at - free <= self._late else at)


@dataclass(slots=True)
class Place:
    """What one chat, or all of them together, was sent lately, and until when there is silence.

    Beside each window stands which messages it holds back and which it counts: those of that
    priority, and the less urgent ones.
    """

    windows: tuple[tuple[Window, Priority, Priority], ...]
    last: float = -inf
    halted: float = -inf

    def free(self, priority: Priority) -> float:
        """Return the moment from which one more of this priority may go here."""
        holding = (window.free() for window, held, _ in self.windows if priority >= held)
        return max(self.halted, *holding)

    def take(self, priority: Priority, at: float) -> None:
        """Count a send at `at`."""
        self.last = at
        for window, _, counted in self.windows:
            if priority >= counted:
                window.take(at)


@dataclass(slots=True)
class Limiter:
    """Answers when a send may go, and remembers what went; all times are monotonic seconds."""

    limits: Limits
    _everywhere: Place = field(init=False)
    _chats: dict[int, Place] = field(init=False, default_factory=dict)
    _flood: tuple[int, float, float] | None = field(init=False, default=None)
    _swept: float = field(init=False, default=-inf)

    def __post_init__(self) -> None:
        limits, rest = self.limits, self.limits.overall - self.limits.dialogue
        # Three in a tenth of a second are thirty in any second, and never more than three at once.
        self._everywhere = Place((
            (Window(BURST, BURST / limits.overall), Priority.DIALOGUE, Priority.DIALOGUE),
            (Window(BURST - 1, (BURST - 1) / rest, LATE), Priority.STAFF, Priority.STAFF),
            (Window(1, 1 / limits.bulk, LATE), Priority.BULK, Priority.BULK),
        ))  # fmt: skip

    def when(self, chat_id: int, *, priority: Priority, at: float) -> float:
        """Return the moment, `at` or later, from which this send may go; nothing is counted."""
        chat = self._chats.get(chat_id, self._everywhere)
        return max(at, self._everywhere.free(priority), chat.free(priority))

    def sent(self, chat_id: int, *, priority: Priority, at: float) -> None:
        """Count a send that begins at `at`."""
        for place in (self._everywhere, self._chat(chat_id)):
            place.take(priority, at)
        self._forget_idle(at)

    def halt(self, chat_id: int | None, until: float, *, at: float) -> None:
        """Let nothing go to the chat before `until`; without a chat, nothing at all.

        Floods told by two chats within two seconds are the bot's own: everybody waits for the
        shorter of the two, these chats for their own.
        """
        place = self._everywhere if chat_id is None else self._chat(chat_id)
        place.halted = max(place.halted, until)
        if chat_id is None:
            return
        if self._flood and self._flood[0] != chat_id and at - self._flood[1] <= TOGETHER:
            self.halt(None, min(until, self._flood[2]), at=at)
        self._flood = (chat_id, at, until)

    def _chat(self, chat_id: int) -> Place:
        if chat_id not in self._chats:
            gap, group = self.limits.gap, self.limits.group
            in_a_row = int(min(group, 18))
            minute = Window(in_a_row, 60 * in_a_row / group)
            windows = (
                (Window(BURST, BURST * gap), Priority.DIALOGUE, Priority.DIALOGUE),
                (Window(1, gap), Priority.STAFF, Priority.DIALOGUE),
                # Telegram's ids of groups are negative
                (minute, Priority.DIALOGUE, Priority.DIALOGUE),
            )
            self._chats[chat_id] = Place(windows if chat_id < 0 else windows[:2])
        return self._chats[chat_id]

    def _forget_idle(self, at: float) -> None:
        if at - self._swept < FORGET_AFTER:
            return
        self._swept = at
        idle = FORGET_AFTER + BURST * self.limits.gap
        self._chats = {
            chat_id: chat
            for chat_id, chat in self._chats.items()
            if chat.last > at - idle or chat.halted > at
        }
