"""Mistakes, told to the operator's group: the same one is one message with a count."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.estate.tables import Estate
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.messages import Say
from models.intents.operations import in_group, post
from models.intents.tables import Outbox, OutboxState

UPDATE, MOMENT = "errors.dead_letter", "errors.moment_lost"
ASIDE = "errors.message_aside"
FOLDED_FOR = timedelta(hours=1)  # from the first; then it is told anew
FOLDS = (OutboxState.WAITING, OutboxState.SENT)


def tell_operator(session: Session, told: str, what: str, number: int, *, now: datetime) -> None:
    """Say what could not be done, by its number in the log, and why in our words.

    Within an hour the same again only changes the message that says so.
    """
    estate = session.exec(select(Estate).order_by(col(Estate.id))).first()
    group = group_for(session, estate.id, Purpose.OPERATOR) if estate else None
    if group is None:
        return
    last, to = _last(session, group.chat_id, (told, what), now - FOLDED_FOR), in_group(group)
    facts: dict[str, Any] = {"number": number, "what": what, "count": 1, "since": now.isoformat()}
    if last is None:
        post(session, Say(told, facts), to=to, now=now)
        return
    known = last.facts["facts"]
    facts |= {"count": known["count"] + 1, "since": known["since"]}
    if last.state is OutboxState.WAITING:
        last.facts = {**last.facts, "facts": facts}
        session.add(last)
    else:
        post(session, Say(told, facts), to=to, now=now, edits=last.message_id)


def _last(session: Session, chat_id: int, same: tuple[str, str], since: datetime) -> Outbox | None:
    """Return the newest message that tells of it, if the first of its row is not older."""
    wanted = select(Outbox).where(
        Outbox.chat_id == chat_id, Outbox.kind == Say.__name__, Outbox.created_at >= since,
        col(Outbox.state).in_(FOLDS),
    ).order_by(col(Outbox.id).desc())  # fmt: skip
    for row in session.exec(wanted):
        told = row.facts["facts"]
        if (row.facts["text"], told.get("what")) == same:
            return row if datetime.fromisoformat(told["since"]) > since else None
    return None
