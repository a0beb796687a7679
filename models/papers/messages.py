"""What is said of papers; a copy is shown to one reader at a time, in private."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.papers.tables import Paper, PaperKind, PaperState
from models.values import frozen


@frozen
class PaperLine:
    """A paper as the checklist shows it. PRK-01."""

    kind: str
    is_here: bool = True
    flaw: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    copies: tuple[int, ...] = ()


@frozen
class PaperShown(Message):
    """To who handles the case or decides it: the copy, and until when we have it. SEC-02."""

    paper_id: int
    number: int
    kind: PaperKind
    erase_on: date
    files: tuple[int, ...]

    text_key: ClassVar[str] = "papers.shown"
    priority: ClassVar[Priority] = Priority.DIALOGUE
    sealed: ClassVar[bool] = True

    def media(self) -> tuple[int, ...]:
        return self.files

    def still_true(self, session: Session) -> bool:
        return session.get_one(Paper, self.paper_id).state is PaperState.KEPT


PAPER = "paper"  # a copy is looked at: handlers/papers.py


def of_copies(lines: Iterable[PaperLine]) -> tuple[Button, ...]:
    """Return a button for each copy; those of one paper are counted, so that each has its name."""
    return tuple(
        _copy(line.kind, copy, nth if len(line.copies) > 1 else 0)
        for line in lines
        for nth, copy in enumerate(line.copies, 1)
    )


def _copy(kind: str, copy: int, nth: int) -> Button:
    return Button("papers.copy", Press(PAPER, copy, 0).pack(), {"kind": kind, "nth": nth})


def buttons(papers: Iterable[Paper]) -> Rows:
    """Return a button for each copy that can be looked at."""
    return tuple(
        (_copy(paper.kind, paper.id, 0),) for paper in papers if paper.state is PaperState.KEPT
    )
