"""Who is not known: a code or one's own number makes them known; everything else is explained."""

from handlers.complaints.signing import with_link
from handlers.context import Turn, Unlinked
from handlers.conversations.adapter import on_cancel, on_words
from handlers.conversations.declared import CONVERSATIONS
from handlers.incoming import Shape
from handlers.menu import offer
from handlers.registration import code_among, with_code, with_number
from handlers.visitors.gate import with_pass
from models.complaints.signing import PREFIX as TO_SIGN
from models.visitors.operations import PREFIX as PASS

LINKS = {TO_SIGN: with_link, PASS: with_pass}  # what a link opens, by how its word begins


def start(turn: Turn) -> None:
    """Link the account by the code, or greet whoever is known; offer what was left half-told."""
    said = turn.incoming.argument
    if said:
        next((opens for word, opens in LINKS.items() if said.startswith(word)), with_code)(
            turn, said
        )
    else:
        offer(turn)


def stranger(turn: Turn) -> None:
    """Take a typed code, the account's number or an answer to what was asked; else explain."""
    words = turn.incoming.text.strip()
    if turn.incoming.shape is Shape.CONTACT:
        with_number(turn)
    elif code := code_among(words):
        with_code(turn, code)
    elif turn.incoming.command == "cancel" and on_cancel(turn, CONVERSATIONS):
        return
    elif turn.incoming.shape is not Shape.TEXT or not on_words(turn, CONVERSATIONS):
        raise Unlinked
