"""One fault, many reporters: whether it is already reported is asked before an order is made."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache
from typing import Any

from handlers.context import Turn
from handlers.conversations.definition import (
    Answer,
    Answers,
    Asking,
    Chosen,
    Label,
    Option,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import NO_LONGER, NOT_UNDERSTOOD, PRESS_PLEASE
from handlers.conversations.wording import value_meant
from handlers.repairs.long_choices import ScreenWorld
from models.buttons import Press
from models.people.tables import Person, Trade
from models.repairs.cards import face_at
from models.repairs.duplicates import Spot, already_reported
from models.repairs.incidents import leave
from models.repairs.messages import RepairFace
from models.values import frozen

NEW = "new"
Known = Mapping[str, RepairFace]  # the id of an open case → as this resident may read it


def nothing_known(_trade: str, _place: str) -> Known:
    """Return that nothing is reported anywhere."""
    return {}


@frozen
class RepairWorld(ScreenWorld):
    """What the questions about a repair may know; `known` is what is open at a place."""

    known: Callable[[str, str], Known] = field(default=nothing_known)


def known_here(turn: Turn, person: Person) -> Callable[[str, str], Known]:
    """Return what finds the open cases of a trade at a place that the person may join.

    Each is looked for once a turn.
    """

    @cache
    def find(trade: str, place: str) -> Known:
        spot = Spot.parse(place)
        cases = already_reported(turn.session, Trade(trade), spot, by=person, now=turn.now)
        return {str(case.id): face_at(turn.session, case, spot.home_id) for case in cases}

    return find


def is_known(answers: Answers, world: World) -> bool:
    """Ask whether it is the same only where something is open. REP-04."""
    return bool(_known(answers, world))


def repeats(answers: Answers) -> bool:
    """Tell whether the resident said that it is the same as an open case."""
    return answers.get("same") not in {None, NEW}


def _known(answers: Answers, world: World) -> Known:
    trade, place = answers.get("category"), answers.get("place")
    return world.known(trade, place) if isinstance(world, RepairWorld) and trade and place else {}


@frozen
class Same(Step):
    """Which of the open cases it is: the id of one, or `new`."""

    may_be_none = True

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return one for each open case, and that it is another matter."""
        cases = _known(asking.answers, asking.world)
        same = tuple(
            Option(value, Label(f"{asking.key}.join", {"number": face.number}), "primary")
            for value, face in cases.items()
        )
        return (*same, Option(NEW, Label(f"{asking.key}.{NEW}")))

    def question(self, asking: Asking) -> Label:
        """Show the open cases: №, state and appointment; of other people nothing."""
        cases = [_told(face) for face in _known(asking.answers, asking.world).values()]
        return Label(f"{asking.key}.ask", {"cases": cases})

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the case that was pressed, or that is meant when there is only one."""
        cases = _known(asking.answers, asking.world)
        match answer:
            case Chosen(value):
                known = value in {*cases, NEW}
                return Taken(value, done=True) if known else asking.again(NO_LONGER)
            case Typed(text):
                names = {"join": next(iter(cases), ""), NEW: NEW}
                meant = value_meant(text, asking.world.words(self.name))
                if meant == NEW or (meant and len(cases) == 1):
                    return Taken(names[meant], done=True)
                return asking.again(NOT_UNDERSTOOD)
        return asking.again(PRESS_PLEASE)

    def said(self, asking: Asking) -> Label:
        """Return that it is another matter; what is the same is never summed up."""
        return Label(f"{asking.key}.{NEW}")

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the texts of the buttons too."""
        return super().text_keys(key) | {f"{key}.join", f"{key}.{NEW}"}


def _told(face: RepairFace) -> dict[str, Any]:
    visit = (face.visit_from, face.visit_until)
    begins, ends = (each.isoformat() if each else None for each in visit)
    place = {"address": face.place.address, "common": face.place.common}
    return {
        "number": face.number, "trade": face.trade, "status": face.status, "place": place,
        "visit_from": begins, "visit_until": ends, "technician": face.technician,
        "households": face.households,
    }  # fmt: skip


def press_leave(turn: Turn, press: Press) -> None:
    """Be told no more of a case that one joined in."""
    leave(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.left")
