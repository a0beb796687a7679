"""Neighbours sign a complaint by a link."""

from handlers.context import Turn
from models.buttons import Press
from models.complaints.signing import cosign, link_to_sign, to_sign
from models.intents.messages import Button


def press_ask_to_sign(turn: Turn, press: Press) -> None:
    """Give the complainant the link for the neighbours."""
    case, word = link_to_sign(turn.session, press.object, by=turn.someone, now=turn.now)
    link = f"https://t.me/{turn.username}?start={word}"
    turn.say("complaints.signing.link", number=case.number, link=link)
    turn.toast("toasts.done")


def with_link(turn: Turn, word: str) -> None:
    """Show a neighbour what there is to sign."""
    case, complaint = to_sign(turn.session, word, by=turn.someone, now=turn.now)
    sign = Button("complaints.actions.cosign", Press("cosign", case.id, 0, word).pack())
    turn.say("complaints.signing.ask", ((sign,),), number=case.number, told=complaint.told)


def press_cosign(turn: Turn, press: Press) -> None:
    """Let the neighbour sign the complaint whose link was opened."""
    case = cosign(turn.session, press.value, by=turn.someone, now=turn.now)
    turn.say("complaints.signing.thanks", number=case.number)
    turn.toast("toasts.thanks")
