"""The labelled messages in tests/understanding, and how the rules do on them."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from models.understanding.rules import Intent, WordLists, intent_in

FOLDER = Path(__file__).parents[1] / "understanding"
PARTS = ("open", "frozen_a", "frozen_b")  # dealt out by their hash
READ = (  # unseen when they were measured, read since
    *("probes", "fresh", "second"),
    *("round_1", "round_2", "round_3", "round_4", "round_5", "round_6"),
)
FROZEN = ("frozen_c", "frozen_d", "frozen_e")


@dataclass(frozen=True)
class Labelled:
    """A message, in which language, and what is meant by it."""

    text: str
    language: str
    intent: Intent


@dataclass(frozen=True)
class Read:
    """A message and what the rules make of it."""

    message: Labelled
    guessed: Intent

    @property
    def is_right(self) -> bool:
        """Tell whether the rules say what the label says."""
        return self.guessed is self.message.intent


def part_of(text: str) -> str:
    """Return where the hash of a message puts it: of six parts one each is frozen."""
    return {0: "frozen_a", 1: "frozen_b"}.get(sha256(text.encode()).digest()[0] % 6, "open")


def labelled(*parts: str) -> list[Labelled]:
    """Return the messages of these parts."""
    found = []
    for part in parts:
        with (FOLDER / f"{part}.csv").open(encoding="utf-8", newline="") as file:
            found += [
                Labelled(row["text"], row["language"], Intent(row["intent"]))
                for row in csv.DictReader(file)
            ]
    return found


def read(messages: Sequence[Labelled], words: WordLists) -> list[Read]:
    """Return each message with the guess."""
    return [Read(each, intent_in(each.text, words).intent) for each in messages]


def rate(read_so: Sequence[Read]) -> float:
    """Return the share that is right."""
    return sum(each.is_right for each in read_so) / len(read_so)


def rates(read_so: Sequence[Read], by: Callable[[Labelled], str]) -> dict[str, str]:
    """Return what is right of how many, by language or by intent."""
    whole = Counter(by(each.message) for each in read_so)
    right = Counter(by(each.message) for each in read_so if each.is_right)
    return {name: f"{right[name]}/{count}" for name, count in sorted(whole.items())}
