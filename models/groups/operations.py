"""Which group gets what: binding by code, and the choice by purpose, trade and building."""

from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.groups.tables import Purpose, StaffGroup
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.people.invitations import CodeRefused, spend
from models.people.tables import InvitationKind
from models.prepared import Rows, prepared


def bind(
    session: Session,
    code: str,
    *,
    chat_id: int,
    thread_id: int,
    title: str,
    by: int,
    now: datetime,
) -> StaffGroup:
    """Give the chat or topic the purpose of the code. Raises CodeRefused.

    The code is the authority, once: membership of the group is none.
    """
    invitation = spend(session, code, by=by, now=now)
    if invitation.kind is not InvitationKind.GROUP:
        raise CodeRefused
    if invitation.used_at is not None and invitation.used_at < now:
        raise CodeRefused
    purpose = Purpose(str(invitation.purpose))
    group = session.exec(
        select(StaffGroup).where(
            StaffGroup.chat_id == chat_id,
            StaffGroup.thread_id == thread_id,
            StaffGroup.purpose == purpose,
        )
    ).first() or StaffGroup(
        estate_id=invitation.estate_id, chat_id=chat_id, thread_id=thread_id, purpose=purpose,
        bound_at=now,
    )  # fmt: skip
    group.estate_id, group.title = invitation.estate_id, title
    group.lost_at, group.shut_at = None, None
    group.trades, group.buildings, group.bound_at = invitation.trades, invitation.buildings, now
    session.add(group)
    session.flush()
    return group


def group_for(
    session: Session, estate_id: int, purpose: Purpose, *, trade: str = "", building: str = ""
) -> StaffGroup | None:
    """Return the group of that purpose that fits best: by trade, then building, then any.

    Where no group has the purpose, management takes it, then dispatch: nothing is nobody's.
    One in which we may not speak comes last: there it waits.
    """
    groups = _bound(session, estate_id).all()
    wishes = product((False, True), (purpose, Purpose.MANAGEMENT, Purpose.DISPATCH))
    for shut, wanted in wishes:
        fitting = [
            group
            for group in groups
            if (group.purpose, group.shut_at is not None) == (wanted, shut)
            and (not group.trades or trade in group.trades)
            and (not group.buildings or building in group.buildings)
        ]
        if fitting:
            return max(fitting, key=lambda group: (bool(group.trades), bool(group.buildings)))
    return None


def groups_in(session: Session, chat_id: int) -> list[StaffGroup]:
    """Return what a chat is bound for."""
    return list(_groups_in(session, chat_id))


@prepared
def _bound(estate_id: Any) -> Rows[StaffGroup]:
    here = (StaffGroup.estate_id == estate_id, col(StaffGroup.lost_at).is_(None))
    return select(StaffGroup).where(*here).order_by(col(StaffGroup.id))


@prepared
def _groups_in(chat_id: Any) -> Rows[StaffGroup]:
    return select(StaffGroup).where(StaffGroup.chat_id == chat_id)


def lose(session: Session, chat_id: int, *, now: datetime) -> list[StaffGroup]:
    """Note that the bot can no longer write to the chat; return what it was bound for until now."""
    here = (col(StaffGroup.chat_id) == chat_id) & col(StaffGroup.lost_at).is_(None)
    groups = list(session.exec(select(StaffGroup).where(here)))
    for group in groups:
        group.lost_at = now
        session.add(group)
    session.flush()
    return groups


def groups_at(session: Session, row: Outbox) -> list[StaffGroup]:
    """Return what the chat or topic is bound for into which the message goes."""
    return [group for group in groups_in(session, row.chat_id) if group.thread_id == row.thread_id]


def reopen(session: Session, row: Outbox) -> list[tuple[StaffGroup, datetime]]:
    """Note that we may speak there; return what was shut until now, and since when."""
    was_shut = [(group, group.shut_at) for group in groups_at(session, row)]
    for group, _ in was_shut:
        group.shut_at = None
        session.add(group)
    return [(group, since) for group, since in was_shut if since is not None]


def migrate(session: Session, old: int, new: int) -> None:
    """Follow a group that became a supergroup: everything that named the old chat names the new.

    Its messages have new numbers there, so cards are drawn anew.
    """
    session.execute(update(StaffGroup).where(col(StaffGroup.chat_id) == old).values(chat_id=new))
    session.execute(
        update(CardPlace).where(col(CardPlace.chat_id) == old).values(chat_id=new, message_id=None)
    )
    open_states = (OutboxState.WAITING, OutboxState.SENDING)
    here = (col(Outbox.chat_id) == old) & col(Outbox.state).in_(open_states)
    session.execute(update(Outbox).where(here).values(chat_id=new, edits=None))
