"""Joining: a code from the office's letter, as a deep link or typed, links the account."""

from dataclasses import replace

from handlers.context import Turn, Unlinked
from handlers.menu import offer
from models.estate.tables import Home
from models.people.invitations import join


def start(turn: Turn) -> None:
    """Link the account by the code, or greet whoever is known; offer what was left half-told."""
    code = turn.incoming.argument
    if not code:
        offer(turn)
        return
    welcome = join(turn.session, code, telegram_id=turn.incoming.user_id, now=turn.now)
    turn.ask_again()
    if welcome.residency is not None:
        home = turn.session.get_one(Home, welcome.residency.home_id)
        key = "registration.already_linked" if welcome.again else "registration.welcome_resident"
        address = f"{home.building} {home.unit}"
        turn.say(key, menu=True, address=address, role=welcome.residency.role)
    elif welcome.staff is not None:
        key = "registration.already_linked" if welcome.again else "registration.welcome_staff"
        turn.say(key, menu=True, address="", role=welcome.staff.role)


def stranger(turn: Turn) -> None:
    """Tell somebody unknown how to join; a typed code is taken as one."""
    words = turn.incoming.text.strip()
    signs = "".join(sign for sign in words if sign.isalnum())
    if len(signs) == 16 and signs.isascii():
        turn.incoming = replace(turn.incoming, argument=words)
        start(turn)
        return
    raise Unlinked
