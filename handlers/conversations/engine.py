"""The one way a dialogue moves: pure, from progress and an answer to progress and a reply."""

from dataclasses import field, replace
from itertools import takewhile
from typing import Any

from handlers.conversations.definition import (
    DONE,
    LAST,
    SUMMARY,
    Answer,
    Answers,
    Asking,
    Chosen,
    Control,
    Conversation,
    Edit,
    Label,
    Option,
    Sent,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import NO_FILES, NO_LONGER, PRESS_PLEASE
from handlers.conversations.wording import exactly_meant
from handlers.understanding.summaries import kept_with_story, meant_at_summary
from models.buttons import in_rows
from models.values import frozen


@frozen
class Progress:
    """How far a dialogue is; `Progress(**json)` makes it again from `dataclasses.asdict`.

    `rev` grows with every change of screen. `editing`: came from the summary and returns to it.
    `page`: which of its screens a step shows.
    """

    step: str
    rev: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    editing: bool = False
    page: str = ""


@frozen
class Line:
    """One answer on the summary."""

    step: str
    title: Label
    said: Label


@frozen
class Screen:
    """What to show: a question or the summary, its buttons, and what to say first."""

    step: str
    text: Label
    rows: tuple[tuple[Option, ...], ...]
    notice: Label | None = None
    lines: tuple[Line, ...] = ()


@frozen
class Complete:
    """Everything is known and possible: `conversation.build(answers)` succeeds."""

    answers: Answers


@frozen
class Cancelled:
    """The resident wants no more of it."""


Reply = Screen | Complete | Cancelled
Moved = tuple[Progress, Label | None]


def begin(
    conversation: Conversation, world: World, known: Answers | None = None
) -> tuple[Progress, Reply]:
    """Open a dialogue at the first question that `known` does not answer."""
    talk = _Talk(conversation, world)
    first = talk.tidied(Progress(step="", answers=dict(known or {})))
    return first, talk.reply(first, None)


def advance(
    conversation: Conversation, progress: Progress, answer: Answer, world: World
) -> tuple[Progress, Reply]:
    """Take an answer; what cannot be understood shows the same screen and loses nothing."""
    talk = _Talk(conversation, world)
    before = talk.tidied(progress)
    answer = talk.meant(before, answer)
    if answer is Control.CANCEL:
        return replace(before, rev=progress.rev + 1), Cancelled()
    gone = progress.step and before.step != progress.step  # what was answered is asked no more
    after, notice = (before, NO_LONGER) if gone else talk.moved(before, answer)
    turned = (after.step, after.page) != (progress.step, progress.page)
    after = replace(after, rev=progress.rev + turned)
    return after, talk.reply(after, notice)


@frozen
class _Talk:
    """A conversation in the world of this moment."""

    it: Conversation
    world: World

    def tidied(self, at: Progress) -> Progress:
        """Answer what answers itself, drop what is not asked, stand on a question that is."""
        kept: dict[str, Any] = {}
        for step in self.it.steps:
            if step.ask_if(kept, self.world):
                only = self.only(step)
                if only is not None:
                    kept[step.name] = only
                elif step.name in at.answers:
                    kept[step.name] = at.answers[step.name]
        at = replace(at, answers=kept)
        if at.step in (asked := self.asked(kept)):
            step = asked[at.step]
            return replace(at, page=step.page(self.asking(step, kept, at.page)))
        return at if at.step == SUMMARY and self.confirms(kept) else self.settling(at, None)[0]

    def confirms(self, answers: Answers) -> bool:
        return self.it.confirm and not self.it.sent_at_once(answers)

    def only(self, step: Step) -> str | None:
        if not step.skip_if_single:
            return None
        offered = step.buttons(self.asking(step, {}))
        return offered[0].value if len(offered) == 1 else None

    def asked(self, answers: Answers) -> dict[str, Step]:
        return {
            step.name: step
            for step in self.it.steps
            if step.ask_if(answers, self.world) and self.only(step) is None
        }

    def asking(self, step: Step, answers: Answers, page: str = "") -> Asking:
        value = answers.get(step.name)
        return Asking(self.it.key(step.name), value, page, self.world, answers)

    def settled(self, step: Step, answers: Answers) -> bool:
        return (
            step.name in answers
            and self.it.fits(step.name, answers[step.name])
            and step.settled(answers[step.name], self.world)
        )

    def open(self, at: Progress) -> str | None:
        asked = self.asked(at.answers).items()
        return next((name for name, step in asked if not self.settled(step, at.answers)), None)

    def back(self, at: Progress) -> Progress | None:
        """Return the screen before: of this step, of the summary being edited, of the order."""
        if at.page:
            return replace(at, page="")
        if at.editing and self.open(at) is None:
            return replace(at, step=SUMMARY, editing=False)
        before = list(takewhile(lambda name: name != at.step, self.asked(at.answers)))
        return self.tidied(replace(at, step=before[-1], page=LAST)) if before else None

    def meant(self, at: Progress, answer: Answer) -> Answer:
        """Return what was typed or sent as the control or the edit that it names."""
        if isinstance(answer, Sent) and not answer.media:
            answer = Typed(answer.caption)
        if not isinstance(answer, Typed):
            return answer
        control = exactly_meant(answer.text, self.world.words("_controls"))
        if control in set(Control):
            return Control(control)
        return meant_at_summary(answer, self.world) if at.step == SUMMARY else answer

    def moved(self, at: Progress, answer: Answer) -> Moved:
        """Return where the answer leads, and what there is to say about it."""
        if not self.stands(at):  # its reason went while it waited
            return self.settling(at, None)
        step = self.asked(at.answers).get(at.step)
        match answer:
            case Control.SHOW:
                return at, None
            case Control.BACK:
                return self.back(at) or at, None
            case Sent():
                return self.sent(at, answer)
        return self.answered(at, step, answer) if step else self.checked(at, answer)

    def checked(self, at: Progress, answer: Answer) -> Moved:
        """Leave the summary, to be done or to change one answer; other words join the story."""
        if answer is Control.SUBMIT:
            return self.settling(at, None)
        if isinstance(answer, Edit) and answer.step in self.asked(at.answers):
            return replace(at, step=answer.step, page="", editing=True), None
        said = answer.text if isinstance(answer, Typed) else ""
        asked = self.asked(at.answers).values()
        told, notice = kept_with_story(said, self.it, asked, at.answers, self.world)
        return replace(at, answers={**at.answers, **told}), notice

    def answered(self, at: Progress, step: Step, answer: Answer) -> Moved:
        """Let the step of this screen take what was pressed or typed."""
        asking = self.asking(step, at.answers, at.page)
        if isinstance(answer, Chosen | Typed):
            return self.taken(at, step, step.take(asking, answer))
        if answer is Control.SKIP and step.optional:
            return self.taken(at, step, Taken(step.skipped(asking.value), done=True))
        return at, PRESS_PLEASE

    def sent(self, at: Progress, sent: Sent) -> Moved:
        """Give files to the step that takes them: this one, the last before it, the next.

        Where none does, what was sent is not kept, and that is said.
        """
        asked = self.asked(at.answers)
        here = list(asked).index(at.step) if at.step in asked else len(asked)
        order = sorted(
            enumerate(asked.values()), key=lambda each: (each[0] > here, abs(each[0] - here))
        )
        step = next((each for _, each in order if each.takes_media), None)
        if step is None:
            return at, NO_FILES
        taken = step.take(self.asking(step, at.answers), sent)
        if step.name == at.step:
            return self.taken(at, step, taken)
        at = replace(at, answers={**at.answers, step.name: taken.value})
        return (at, taken.notice) if self.stands(at) else self.settling(at, taken.notice)

    def stands(self, at: Progress) -> bool:
        """Tell whether what this screen asks is still to be asked."""
        return at.step == SUMMARY or at.step in self.asked(at.answers)

    def taken(self, at: Progress, step: Step, taken: Taken) -> Moved:
        """Keep what the step made of the answer; go on when it is through."""
        if taken.done or taken.value is not None:
            at = replace(at, answers={**at.answers, step.name: taken.value})
        if not taken.done:
            return replace(at, page=taken.page), taken.notice
        return self.settling(self.tidied(at), taken.notice)

    def settling(self, at: Progress, notice: Label | None) -> Moved:
        """Go on to what is not answered or no longer possible, else finish."""
        name = self.open(at)
        if name is None:
            end = SUMMARY if self.confirms(at.answers) and at.step != SUMMARY else DONE
            return replace(at, step=end, page="", editing=False), notice
        gone = name in at.answers and not self.asked(at.answers)[name].takes_media
        editing = at.editing or at.step == SUMMARY
        return replace(at, step=name, page="", editing=editing), NO_LONGER if gone else notice

    def reply(self, at: Progress, notice: Label | None) -> Reply:
        """Draw where the dialogue stands; back, skip and cancel are always the last row."""
        if at.step == DONE:
            return Complete({step.name: at.answers.get(step.name) for step in self.it.steps})
        asked = self.asked(at.answers)
        step = asked.get(at.step)
        if step:
            asking = self.asking(step, at.answers, at.page)
            text, rows = step.question(asking), in_rows(step.buttons(asking), step.columns)
        else:
            submit = Option("", Label(self.it.key("submit")), "success", Control.SUBMIT)
            edits = [Option(n, Label(f"{self.it.key(n)}.title"), action="edit") for n in asked]
            text, rows = Label(self.it.key("summary")), (*in_rows(edits, 2), (submit,))
        controls = [Control.BACK] if self.back(at) else []
        controls += [Control.SKIP] if step and step.optional else []
        controls.append(Control.CANCEL)
        last = tuple(Option("", Label(f"conversations.{c}"), action=c) for c in controls)
        return Screen(at.step, text, (*rows, last), notice, () if step else self.lines(at))

    def lines(self, at: Progress) -> tuple[Line, ...]:
        return tuple(
            Line(step.name, Label(f"{self.it.key(step.name)}.title"), self.said(step, at.answers))
            for step in self.it.steps
            if step.ask_if(at.answers, self.world)
        )

    def said(self, step: Step, answers: Answers) -> Label:
        value = answers.get(step.name)
        if value is None or not self.it.fits(step.name, value):
            return Label("conversations.not_given")
        return step.said(self.asking(step, answers))
