"""A group in which we may not speak: what was to be said there waits, and its head knows."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from models.groups.losing import tell_head
from models.groups.operations import groups_at, reopen
from models.intents.messages import Say
from models.intents.outbox import set_aside
from models.intents.tables import Outbox, OutboxState
from models.repairs.reporting import bring_elsewhere, bring_home

ASKED_AGAIN = timedelta(minutes=10)  # by each message that waits there


def is_shut(session: Session, row_id: int, reason: str, *, now: datetime) -> bool:
    """Let a group's message wait until it may be said; false for a person's.

    At the first, work that waits there goes to the next group, and the head is told, once.
    """
    row = session.get_one(Outbox, row_id)
    if row.group_id is None:
        return False
    set_aside(session, row, reason, now + ASKED_AGAIN)
    was_open = [group for group in groups_at(session, row) if group.shut_at is None]
    for group in was_open:
        group.shut_at = now
        session.add(group)
    session.flush()
    for group in was_open:
        cases = bring_elsewhere(session, row.chat_id, row.thread_id, now=now)
        facts = {"title": group.title, "purpose": group.purpose, "cases": cases}
        tell_head(session, group, Say("groups.head_told_shut", facts), now=now)
    return True


def is_open(session: Session, row_id: int, *, now: datetime) -> None:
    """Note that we may speak where it was said, and show there what belongs there."""
    for group, since in reopen(session, session.get_one(Outbox, row_id)):
        bring_home(session, group.estate_id, since, now=now)


def ask_at_once(session: Session, chat_id: int) -> None:
    """Let what waits in the chat be tried now: our rights there may have changed."""
    here = (col(Outbox.chat_id) == chat_id) & (col(Outbox.state) == OutboxState.WAITING)
    waits = here & col(Outbox.group_id).is_not(None) & col(Outbox.reason).is_not(None)
    session.execute(update(Outbox).where(waits).values(not_before=None))
