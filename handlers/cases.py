"""Looking cases up: a resident's own, everything open, one by its №, and why it is where it is.

And what their steps ask, of every kind of case in the same way.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.visitors.giving import passes_given
from models.buttons import Press
from models.cases.finding import found_by
from models.cases.independence import is_for_groups
from models.cases.lines import CaseLine
from models.cases.lists import own_cases, reasons
from models.cases.messages import case_buttons
from models.cases.operations import CaseUnknown, case_numbered, locked
from models.cases.parts import Part
from models.cases.registry import kind_of
from models.cases.tables import Case, Kind
from models.cases.turns import turns_of
from models.household.sharing import shared_with
from models.intents.operations import show
from models.people.tables import Staff
from models.permissions import may_see, parts_in, require_staff

WORDS_AT_MOST = 60
PRESSED = 8  # buttons below a list, the newest first
Step = TypeVar("Step", bound=StrEnum)


def asking(
    may: Callable[..., object], dialogues: Mapping[Step, Conversation]
) -> dict[str, Callable[[Turn, Press], None]]:
    """Let the press of each step begin its dialogue, for who `may` take the step."""

    def press_step(turn: Turn, press: Press) -> None:
        """Begin the dialogue of this step: it asks for what is to be told or noted."""
        step = next(each for each in dialogues if each == press.action)
        may(turn.session, press.object, step, by=turn.someone, now=turn.now)
        open_conversation(turn, dialogues[step], subject=press.object)

    return dict.fromkeys(map(str, dialogues), press_step)


def seen_by_staff(turn: Turn, press: Press, *kinds: Kind) -> tuple[Case, Staff]:
    """Return the case of one of these kinds, and who of the staff asks for it and may see it.

    Raises NotStaff, CaseUnknown.
    """
    case = locked(turn.session, press.object)
    staff = require_staff(turn.session, turn.person, now=turn.now)
    if case.kind not in kinds or not may_see(turn.session, case, turn.someone, now=turn.now):
        raise CaseUnknown
    return case, staff


def own(turn: Turn) -> None:
    """List what the resident reported, newest first; what the family shares; then their guests."""
    lines, shared = own_cases(turn.session, turn.someone.id, now=turn.now), _shared(turn)
    given = passes_given(turn)
    if lines or not (shared or given.passes):
        _list(turn, lines)
    _tell_shared(turn, shared)
    if given.passes:
        turn.post(given)


def tell_standing(turn: Turn) -> bool:
    """Show the resident their one open case, or the list of several; false when nothing is open."""
    lines = own_cases(turn.session, turn.someone.id, only_open=True, now=turn.now)
    if len(lines) == 1:
        _show(turn, locked(turn.session, lines[0].case_id))
    elif lines:
        _list(turn, lines)
    return bool(lines)


def press_one(turn: Turn, press: Press) -> None:
    """Show the case whose № was pressed in a list. Raises CaseUnknown."""
    case = locked(turn.session, press.object)
    if not may_see(turn.session, case, turn.someone, now=turn.now):
        raise CaseUnknown
    _tell_turns(turn, case)
    _show(turn, case)
    turn.toast("toasts.see_private")


def find(turn: Turn) -> None:
    """Find cases by № or home; for officers, in private, by name or telephone too."""
    staff = require_staff(turn.session, turn.person, now=turn.now)
    words = turn.incoming.argument.strip()[:WORDS_AT_MOST]
    if not words:
        turn.say("cases.find_what")
        return
    lines = found_by(turn.session, words, by=staff, private=turn.incoming.is_private, now=turn.now)
    if lines:
        _list(turn, lines)
    else:
        turn.say("cases.not_found", text=words if turn.incoming.is_private else "")


def one(turn: Turn) -> None:
    """Show the case of that №, as a card that stays up to date; a group gets the group's card.

    In private it is told before how long it was whose turn. Without a № there is the list.
    """
    if not _number(turn) and turn.incoming.is_private:
        own(turn)
        return
    shared = [line for line in _shared(turn) if str(line.number) == _number(turn)]
    if shared:
        _tell_shared(turn, shared)
        return
    case = _asked_for(turn)
    if turn.incoming.is_private:
        _tell_turns(turn, case)
    _show(turn, case)


def _show(turn: Turn, case: Case) -> None:
    parts = parts_in(turn.session, case, turn.someone, now=turn.now)
    kind = kind_of(case)
    if turn.incoming.is_private and Part.REPORTER in parts:
        card = kind.for_reporter(case, turn.someone)
    else:
        staff = require_staff(turn.session, turn.someone, now=turn.now)
        plain = None if turn.incoming.is_private else kind.for_group
        card = plain(case) if plain else kind.for_office(case, staff)
    show(turn.session, card, to=turn.here, now=turn.now, anew=True)


def _tell_turns(turn: Turn, case: Case) -> None:
    whole, *parts = turns_of(turn.session, case, now=turn.now)
    if parts:
        turn.say("cases.turns", number=case.number, whole=whole, parts=parts)


def why(turn: Turn) -> None:
    """Tell how the case came to where it is: every event, in order; names for staff, in private."""
    case = _asked_for(turn)
    named, to_office = turn.incoming.is_private, turn.staff is not None
    parts = parts_in(turn.session, case, turn.someone, now=turn.now)
    whole = named and bool(parts & {Part.REPORTER, Part.ASSIGNEE, Part.HEAD})
    lines = reasons(turn.session, case, named=named, to_office=to_office, whole=whole)
    turn.say("cases.why", number=case.number, kind=case.kind, lines=lines)


def _asked_for(turn: Turn) -> Case:
    number = _number(turn)
    if not number.isdecimal() or len(number) > 9:
        raise CaseUnknown
    case = case_numbered(turn.session, turn.someone.estate_id, int(number))
    hidden = not turn.incoming.is_private and not is_for_groups(turn.session, case)
    if hidden or not may_see(turn.session, case, turn.someone, now=turn.now):
        raise CaseUnknown
    return case


def _number(turn: Turn) -> str:
    return turn.incoming.argument.lstrip("№#").strip()


def _shared(turn: Turn) -> list[CaseLine]:
    is_private = turn.incoming.is_private
    return shared_with(turn.session, turn.someone, now=turn.now) if is_private else []


def _tell_shared(turn: Turn, lines: list[CaseLine]) -> None:
    if lines:
        turn.say("household.shared", cases=[line.facts() for line in lines])


def _list(turn: Turn, lines: list[CaseLine]) -> None:
    pressed = lines[:PRESSED] if turn.incoming.is_private else []
    rows = case_buttons({line.case_id: line.number for line in pressed})
    if lines:
        listed = [line.facts() for line in lines]
        turn.say("cases.list", rows, cases=listed, pressed=len(pressed))
    else:
        turn.say("cases.none")
