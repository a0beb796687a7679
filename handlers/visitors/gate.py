"""The gate reads a pass by its picture, its code or the plate, and lets the guest in or not."""

import re
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, World
from handlers.repairs.reasons import Reason
from models.buttons import Press
from models.parking.plates import read_plate
from models.people.tables import Staff
from models.values import frozen
from models.visitors.gate import (
    at_the_gate,
    by_link,
    face_of,
    found_by,
    leaves,
    let_in,
    passes_today,
    refuse,
    require_gate,
    usable,
    worth_of,
)
from models.visitors.operations import held
from models.visitors.rules import Why
from models.visitors.tables import VisitorPass

CODE = re.compile(r"\d{6}")
LONGEST = 20  # characters of a code or a plate


@frozen
class Turned:
    """Why a guest was not let in."""

    reason: str


def gate_world(turn: Turn) -> World:
    """Return what the question to the gate may know."""
    return World(turn.today, words=partial(words_for, turn, TURN_AWAY))


def with_pass(turn: Turn, word: str) -> None:
    """Show the gate the pass that was scanned; tell everybody else only what it is. SEC-01."""
    given = by_link(turn.session, word)
    staff = at_the_gate(turn.session, turn.person, now=turn.now)
    if staff is None or staff.estate_id != given.estate_id:
        worth = worth_of(turn.session, given, now=turn.now)
        turn.say(
            "visitors.for_the_gate", standing=worth,
            valid_from=given.valid_from.isoformat(), valid_until=given.valid_until.isoformat(),
        )  # fmt: skip
        return
    turn.post(face_of(turn.session, given, staff, now=turn.now))


def pass_(turn: Turn) -> None:
    """Show the gate the pass with that code, or for that plate."""
    staff = require_gate(turn.session, turn.person, now=turn.now)
    if words := turn.incoming.argument.strip()[:LONGEST]:
        _show_found(turn, staff, words)
    else:
        turn.say("visitors.which_pass")


def told_at_the_gate(turn: Turn) -> bool:
    """Show a guard the pass whose code or plate they just wrote, or say that there is none.

    False where the words are neither.
    """
    staff, said = at_the_gate(turn.session, turn.person, now=turn.now), turn.incoming.text.strip()
    words = said if CODE.fullmatch(said) else read_plate(said)
    if staff is None or words is None:
        return False
    _show_found(turn, staff, words)
    return True


def passes(turn: Turn) -> None:
    """List today's passes for the gate."""
    staff = require_gate(turn.session, turn.person, now=turn.now)
    turn.post(passes_today(turn.session, staff, now=turn.now))


def press_look(turn: Turn, press: Press) -> None:
    """Show the gate one pass of its list."""
    staff = require_gate(turn.session, turn.someone, now=turn.now)
    turn.post(face_of(turn.session, held(turn.session, press.object), staff, now=turn.now))


def press_let_in(turn: Turn, press: Press) -> None:
    """Let the guest in, once."""
    _shown(turn, let_in(turn.session, press.object, by=turn.someone, now=turn.now))


def press_leave(turn: Turn, press: Press) -> None:
    """Note that the guest has left."""
    _shown(turn, leaves(turn.session, press.object, by=turn.someone, now=turn.now))


def press_refuse(turn: Turn, press: Press) -> None:
    """Ask why the guest is not let in."""
    usable(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, TURN_AWAY, subject=press.object)


def turned_away(turn: Turn, told: Turned, pass_id: int) -> None:
    """Note it; the host knows at once."""
    refuse(turn.session, pass_id, told.reason, by=turn.someone, now=turn.now)
    turn.say("visitors.turned_away")


AT_THE_GATE = {
    "pass_look": press_look,
    "pass_let_in": press_let_in,
    "pass_refuse": press_refuse,
    "pass_leave": press_leave,
}

TURN_AWAY = Conversation(
    name="visitors.turn_away",
    answers=Turned,
    steps=(Reason("reason", usual=Why),),
    on_complete=turned_away,
    world=gate_world,
    confirm=False,
)


def _show_found(turn: Turn, staff: Staff, words: str) -> None:
    found = found_by(turn.session, staff, words, now=turn.now)
    for given in found:
        turn.post(face_of(turn.session, given, staff, now=turn.now))
    if not found:
        turn.say("visitors.not_found", text=words)


def _shown(turn: Turn, given: VisitorPass) -> None:
    staff = require_gate(turn.session, turn.someone, now=turn.now)
    face = face_of(turn.session, given, staff, now=turn.now)
    turn.post(face, edits=turn.incoming.message_id)
    turn.toast("toasts.done")
