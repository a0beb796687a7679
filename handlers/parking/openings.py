"""Announced openings: an officer announces one, everybody reads how it is drawn and was."""

from datetime import date
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice
from handlers.parking.days import Day
from handlers.repairs import reasons
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.parking.draw_messages import OPENING
from models.parking.drawing import announce, drawing_of, was_drawn
from models.parking.openings import in_order, openings_of
from models.parking.rules import sealed
from models.parking.tables import Opening
from models.parking.withdrawing import withdraw
from models.parking.words import SpaceKind
from models.permissions import OFFICERS, require_officer
from models.values import frozen


@frozen
class Announced:
    """Which kind of space opens on which day."""

    kind: SpaceKind
    on: date


@frozen
class GivenUp:
    """Why an announced opening is not held."""

    reason: str


def announced_one(turn: Turn, said: Announced, _subject: int) -> None:
    """Hand the announcement to the model, and show what everybody reads from now on."""
    opening = announce(turn.session, said.kind, said.on, by=turn.someone, now=turn.now)
    _show(turn, opening)


def given_up(turn: Turn, said: GivenUp, opening_id: int) -> None:
    """Hand the reason to the model; who entered reads it."""
    _show(turn, withdraw(turn.session, opening_id, said.reason, by=turn.someone, now=turn.now))


OPEN_SPACES = Conversation(
    name="parking.announce",
    answers=Announced,
    steps=(Choice("kind", options=SpaceKind), Day("on")),
    on_complete=announced_one,
    world=estate_world,
)


WITHDRAW = Conversation(
    name="parking.withdraw",
    answers=GivenUp,
    steps=(reasons.Reason("reason"),),
    on_complete=given_up,
    world=estate_world,
)


def press_announce(turn: Turn, press: Press) -> None:
    """Ask which reserved spaces open on which day."""
    require_officer(turn.session, turn.someone, now=turn.now)
    open_conversation(turn, OPEN_SPACES)


def press_opening(turn: Turn, press: Press) -> None:
    """Show an opening: the sealed seed before, seed and order after. PRK-05, S-34."""
    opening = drawing_of(turn.session, press.object, by=turn.someone)
    _show(turn, opening)
    turn.toast("toasts.done")


def press_withdraw(turn: Turn, press: Press) -> None:
    """Ask why the opening is given up."""
    require_officer(turn.session, turn.someone, now=turn.now)
    drawing_of(turn.session, press.object, by=turn.someone)
    open_conversation(turn, WITHDRAW, subject=press.object)


PRESSES = {
    "announce": press_announce,
    OPENING: press_opening,
    "withdraw_opening": press_withdraw,
}


def announced(turn: Turn) -> list[dict[str, Any]]:
    """Return the openings that are ahead, for who reads how spaces are given. PRK-05."""
    return [
        _record(turn, each)
        for each in openings_of(turn.session, turn.someone.estate_id)
        if each.held_at is None
    ]


def opening_rows(turn: Turn) -> Rows:
    """Return a button for each opening that was drawn, or is to be."""
    shown = [
        each
        for each in openings_of(turn.session, turn.someone.estate_id)
        if each.seed and (each.held_at is None or was_drawn(turn.session, each))
    ]
    return tuple(_row(each) for each in shown)


def rows_ahead(turn: Turn) -> Rows:
    """Return a button for each opening that is ahead, for who may withdraw it."""
    known = openings_of(turn.session, turn.someone.estate_id)
    return tuple(_row(each) for each in known if each.held_at is None)


def _row(opening: Opening) -> tuple[Button]:
    return (Button("parking.actions.opening", Press(OPENING, opening.id, 0).pack()),)


def _show(turn: Turn, opening: Opening) -> None:
    """Show the record; an officer can give up what is still ahead."""
    is_officer = turn.staff is not None and turn.staff.role in OFFICERS
    give_up = Press("withdraw_opening", opening.id, 0).pack()
    can = is_officer and opening.held_at is None
    rows: Rows = ((Button("parking.actions.withdraw_opening", give_up),),) if can else ()
    turn.say("parking.opening", rows, **_record(turn, opening))


def _record(turn: Turn, opening: Opening) -> dict[str, Any]:
    drawn = was_drawn(turn.session, opening)
    return {
        "kind": opening.space_kind, "opens_at": opening.opens_at,
        "sealed": sealed(opening.seed) if opening.seed else "",
        "seed": opening.seed if drawn else "", "spaces": opening.spaces,
        "numbers": in_order(turn.session, opening) if drawn else [],
        "is_over": opening.held_at is not None, "withdrawn": opening.withdrawn,
    }  # fmt: skip
