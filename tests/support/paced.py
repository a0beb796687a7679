"""A mailing in virtual time, with answers and cards beside it, to a server that refuses floods."""

from heapq import heappop, heappush
from random import Random

from bot.delivery.limiter import Limiter, Limits
from models.intents.messages import Priority
from tests.support.floods import Floods

SEED = 20261128
UNDERWAY = 0.02  # seconds that a call may take to arrive: the server counts by when it does
EVERY = {Priority.DIALOGUE: 0.25, Priority.STAFF: 4.0, Priority.BULK: 0.0}  # seconds
GROUP, ASKING = -100, 10**9  # a chat, and the first of those who ask


def paced(residents: int, *, seconds_late: float) -> None:
    """Write to every resident; the bulk rate is kept to 99 % and nothing is refused.

    The sender comes up to `seconds_late` later than it might: it has to look, and to claim.
    """
    limits, random, floods = Limits.parse("telegram"), Random(SEED), Floods()  # noqa: S311
    limiter, at, arriving = Limiter(limits), 0.0, list[tuple[float, int]]()
    sent = dict.fromkeys(EVERY, 0)

    def following(priority: Priority) -> tuple[int, float]:
        count = sent[priority]
        chats = {Priority.DIALOGUE: ASKING + count, Priority.STAFF: GROUP, Priority.BULK: count}
        wanted = max(at, count * EVERY[priority])
        return chats[priority], limiter.when(chats[priority], priority=priority, at=wanted)

    while sent[Priority.BULK] < residents:
        at = min(following(priority)[1] for priority in EVERY) + random.random() * seconds_late
        while arriving and arriving[0][0] <= at:
            arrives, chat = heappop(arriving)
            floods.wait(chat, arrives)
        for priority in EVERY:
            chat, when = following(priority)
            if when <= at:
                limiter.sent(chat, priority=priority, at=at)
                sent[priority] += 1
                heappush(arriving, (at + random.random() * UNDERWAY, chat))
    assert not floods.refused
    assert residents / at >= 0.99 * limits.bulk, f"{residents / at:.2f} a second"
    assert sent[Priority.DIALOGUE] >= 0.99 * at / EVERY[Priority.DIALOGUE]
