"""How refusals are told: a press by a short alert, everything else by a sentence."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.context import Turn, Unlinked
from handlers.incoming import Shape
from models.errors import DomainError
from models.inbox import Inbox
from models.intents.messages import Say
from models.intents.operations import post, private
from models.intents.troubles import UPDATE, tell_operator
from models.people.operations import person_of


def refuse(turn: Turn, refusal: DomainError) -> None:
    """Say what was refused, where and how the person can read it.

    A stranger in a group, staff who never started the bot, an old button: each gets a kind answer
    and no effect.
    """
    facts: dict[str, Any] = {"staff": turn.staff is not None} | {
        name: value
        for name, value in refusal.facts.items()
        if isinstance(value, str | int | datetime)
    }
    is_unknown = isinstance(refusal, Unlinked)
    if turn.incoming.shape is not Shape.PRESS:
        turn.say(refusal.text_key, contact=is_unknown and turn.incoming.is_private, **facts)
    elif is_unknown:
        turn.toast("toasts.start_bot_first", alert=True, username=turn.username)
    else:
        turn.toast(refusal.text_key, alert=True, **facts)


def confess(session: Session, raw: dict[str, Any], *, inbox_id: int, now: datetime) -> None:
    """Say one honest sentence to whom a mistake of ours hit, and tell the operator's group."""
    parts = (raw.get(kind) for kind in ("message", "callback_query", "edited_message"))
    part = next((each for each in parts if isinstance(each, dict)), {})
    sender = part.get("from")
    account: Any = sender.get("id") if isinstance(sender, dict) else None  # of any shape
    is_number = isinstance(account, int) and abs(account) < 2**63
    person = person_of(session, account) if is_number else None
    if person is not None and (address := private(person)):
        post(session, Say("errors.broken"), to=address, now=now)
    why = session.get_one(Inbox, inbox_id).error or ""
    tell_operator(session, UPDATE, why, inbox_id, now=now)
