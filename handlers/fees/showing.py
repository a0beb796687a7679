"""`/fees`: what do I owe; for who takes money, what a home owes. Never in a group."""

from handlers.context import Turn
from handlers.enquiries.asking import kept_for_a_person
from handlers.talks import promise
from models.buttons import Press
from models.cases.words import Words
from models.errors import NotAllowed
from models.estate.homes import homes_meant
from models.fees.operations import face_at_desk, faces_for
from models.fees.reading import require_money
from models.intents.messages import Button, Rows


def fees(turn: Turn) -> None:
    """Show what each home owes; who takes money names one. FEE-01, SEC-01."""
    if not turn.incoming.is_private:
        turn.say("fees.only_in_private")
        return
    if turn.incoming.argument and turn.staff is not None:
        show_named(turn, turn.incoming.argument)
        return
    _show(turn)


def fees_meant(turn: Turn, told: Words) -> None:
    """Show the same to free words about fees; a person may have the words with one press.

    Whose matter no home's fees are is given to a person at once: they may ask how it is done.
    """
    try:
        faces_for(turn.session, by=turn.someone, now=turn.now)
    except NotAllowed:
        promise(turn, told)
        return
    _show(turn, ask=kept_for_a_person(turn, told))


def show_named(turn: Turn, said: str) -> None:
    """Show to who takes money the home that was written; several are chosen from."""
    staff = require_money(turn.session, turn.someone, now=turn.now)
    homes = homes_meant(turn.session, staff.estate_id, said)
    if len(homes) == 1:
        turn.post(face_at_desk(turn.session, homes[0].id, by=turn.someone, now=turn.now))
        return
    rows: Rows = tuple(
        (Button(f"🏠 {e.address}", Press("fees_home", e.id, 0).pack(), literal=True),)
        for e in homes[:8]
    )
    turn.say("fees.which_home" if rows else "fees.no_home", rows)


def press_home(turn: Turn, press: Press) -> None:
    """Show to who takes money what this home owes."""
    turn.post(face_at_desk(turn.session, press.object, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


def _show(turn: Turn, *, ask: str = "") -> None:
    for face in faces_for(turn.session, by=turn.someone, ask=ask, now=turn.now):
        turn.post(face)
