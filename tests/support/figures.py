"""What became of an estate's eighteen months: counted as they pass, then written down."""

from collections import Counter
from dataclasses import dataclass, field

TOLD_OF = 20


@dataclass
class Figures:
    """What became of it, to be written down."""

    zone: str
    homes: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    to_call: int = 0
    deaths: int = 0
    repeated: int = 0
    checked: int = 0  # accounts
    wrong: Counter[str] = field(default_factory=Counter)
    told_of: list[str] = field(default_factory=list)  # the first of what is wrong
    messages: int = 0
    seconds: float = 0

    def notes(self, what: str, times: int, *about: object) -> None:
        """Count what is not as expected, and tell of the first."""
        if times:
            self.wrong[what] += times
            if len(self.told_of) < TOLD_OF:
                self.told_of.append(f"{self.zone} {what}: {about}"[:500])
