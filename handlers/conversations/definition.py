"""What a conversation is: its steps, what they may know, and what can be answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, fields
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from models.values import frozen

Answers = Mapping[str, Any]  # a step's name → its answer as JSON
SUMMARY, DONE = "summary", "done"  # where a dialogue stands after its last step
SHARED_TEXTS = (  # below [conversations], whichever dialogue it is
    *("back", "skip", "cancel", "press_please", "not_understood", "no_longer_possible", "no_files"),
    *("not_given", "keep", "drop_media", "media_kept", "too_many_media", "noted", "check_please"),
    *("today", "tomorrow", "day", "slot", "visit"),
)
LAST = "last"  # the page of a step that Back comes to


@frozen
class Label:
    """Something to say: `text` as it stands (a name of the estate), else the sentence at `key`."""

    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""


@frozen
class Option:
    """A button. `action` and `value` come back through `pressed` when it is pressed."""

    value: str
    label: Label
    style: str | None = None
    action: str = "choose"


@frozen
class Chosen:
    """An option was pressed."""

    value: str


@frozen
class Typed:
    """A text was typed."""

    text: str


@frozen
class Sent:
    """Files were sent; `voice` when they are a voice note, which tells by itself."""

    media: tuple[str, ...]
    caption: str = ""
    voice: bool = False


@frozen
class Edit:
    """One answer of the summary is to be given again."""

    step: str


class Control(StrEnum):
    """What can be said on any screen; `SHOW` draws it again."""

    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    SUBMIT = "submit"
    SHOW = "show"


Answer = Chosen | Typed | Sent | Edit | Control


def pressed(action: str, value: str = "") -> Answer:
    """Return what a press of an `Option` means; an unknown action only redraws."""
    if action == "choose":
        return Chosen(value)
    if action == "edit":
        return Edit(value)
    return Control(action) if action in set(Control) else Control.SHOW


@frozen
class SlotOffer:
    """A span of a day in which somebody can come."""

    begins: time
    ends: time
    free: bool = True

    @cached_property
    def span(self) -> str:
        """Return the value of its button."""
        return "-".join(at.isoformat("minutes") for at in (self.begins, self.ends))


@frozen
class DayOffer:
    """A day and its slots."""

    day: date
    slots: tuple[SlotOffer, ...]


@frozen
class World:
    """What the steps may know of the estate at this moment; a feature may subclass it.

    `words(step)` maps each option's value to what people call it in any language. Five more
    lists: `_controls` (back, cancel, skip, submit), `_agreed` (yes, no, beside), `_days` (today,
    tomorrow, after_tomorrow, monday…sunday, afternoon), `summary` (a step → names of its answer).
    """

    today: date
    places: tuple[Option, ...] = ()
    days: Callable[[], tuple[DayOffer, ...]] = tuple  # dear to find out: asked by who needs them
    words: Callable[[str], Mapping[str, Sequence[str]]] = field(default=lambda _of: {})


@frozen
class Asking:
    """One step at one moment: where its texts stand, what is known, which of its screens."""

    key: str
    value: Any
    page: str
    world: World
    answers: Answers = field(default_factory=dict)

    def again(self, notice: Label) -> "Taken":
        """Return the same screen, with something to say about it."""
        return Taken(self.value, page=self.page, notice=notice)


@frozen
class Taken:
    """What a step made of an answer: when not `done`, it stays on `page` and keeps `value`."""

    value: Any
    done: bool = False
    page: str = ""
    notice: Label | None = None


def never(_answers: Answers) -> bool:
    """Show the summary in any case."""
    return False


def always(_answers: Answers, _world: World) -> bool:
    """Ask in any case."""
    return True


@frozen
class Step:
    """One question. `ask_if` sees the answers of the steps before it that were asked.

    The world is that of the conversation, of whatever subclass its `world` returns.
    """

    name: str
    ask_if: Callable[[Answers, Any], bool] = field(default=always, kw_only=True)
    optional: bool = field(default=False, kw_only=True)
    skip_if_single: bool = field(default=False, kw_only=True)  # the only option answers itself
    columns: int = field(default=1, kw_only=True)
    takes_media = False  # files sent on any screen come to such a step, as `Sent`

    @property
    def may_be_none(self) -> bool:
        """Whether a finished conversation may hold no answer to it."""
        return self.optional or self.ask_if is not always

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the buttons of the screen, in order."""
        return ()

    def question(self, asking: Asking) -> Label:
        """Return what is asked, with what its text may mention."""
        return Label(f"{asking.key}.ask")

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return what becomes of the answer; never loses what was known."""
        raise NotImplementedError

    def settled(self, value: Any, world: World) -> bool:
        """Whether this answer is whole and still possible."""
        return value is not None or self.optional

    def said(self, asking: Asking) -> Label:
        """Return the answer as the summary shows it."""
        return Label("conversations.not_given")

    def skipped(self, value: Any) -> Any:
        """Return what stays of the answer when the question is skipped."""
        return None

    def page(self, asking: Asking) -> str:
        """Return which screen shows when `asking.page` is wished for; `LAST` is the last one."""
        return ""

    def text_keys(self, key: str) -> frozenset[str]:
        """Return every sentence the step needs besides the shared ones."""
        return frozenset({f"{key}.ask", f"{key}.title"})


@frozen
class Conversation:
    """A dialogue whose answers become one `answers` object, a field a step, in the same order.

    With `confirm` a summary comes before the end, but for answers that are `sent_at_once`.
    Only one `for_strangers` is open to an account that is nobody's here.
    """

    name: str
    answers: type
    steps: tuple[Step, ...]
    on_complete: Callable[..., Any]
    world: Callable[..., World]
    confirm: bool = True
    sent_at_once: Callable[[Answers], bool] = never
    for_strangers: bool = False
    texts: str = ""  # where its sentences stand, if not under its name
    cancelled: str = "conversations.cancelled"
    closes_after: timedelta = timedelta(hours=2)
    on_remark: Callable[..., Label | None] = lambda *_: None  # words that no question understands

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if names != [each.name for each in fields(self.answers)]:
            raise ValueError(f"{self.name}: {names} are not the fields of {self.answers.__name__}")
        if {SUMMARY, DONE} & set(names):
            raise ValueError(f"{self.name}: a step is named like a place of the engine")
        for step in self.steps:
            if step.may_be_none and not self.fits(step.name, None):
                raise ValueError(f"{self.name}.{step.name} may stay unanswered: allow None")

    @cached_property
    def _types(self) -> Mapping[str, TypeAdapter[Any]]:
        hints = get_type_hints(self.answers, include_extras=True)
        return {step.name: TypeAdapter(hints[step.name]) for step in self.steps}

    @cached_property
    def _built(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.answers)

    def fits(self, step: str, value: Any) -> bool:
        """Whether the value can become the field of this step."""
        try:
            self._types[step].validate_python(value)
        except ValidationError:
            return False
        return True

    def build(self, answers: Answers) -> Any:
        """Return the `answers` object; what was not asked is None.

        Raises pydantic's ValidationError, but never for the answers of a `Complete`.
        """
        known = {step.name: answers.get(step.name) for step in self.steps}
        return self._built.validate_python(known)

    def key(self, step: str) -> str:
        """Return where the sentences of a step stand."""
        return f"{self.texts or self.name}.{step}"

    def text_keys(self) -> frozenset[str]:
        """Return every sentence this conversation will ever need."""
        own = {self.key("summary"), self.key("submit")} if self.confirm else set()
        shared = {f"conversations.{key}" for key in SHARED_TEXTS} | {self.cancelled}
        steps = (step.text_keys(self.key(step.name)) for step in self.steps)
        return frozenset(own | shared).union(*steps)
