"""The household: an owner lets in family and proxies, sees who is in, and ends it at once."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, World
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice
from handlers.parking.days import Day
from models.buttons import Press
from models.estate.homes import homes_meant
from models.household.operations import (
    end_guest,
    face_for,
    homes_owned,
    let_in_family,
    name_proxy,
)
from models.household.rules import FOR_PROXIES, Deed
from models.household.sharing import share
from models.permissions import require_officer
from models.values import frozen

ALL = "all"


@frozen
class Family:
    """What the owner calls whom they let in."""

    name: str


@frozen
class Proxy:
    """Who acts for the owner, in which matter or in all, until which day."""

    name: str
    matter: str
    until: date


def family_named(turn: Turn, said: Family, home_id: int) -> None:
    """Hand the name to the model; say the link, which works once."""
    code, until = let_in_family(turn.session, home_id, said.name, by=turn.someone, now=turn.now)
    _link(turn, said.name, code, until)


def proxy_named(turn: Turn, said: Proxy, home_id: int) -> None:
    """Hand the mandate to the model; say the link, which works once."""
    matters = [each for each in FOR_PROXIES if said.matter in (ALL, each)]
    code, until = name_proxy(
        turn.session, home_id, said.name, matters, said.until, by=turn.someone, now=turn.now
    )
    _link(turn, said.name, code, until)


def household_world(turn: Turn, of: str) -> World:
    """Return what the questions may know: nothing of who is in."""
    conversation = FAMILY if of == "family" else PROXY
    return World(turn.today, words=partial(words_for, turn, conversation))


FAMILY = Conversation(
    name="household.family",
    answers=Family,
    steps=(Line("name", max_length=20),),
    on_complete=family_named,
    world=lambda turn: household_world(turn, "family"),
    confirm=False,
)

PROXY = Conversation(
    name="household.proxy",
    answers=Proxy,
    steps=(
        Line("name", max_length=20),
        Choice("matter", options=(*FOR_PROXIES, ALL)),
        Day("until"),
    ),
    on_complete=proxy_named,
    world=lambda turn: household_world(turn, "proxy"),
)


def family(turn: Turn) -> None:
    """Show an owner who is in each of their homes; an officer names a home."""
    if turn.incoming.argument and turn.staff is not None:
        staff = require_officer(turn.session, turn.someone, now=turn.now)
        meant = homes_meant(turn.session, staff.estate_id, turn.incoming.argument)
        homes = [home.id for home in meant[:1]]
    else:
        homes = homes_owned(turn.session, turn.someone, on=turn.today)
    for home_id in homes:
        _show(turn, home_id, edits=None)
    if not homes:
        turn.say("household.nobody")


def press_invite(turn: Turn, press: Press) -> None:
    """Ask whom to let in."""
    face_for(turn.session, press.object, by=turn.someone, now=turn.now)
    conversation = FAMILY if press.action == "family_invite" else PROXY
    open_conversation(turn, conversation, subject=press.object)


def press_share(turn: Turn, press: Press) -> None:
    """Let the family see the repairs of this home, or no more."""
    share(
        turn.session, press.object, shares=press.value == "on", by=turn.someone, now=turn.now
    )  # fmt: skip
    _show(turn, press.object, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_end(turn: Turn, press: Press) -> None:
    """End it at once."""
    residency = end_guest(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("household.ended", name=residency.name)
    turn.toast("toasts.done")


def _link(turn: Turn, name: str, code: str, until: datetime) -> None:
    link = f"https://t.me/{turn.username}?start={code}"
    turn.say("household.link", name=name, link=link, until=str(until))


def _show(turn: Turn, home_id: int, *, edits: int | None) -> None:
    turn.post(face_for(turn.session, home_id, by=turn.someone, now=turn.now), edits=edits)


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "family_invite": press_invite,
    "family_proxy": press_invite,
    "family_share": press_share,
    Deed.END.value: press_end,
}
