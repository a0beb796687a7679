"""No window is ever overfull, answers are never starved, a flood silences whom it must."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.limiter import Limiter, Limits
from models.intents.messages import Priority
from tests.support.paced import paced

HAIR = 1e-6  # windows may touch
TELEGRAM = Limits.parse("telegram")
GROUP, ANNA, BORIS = -100, 1, 2

wishes = st.lists(
    st.tuples(
        st.sampled_from([GROUP, GROUP - 1, ANNA, BORIS, *range(3, 40)]),
        st.sampled_from(Priority),
        st.floats(0, 0.5),
    ),
    max_size=300,
)


def send(limiter: Limiter, chat: int, priority: Priority, at: float) -> float:
    """Send as early as allowed; return when that was."""
    moment = limiter.when(chat, priority=priority, at=at)
    assert moment >= at
    limiter.sent(chat, priority=priority, at=moment)
    return moment


def fullest(times: list[float], seconds: float) -> int:
    return max((sum(t <= u < t + seconds - HAIR for u in times) for t in times), default=0)


@given(wishes)
def test_no_window_is_ever_overfull(wished: list[tuple[int, Priority, float]]) -> None:
    limiter, at = Limiter(TELEGRAM), 0.0
    sent: list[tuple[int, Priority, float]] = []
    for chat, priority, pause in wished:
        at = send(limiter, chat, priority, at + pause)
        sent.append((chat, priority, at))
    everything = [at for _, _, at in sent]
    assert fullest(everything, 0.1) <= 3
    assert fullest(everything, 1) <= 30
    # what was held up by others may be caught up with, for a tenth of a second
    assert fullest([at for _, priority, at in sent if priority > 0], 1) <= 22 + 1 + 3
    assert fullest([at for _, priority, at in sent if priority is Priority.BULK], 1) <= 20 + 2
    for chat in {chat for chat, _, _ in sent}:
        own = [at for one, _, at in sent if one == chat]
        assert fullest(own, 3) <= 3
        assert chat > 0 or fullest(own, 60) <= 18


def test_thirty_a_second_go_when_thirty_answers_wait() -> None:
    limiter = Limiter(TELEGRAM)
    times = [send(limiter, chat, Priority.DIALOGUE, 0) for chat in range(31)]
    assert times[:4] == pytest.approx([0, 0, 0, 0.1])
    assert times[29] < 1 <= times[30] + HAIR


def test_a_mailing_goes_at_twenty_a_second_and_evenly() -> None:
    limiter = Limiter(TELEGRAM)
    times = [send(limiter, chat, Priority.BULK, 0) for chat in range(21)]
    assert times == pytest.approx([n / 20 for n in range(21)])


def test_a_mailing_loses_nothing_to_a_sender_that_comes_late() -> None:
    """To look and to claim takes it up to a fiftieth of a second after each wait."""
    paced(10_000, seconds_late=0.02)


def test_a_sender_that_comes_much_too_late_catches_up_with_two_at_most() -> None:
    limiter = Limiter(TELEGRAM)
    for chat, at in enumerate((0, 1)):
        limiter.sent(chat, priority=Priority.BULK, at=at)
    times = [send(limiter, chat, Priority.BULK, 1.14) for chat in range(2, 5)]
    assert times == pytest.approx([1.14, 1.14, 1.14 + 1 / 11])


def test_answers_are_not_starved_by_mailings_and_news() -> None:
    """Mailings and news without end; eight answers a second wait a tenth of a second at most."""
    limiter, reader, waited = Limiter(TELEGRAM), 1000, []
    for hundredth in range(1000):
        at = hundredth / 100
        if hundredth % 12 == 0:
            go = limiter.when(hundredth, priority=Priority.DIALOGUE, at=at)
            waited.append(go - at)
            limiter.sent(hundredth, priority=Priority.DIALOGUE, at=go)
        for priority in (Priority.STAFF, Priority.BULK):
            while limiter.when(reader, priority=priority, at=at) <= at:
                limiter.sent(reader, priority=priority, at=at)
                reader += 1
    assert len(waited) > 80
    assert max(waited) <= 0.1
    assert reader - 1000 > 20 * 9


def test_a_chat_gets_three_answers_at_once_but_news_a_second_apart() -> None:
    limiter = Limiter(TELEGRAM)
    answers = [send(limiter, ANNA, Priority.DIALOGUE, 0) for _ in range(4)]
    assert answers == pytest.approx([0, 0, 0, 3.15])
    limiter = Limiter(TELEGRAM)
    news = [send(limiter, ANNA, Priority.NOTICE, 0) for _ in range(3)]
    assert news == pytest.approx([0, 1.05, 2.1])


def test_a_group_gets_eighteen_a_minute() -> None:
    limiter = Limiter(TELEGRAM)
    times = [send(limiter, GROUP, Priority.STAFF, 0) for _ in range(19)]
    assert times[17] < 20
    assert times[18] == 60


def test_asking_counts_nothing() -> None:
    limiter = Limiter(TELEGRAM)
    for _ in range(100):
        assert limiter.when(ANNA, priority=Priority.BULK, at=5) == 5


def test_a_flood_silences_its_chat_only() -> None:
    limiter = Limiter(TELEGRAM)
    limiter.halt(ANNA, 30, at=0)
    limiter.halt(ANNA, 20, at=1)  # never released early
    assert limiter.when(ANNA, priority=Priority.DIALOGUE, at=1) == 30
    assert limiter.when(BORIS, priority=Priority.DIALOGUE, at=1) == 1


def test_floods_of_two_chats_within_two_seconds_silence_everybody() -> None:
    limiter = Limiter(TELEGRAM)
    limiter.halt(ANNA, 10_000, at=0)
    limiter.halt(BORIS, 12, at=2)
    assert limiter.when(3, priority=Priority.DIALOGUE, at=2) == 12
    assert limiter.when(ANNA, priority=Priority.DIALOGUE, at=2) == 10_000


def test_floods_of_two_chats_far_apart_are_their_own() -> None:
    limiter = Limiter(TELEGRAM)
    limiter.halt(ANNA, 30, at=0)
    limiter.halt(BORIS, 30, at=2.1)
    assert limiter.when(3, priority=Priority.DIALOGUE, at=3) == 3


def test_everybody_can_be_silenced_at_once() -> None:
    limiter = Limiter(TELEGRAM)
    limiter.halt(None, 7, at=0)
    assert limiter.when(ANNA, priority=Priority.DIALOGUE, at=1) == 7


def test_idle_chats_are_forgotten_but_not_their_silence() -> None:
    limiter = Limiter(Limits.parse("off"))
    limiter.halt(ANNA, 10_000, at=0)
    for chat in range(10, 20_010):
        limiter.sent(chat, priority=Priority.BULK, at=chat / 10)
    assert len(limiter._chats) < 1500
    assert limiter.when(ANNA, priority=Priority.BULK, at=2001) == 10_000


def test_off_lets_everything_through() -> None:
    limiter = Limiter(Limits.parse("off"))
    assert {send(limiter, GROUP, Priority.BULK, 1) for _ in range(1000)} == {1}


def test_limits_are_read_from_the_setting() -> None:
    assert Limits.parse("telegram") == Limits(30, 8, 20, 1.05, 18)
    assert Limits.parse("overall=25, bulk=10") == Limits(overall=25, bulk=10)
    assert Limits.parse("off").overall == inf


@pytest.mark.parametrize(
    "text", ["", "fast", "overall", "speed=3", "overall=quick", "overall=8", "bulk=0", "group=0"]
)
def test_limits_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"limits|float"):
        Limits.parse(text)
