"""One update, start to end: find the route, take it, and say kindly what was refused."""

from handlers.context import Turn
from handlers.emergencies import cried, warn_stranger
from handlers.errors import refuse
from handlers.incoming import Shape
from handlers.intake import SAID, too_much
from handlers.mydata import RIGHTS
from handlers.relay import answered, corrected_in_group
from handlers.routes import (
    ANYWHERE,
    COMMANDS,
    FOR_GROUPS,
    IN_GROUPS,
    MENU,
    PRESSES,
    SHAPES,
    Route,
)
from handlers.strangers import stranger
from handlers.understanding.albums import gathered
from handlers.understanding.answers import replied
from models.buttons import Press, Unreadable
from models.errors import DomainError
from models.people.operations import found


def take_turn(turn: Turn) -> None:
    """Do what the update asks, within the caller's transaction; a refusal undoes and is told."""
    part = turn.session.connection().begin_nested()  # the session's own flushes and expires rows
    try:
        with gathered(turn):
            _take(turn)
    except DomainError as refusal:
        part.rollback()
        turn.session.expunge_all()  # what it holds was never so: all is read anew
        turn.ask_again()
        refuse(turn, refusal)
    else:
        turn.session.flush()
        part.commit()


def _take(turn: Turn) -> None:
    incoming = turn.incoming
    if incoming.shape in ANYWHERE:
        ANYWHERE[incoming.shape](turn)
        return
    if turn.person is not None and incoming.is_private:
        found(turn.session, turn.person)
    if incoming.shape is Shape.PRESS:
        _press(turn)
        return
    if incoming.is_private and incoming.shape in SAID and turn.person is not None and cried(turn):
        return  # before any question, label or reply, and any limit
    if too_much(turn):
        return
    if (route := _route(turn)) is not None:
        route(turn)


def _press(turn: Turn) -> None:
    incoming, press = turn.incoming, Press.unpack(turn.incoming.text)
    if incoming.is_private and incoming.chat_id != incoming.user_id:
        raise Unreadable  # what follows would be said to whoever has that chat
    if press.action not in (PRESSES if incoming.is_private else FOR_GROUPS):
        raise Unreadable  # a screen with somebody's words is not redrawn before others
    PRESSES[press.action](turn, press)


def unknown(turn: Turn) -> None:
    """Ask who it is; in danger, first say what to do and whom to ring."""
    if not warn_stranger(turn):
        stranger(turn)


def _route(turn: Turn) -> Route | None:
    incoming = turn.incoming
    if incoming.shape is Shape.COMMAND:
        return _by_command(turn)
    if incoming.shape in (Shape.TEXT, Shape.MEDIA) and answered(turn) is not None:
        return replied
    if not incoming.is_private:
        return corrected_in_group if incoming.shape is Shape.EDITED else None
    if turn.person is None:
        return unknown
    return _by_label(turn) or SHAPES.get(incoming.shape)


def _by_command(turn: Turn) -> Route | None:
    incoming = turn.incoming
    if not incoming.is_private and incoming.command not in IN_GROUPS:
        return None  # what is said in a group is not said to us
    if turn.person is None and incoming.command not in ("start", "bind", *RIGHTS):
        return stranger
    return COMMANDS.get(incoming.command, COMMANDS["help"])


def _by_label(turn: Turn) -> Route | None:
    if turn.incoming.shape is not Shape.TEXT:
        return None
    return MENU.get(turn.catalogue.labelled("menu.labels", turn.incoming.text))
