"""The questions that only the file asks: what it is to say, read as the workbook reads it."""

from dataclasses import field
from datetime import date

from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Step,
    Taken,
    Typed,
)
from handlers.conversations.widgets import PRESS_PLEASE
from handlers.papers import PapersWorld
from models.cells import WrongCell
from models.owners.rules import may_end_on
from models.owners.values import USES, read
from models.owners.words import Subject
from models.values import frozen


@frozen
class FileWorld(PapersWorld):
    """What the questions may know: homes, cars, and which proofs are missing or sent."""

    cars: tuple[Option, ...] = ()
    subjects: tuple[Option, ...] = ()
    sent: tuple[Option, ...] = ()


@frozen
class Entry(Step):
    """What the file is to say about the subject that was chosen, or about `of`."""

    of: Subject | None = field(default=None, kw_only=True)

    def _subject(self, asking: Asking) -> Subject:
        return self.of or Subject(asking.answers.get("subject", Subject.PHONE))

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the uses of a home: they are pressed, not typed."""
        uses = USES if self._subject(asking) is Subject.USE else ()
        return tuple(Option(each, Label(f"owners.uses.{each}")) for each in uses)

    def question(self, asking: Asking) -> Label:
        """Ask for what belongs to this subject."""
        return Label(f"{asking.key}.ask", {"subject": self._subject(asking).value})

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return it as the file keeps it; what cannot be it is asked for again."""
        said = answer.text if isinstance(answer, Typed) else ""
        said = answer.value if isinstance(answer, Chosen) else said
        if not said:
            return asking.again(PRESS_PLEASE)
        subject = self._subject(asking)
        again = asking.again(Label(f"{asking.key}.again", {"subject": subject.value}))
        try:
            entry = read(subject, said)
        except WrongCell:
            return again
        if subject is Subject.TENANCY:
            day, today = date.fromisoformat(entry), asking.world.today
            return Taken(entry, done=True) if may_end_on(day, today) else again
        return Taken(entry, done=True)

    def said(self, asking: Asking) -> Label:
        """Return it."""
        if self._subject(asking) is Subject.USE:
            return Label(f"owners.uses.{asking.value}")
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words that cannot be it, too."""
        uses = {f"owners.uses.{each}" for each in USES}
        return super().text_keys(key) | {f"{key}.again", "conversations.line"} | uses
