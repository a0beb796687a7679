"""What one fault did: the books and chats of who met it beside those of who did not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.support.doomed import POINTS


@dataclass(frozen=True)
class Left:
    """What the books say, and what is to be seen in each chat."""

    books: Mapping[str, list[Any]]
    seen: Mapping[str, Counter[str]]


@dataclass
class Verdict:
    """What one fault did."""

    fault: str
    point: str
    where: str
    struck: bool = False
    lost: int = 0
    doubled: int = 0
    missing: list[str] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)  # messages, by chat
    differs: dict[str, Any] = field(default_factory=dict)

    def compare(self, left: Left, clean: Left) -> None:
        """Note what differs from the story without the fault."""
        cases = len(left.books["cases"]) - len(clean.books["cases"])
        self.lost, self.doubled = max(-cases, 0), max(cases, 0)
        self.differs |= {
            name: (rows, clean.books[name])
            for name, rows in left.books.items()
            if rows != clean.books[name]
        }
        for chat, messages in clean.seen.items():
            self.missing += (messages - left.seen[chat]).elements()
            self.repeated[chat] = (left.seen[chat] - messages).total()

    @property
    def is_good(self) -> bool:
        """Tell whether all was kept that is promised."""
        return not self.differs and not self.missing and max(self.repeated.values()) <= 1


def said_of(bad: Sequence[Verdict]) -> str:
    """Return what is to be read when the promise is broken."""
    return "\n\n".join(
        f"{v.fault} {v.point} {v.where}\n missing {v.missing}\n {dict(v.repeated)}\n {v.differs}"
        for v in bad
    )


def by_point(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a row of the table for each point, and one for all."""
    for point in (*POINTS, ""):
        these = [v for v in verdicts if point in ("", v.point)]
        yield row(f"`{point}`" if point else "**all**", these)


def by_fault(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a row of the table for each fault, and one for all."""
    for fault in (*dict.fromkeys(v.fault for v in verdicts), ""):
        these = [v for v in verdicts if fault in ("", v.fault)]
        yield row(f"`{fault}`" if fault else "**all**", these)


def row(name: str, these: Sequence[Verdict]) -> str:
    """Return what these faults did, as a row of a table."""
    figures = (
        len(these), sum(v.struck for v in these),
        sum(v.lost for v in these), sum(v.doubled for v in these),
        sum(len(v.missing) for v in these), sum(v.repeated.total() for v in these),
        max((max(v.repeated.values()) for v in these), default=0),
        sum(bool(v.differs) for v in these),
    )  # fmt: skip
    return f"| {name} | " + " | ".join(map(str, figures)) + " |"
