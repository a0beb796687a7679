"""Moving out: the last day is asked, the summary read and confirmed; an officer keys it in."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Answers, Conversation, World
from handlers.conversations.widgets import Choice
from handlers.parking.days import Day
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.moving.announcing import (
    MoveHasChanged,
    confirm,
    face_of,
    open_move,
    plan,
    stay_of,
    withdraw,
)
from models.moving.rules import IS_MISSING, TAKES_BACK, Act, SpaceBack, Stage
from models.moving.tables import Move
from models.moving.things import take_thing
from models.parking.moving import leases_going
from models.people.search import Resident, residencies_of, residents_meant
from models.permissions import require_officer
from models.progress import open_about
from models.values import frozen


@frozen
class MovesOut:
    """Until when, and when the parking space is handed back where there is one."""

    last_day: date
    space_back: SpaceBack | None


@frozen
class MovingWorld(World):
    """What the questions may know: whether a parking space is to be handed back."""

    has_space: bool = False


def planned(turn: Turn, said: MovesOut, residency_id: int) -> None:
    """Hand the day to the model; show what becomes of everything."""
    move = plan(
        turn.session, residency_id, said.last_day, said.space_back, by=turn.someone, now=turn.now
    )
    _show(turn, move, edits=None)


def moving_world(turn: Turn) -> MovingWorld:
    """Return what the questions may know of the stay that the conversation is about."""
    has_space = False
    if residency_id := open_about(turn.session, turn.someone.id, MOVE_OUT.name):
        residency, _ = stay_of(turn.session, residency_id, by=turn.someone, now=turn.now)
        has_space = bool(leases_going(turn.session, residency, on=turn.today))
    words = partial(words_for, turn, MOVE_OUT)
    return MovingWorld(turn.today, words=words, has_space=has_space)


def has_space(_answers: Answers, world: MovingWorld) -> bool:
    """Ask for the parking space only where there is one."""
    return world.has_space


MOVE_OUT = Conversation(
    name="moving.out",
    answers=MovesOut,
    steps=(Day("last_day"), Choice("space_back", options=SpaceBack, ask_if=has_space)),
    on_complete=planned,
    world=moving_world,
    confirm=False,
)


def move_out(turn: Turn) -> None:
    """Ask until when; from which home, if there are several; an officer names somebody's."""
    if turn.incoming.argument and turn.staff is not None:
        staff = require_officer(turn.session, turn.someone, now=turn.now)
        said = turn.incoming.argument
        found = residents_meant(turn.session, staff.estate_id, said, on=turn.today)
    else:
        found = residencies_of(turn.session, turn.someone.id, on=turn.today)
        if len(found) == 1:
            _ask(turn, found[0].residency_id)
            return
    rows: Rows = tuple((_choice(each),) for each in found)
    turn.say("moving.choose" if rows else "moving.nobody", rows)


def press_move_out(turn: Turn, press: Press) -> None:
    """Ask until which day this resident lives in this home."""
    _ask(turn, press.object)


def press_move(turn: Turn, press: Press) -> None:
    """Let the move hold, or take it back; an older summary shows the present one."""
    try:
        if press.action == Act.CONFIRM:
            move = confirm(turn.session, press.object, rev=press.rev, by=turn.someone, now=turn.now)
        else:
            move = withdraw(turn.session, press.object, by=turn.someone, now=turn.now)
    except MoveHasChanged:
        move = turn.session.get_one(Move, press.object)
        turn.toast("toasts.redrawn")
    else:
        turn.toast("toasts.done")
    _show(turn, move, edits=turn.incoming.message_id or None)


def press_thing(turn: Turn, press: Press) -> None:
    """Note a card or the keys as back, or as missing; the card of the desk shows it."""
    face = take_thing(
        turn.session, press.object, press.value, is_here=press.action == TAKES_BACK,
        by=turn.someone, now=turn.now,
    )  # fmt: skip
    turn.post(face, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def _ask(turn: Turn, residency_id: int) -> None:
    residency, _ = stay_of(turn.session, residency_id, by=turn.someone, now=turn.now)
    move = open_move(turn.session, residency.id)
    if move is not None and move.stage is Stage.AGREED:
        _show(turn, move, edits=None)
    else:
        open_conversation(turn, MOVE_OUT, subject=residency.id)


def _show(turn: Turn, move: Move, *, edits: int | None) -> None:
    turn.post(face_of(turn.session, move, by=turn.someone, now=turn.now), edits=edits)


def _choice(each: Resident) -> Button:
    press = Press("move_out", each.residency_id, 0).pack()
    return Button("people.choice", press, {"name": each.name, "home": each.home})


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "move_out": press_move_out,
    Act.CONFIRM.value: press_move,
    Act.WITHDRAW.value: press_move,
    TAKES_BACK: press_thing,
    IS_MISSING: press_thing,
}
