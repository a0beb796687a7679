"""The FAQ's groups, its days, its quiz, and who keeps it. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from models.faq.policy import FaqPolicy
from models.folding import plain

Asked = tuple[int, ...]  # the entry that is asked for, then the entries whose answers are offered
START = "start"  # the round of the quiz that new staff take
OFFERED = 3  # answers to one question


class Group(StrEnum):
    """The manual's groups; what fits no other is a frequent question. FAQ-01."""

    ESTATE = "estate"
    FEES = "fees"
    PHONES = "phones"
    LIFE = "life"
    QUESTIONS = "questions"


class Change(StrEnum):
    """What somebody did to an answer."""

    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"
    REMOVED = "removed"
    RESTORED = "restored"


def group_of(topic: str, words: Mapping[str, Sequence[str]]) -> Group:
    """Return the group that the topic belongs to, by its name or one of its words."""
    said = plain(topic)
    for group in Group:
        if any(plain(word) == said for word in words.get(group, ())):
            return group
    return Group.QUESTIONS


def days_of(months: Collection[int], day: int, *, since: date) -> Iterator[date]:
    """Yield this day of these months, from `since` on."""
    for ahead in range(366 + 31):
        found = since + timedelta(days=ahead)
        if found.day == day and found.month in months:
            yield found


def is_due(confirmed_on: date | None, policy: FaqPolicy, *, on: date) -> bool:
    """Tell whether the refresh of that day asks for the answer: everything not just confirmed.

    Source: FAQ-01.
    """
    return confirmed_on is None or confirmed_on < on - timedelta(days=policy.fresh_days)


def drawn(answers: Mapping[int, str], seed: int, questions: int) -> tuple[Asked, ...]:
    """Return a quiz: for each question its entry and the offered ones, of different answers.

    The same seed draws the same; what cannot offer enough answers asks nothing. Source: FAQ-02.
    """
    chance, entries = Random(seed), sorted(answers)  # noqa: S311 - no secret hangs on it
    different = {plain(answers[entry]): entry for entry in reversed(entries)}
    if len(different) < OFFERED:
        return ()
    asked = []
    for entry in chance.sample(entries, min(questions, len(entries))):
        wrong = [each for said, each in different.items() if said != plain(answers[entry])]
        offered = [entry, *chance.sample(sorted(wrong), OFFERED - 1)]
        chance.shuffle(offered)
        asked.append((entry, *offered))
    return tuple(asked)


def right_ones(asked: Sequence[Sequence[int]], chosen: Sequence[int]) -> int:
    """Return how many of the answers are those of the questions."""
    return sum(question[0] == answer for question, answer in zip(asked, chosen, strict=False))


def rate(right: int, asked: int) -> int | None:
    """Return the share in whole per cent, rounded down: 100 is everything. Source: FAQ-02."""
    return right * 100 // asked if asked else None


def says_nothing(answer: str, words: Collection[str]) -> bool:
    """Tell whether the answer only says that nobody knows. Source: FAQ-03."""
    return plain(answer) in {plain(word) for word in words}
