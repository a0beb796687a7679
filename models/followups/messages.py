"""The question after a finished job."""

from dataclasses import KW_ONLY
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press, in_rows
from models.followups.rules import REASONS, WELLBEING, Answer, FollowUpKind, Reason, answers
from models.followups.tables import FollowUp
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

WORDS, NONE = "words", "none"  # beside the reasons: say it in words, say no more


@frozen
class HowDidItGo(Message):
    """To the resident: is it mended, does it stay dry, how does it do? One press answers."""

    case_id: int
    followup_id: int
    number: int
    kind: FollowUpKind
    done_at: datetime
    of_person: bool = False  # who was in danger: are they well?

    text_key: ClassVar[str] = "followups.messages.question"
    matters: ClassVar[bool] = False  # silence has its own way: an officer telephones

    def still_true(self, session: Session) -> bool:
        return session.get_one(FollowUp, self.followup_id).settled_at is None

    def buttons(self) -> Rows:
        return (
            wellbeing(self.followup_id) if self.of_person else rating(self.followup_id, self.kind)
        )


@frozen
class AskedAgain(HowDidItGo):
    """To who answered in words that may mean two things: which of them, by a press."""

    text_key: ClassVar[str] = "followups.messages.asked_again"
    priority: ClassVar[Priority] = Priority.DIALOGUE


def rating(followup_id: int, kind: FollowUpKind = FollowUpKind.GENERAL) -> Rows:
    """Return the buttons that answer the question, the good one first."""
    return tuple(
        (Button(f"followups.answers.{each}", Press("followup", followup_id, 0, each).pack()),)
        for each in answers(kind)
    )


def wellbeing(followup_id: int) -> Rows:
    """Return the buttons by which somebody who was in danger says whether they are well."""
    return tuple(
        (Button(f"followups.wellbeing.{each}", Press("followup", followup_id, 0, each).pack()),)
        for each in WELLBEING
    )


def at_once(followup_id: int, kind: FollowUpKind = FollowUpKind.GENERAL) -> Rows:
    """Return the button that says that it is not good, for who need not wait to be asked."""
    return rating(followup_id, kind)[-1:] if followup_id else ()


@frozen
class AskedLater(Message):
    """The result of a complaint, which is asked about later; who is not satisfied says so now."""

    _: KW_ONLY
    followup_id: int = 0

    def buttons(self) -> Rows:
        return at_once(self.followup_id, FollowUpKind.HANDLED)


@frozen
class OpinionAsked(Message):
    """To who answered: why, at a press or in words; one press skips it. REP-15.

    `in_person`: to the officer who heard the answer. `over`: nothing more is asked.
    """

    followup_id: int
    number: int
    answer: Answer
    reasons: tuple[Reason, ...]
    in_person: bool = False
    over: bool = False

    text_key: ClassVar[str] = "followups.messages.why"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        if self.over:
            return ()
        left = [each for each in REASONS[self.answer] if each not in self.reasons]
        reasons = [self._button(f"followups.reasons.{each}", each) for each in left]
        words = self._button("followups.opinion.words", WORDS)
        return (*in_rows(reasons, 2), (words, self._button("followups.opinion.none", NONE)))

    def _button(self, label: str, value: str) -> Button:
        return Button(label, Press("opinion", self.followup_id, 0, value).pack())
