"""An officer joins a repair to the one it is the same as: chosen from a list, or by its №."""

from dataclasses import field

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Conversation,
    Label,
    Option,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import NOT_UNDERSTOOD, PRESS_PLEASE
from models.buttons import Press
from models.cases.tables import Case
from models.progress import open_one
from models.repairs.cards import face_of
from models.repairs.duplicates import leads_for
from models.repairs.incidents import join, may_join
from models.repairs.messages import RepairFace
from models.values import frozen


@frozen
class Joining:
    """The № of the case that it is the same as."""

    lead: int


@frozen
class JoinWorld(World):
    """What may be the same: open cases of the same place and trade."""

    leads: tuple[RepairFace, ...] = field(default=())


@frozen
class Lead(Step):
    """A case: pressed, or typed as its №."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return one for each case that it may be."""
        leads = asking.world.leads if isinstance(asking.world, JoinWorld) else ()
        return tuple(Option(str(face.number), _named(face, asking.key)) for face in leads)

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the №; whether it can take another is asked at the act."""
        match answer:
            case Chosen(value) | Typed(value):
                number = value.strip().lstrip("№#").strip()
                if number.isascii() and number.isdecimal() and len(number) <= 9:
                    return Taken(int(number), done=True)
                return asking.again(NOT_UNDERSTOOD)
        return asking.again(PRESS_PLEASE)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the text of the buttons too."""
        return super().text_keys(key) | {f"{key}.offer"}


def world(turn: Turn) -> JoinWorld:
    """Return what the question may know of the case that the open conversation is about."""
    row = open_one(turn.session, turn.someone.id)
    case = turn.session.get(Case, row.subject) if row else None
    leads = leads_for(turn.session, case) if case else []
    faces = tuple(face_of(turn.session, each.id) for each in leads)
    return JoinWorld(turn.today, words=lambda step: _words(turn, step), leads=faces)


def joined(turn: Turn, joining: Joining, case_id: int) -> None:
    """Hand the choice to the model."""
    lead = join(turn.session, case_id, joining.lead, by=turn.someone, now=turn.now)
    turn.say("repairs.join.done", number=lead.number)


JOIN_REPAIR = Conversation(
    name="repairs.join",
    answers=Joining,
    steps=(Lead("lead"),),
    on_complete=joined,
    world=world,
    confirm=False,
)


def press_join(turn: Turn, press: Press) -> None:
    """Ask an officer, in private, which case it is the same as."""
    may_join(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, JOIN_REPAIR, subject=press.object)
    turn.toast("toasts.see_private")


def _named(face: RepairFace, key: str) -> Label:
    if face.place.address:
        return Label(text=f"№{face.number} · {face.place.address}")
    return Label(f"{key}.offer", {"number": face.number, "common": face.place.common})


def _words(turn: Turn, step: str) -> dict[str, tuple[str, ...]]:
    return turn.catalogue.words(f"conversations.{step[1:]}") if step.startswith("_") else {}
