"""Residents praise: in their words, and whom; nothing else is asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answer,
    Answers,
    Asking,
    Chosen,
    Conversation,
    Label,
    Option,
    Taken,
    World,
)
from handlers.conversations.widgets import Telling
from handlers.enquiries.asking import TOLD_AT_MOST
from handlers.repairs.reasons import Reason
from models.buttons import Press
from models.cases.independence import names_of_staff
from models.cases.words import Words, named_in
from models.enquiries.praising import met_by, praise
from models.enquiries.telling import show_receipt
from models.people.tables import Person, Staff
from models.values import frozen

EVERYBODY = "everybody"
Meanings = Mapping[str, Sequence[str]]


@frozen
class Praised:
    """What is praised, and whom: a colleague's number, words, or the whole team."""

    told: Words
    whom: str | None


@frozen
class PraiseWorld(World):
    """Whom the resident has met, and the names of all staff."""

    met: tuple[Option, ...] = ()
    names: tuple[str, ...] = ()


@frozen
class Whom(Reason):
    """One of the colleagues whom the resident has met, the whole team, or words."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the colleagues, then the team."""
        met = asking.world.met if isinstance(asking.world, PraiseWorld) else ()
        return (*met, *super().buttons(asking))

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the colleague's number, or what any other question for words returns."""
        met = {each.value for each in self.buttons(asking)}
        if isinstance(answer, Chosen) and answer.value in met:
            return Taken(answer.value, done=True)
        return super().take(asking, answer)


def praise_world(turn: Turn) -> PraiseWorld:
    """Return whom the resident has met, and everybody's name."""
    return world_of(turn, turn.someone)


def world_of(
    turn: Turn, person: Person, words: Callable[[str], Meanings] = lambda _step: {}
) -> PraiseWorld:
    """Return whom this person has met, and everybody's name."""
    met = met_by(turn.session, person, now=turn.now)
    names = names_of_staff(turn.session, person.estate_id)
    return PraiseWorld(turn.today, met=tuple(_options(met)), names=names, words=words)


def for_whom() -> Whom:
    """Return the question whom it is for, where the words do not say so."""
    return Whom("whom", usual=(EVERYBODY,), ask_if=says_not_whom)


def says_not_whom(answers: Answers, world: PraiseWorld) -> bool:
    """Ask whom it is for unless the words name somebody of the office."""
    told = answers.get("told") or {}
    return not named_in(told.get("text", ""), world.names)


def praised(turn: Turn, told: Praised, _subject: int) -> None:
    """Hand the praise to the model; the thanks take the place of the question."""
    whom = told.whom if told.whom != EVERYBODY else ""
    case = praise(turn.session, told.told, whom or "", by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)


PRAISE = Conversation(
    name="enquiries.praise",
    answers=Praised,
    steps=(
        Telling("told", min_length=2, max_length=TOLD_AT_MOST),
        for_whom(),
    ),
    on_complete=praised,
    world=praise_world,
    confirm=False,
)


def say_praise(turn: Turn) -> None:
    """Begin praise."""
    open_conversation(turn, PRAISE)


def press_praise(turn: Turn, press: Press) -> None:
    """Begin praise."""
    say_praise(turn)


def _options(staff: Iterable[Staff]) -> Iterable[Option]:
    return (Option(str(each.id), Label(text=each.name)) for each in staff)
