"""A car is in the way: which, where; the driver answers, who is on duty goes, the asker ends it."""

from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, World
from handlers.conversations.widgets import Place, Telling
from handlers.parking.steps import Plate
from handlers.people import home_in, home_options
from handlers.understanding.kept import offer_kept
from models.blocked.operations import (
    InTheWay,
    ask_to_move,
    cannot,
    come,
    see_to,
    still_blocked,
    way_free,
)
from models.buttons import Press
from models.cases.words import Words
from models.people.operations import homes_of
from models.values import frozen


@frozen
class Blocking:
    """Which car, and where."""

    home: str
    plate: str
    told: Words | None


def blocked(turn: Turn) -> None:
    """Ask which car it is."""
    open_conversation(turn, BLOCKED)


def asked(turn: Turn, said: Blocking, _subject: int) -> None:
    """Have it moved; the card says what happens next. What was left for it is offered again."""
    told = said.told or Words()
    way = InTheWay(home_in(said.home), said.plate, told.text, told.media)
    ask_to_move(turn.session, way, by=turn.someone, now=turn.now, over=turn.incoming.pressed)
    offer_kept(turn, within=BLOCKED.closes_after)


def blocked_world(turn: Turn) -> World:
    """Return the homes of the resident."""
    homes = home_options(homes_of(turn.session, turn.someone.id, on=turn.today))
    return World(turn.today, homes, words=partial(words_for, turn, BLOCKED))


def press_come(turn: Turn, press: Press) -> None:
    """Note by when the driver is there."""
    come(turn.session, press.object, press.number, by=turn.someone, now=turn.now)
    turn.say("blocked.thanks_for_coming", minutes=press.number)
    turn.toast("toasts.thanks")


def press_cannot(turn: Turn, press: Press) -> None:
    """Note that the driver cannot come."""
    cannot(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("blocked.office_calls")
    turn.toast("toasts.thanks")


def press_still(turn: Turn, press: Press) -> None:
    """Send who is on duty: the way is not free."""
    still_blocked(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("blocked.duty_goes")
    turn.toast("toasts.done")


def press_see_to(turn: Turn, press: Press) -> None:
    """Note that who pressed goes and looks."""
    see_to(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_free(turn: Turn, press: Press) -> None:
    """End it: the way is free."""
    case = way_free(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("blocked.glad", number=case.number)
    turn.toast("toasts.done")


ANSWERS = {
    "come": press_come,
    "cannot_come": press_cannot,
    "still_blocked": press_still,
    "see_to": press_see_to,
    "way_free": press_free,
}

BLOCKED: Conversation = Conversation(
    name="blocked.ask",
    answers=Blocking,
    steps=(
        Place("home", skip_if_single=True),
        Plate("plate"),
        Telling("told", min_length=2, max_length=300, media_at_most=4, optional=True),
    ),
    on_complete=asked,
    world=blocked_world,
)
