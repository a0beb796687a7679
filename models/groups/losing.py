"""A group that takes no messages of ours any more: its work goes elsewhere, its head knows."""

from datetime import datetime

from sqlmodel import Session

from models.groups.operations import lose
from models.groups.tables import StaffGroup
from models.intents.messages import Say
from models.intents.operations import post, private
from models.people.roster import reachable, staff_in
from models.people.tables import StaffRole
from models.repairs.reporting import bring_elsewhere


def is_lost(session: Session, chat_id: int, *, title: str = "", now: datetime) -> None:
    """Bring what waited there to the next group, and tell the head of each estate; once."""
    for group in lose(session, chat_id, now=now):
        cases = bring_elsewhere(session, group.chat_id, now=now)
        facts = {"title": group.title or title, "purpose": group.purpose, "cases": cases}
        tell_head(session, group, Say("groups.head_told_lost", facts), now=now)


def tell_head(session: Session, group: StaffGroup, told: Say, *, now: datetime) -> None:
    """Say it to the head of the group's estate who can be reached."""
    heads = staff_in(session, group.estate_id, StaffRole.OFFICE_HEAD, now=now)
    head = reachable(session, heads)
    address = private(head) if head else None
    if address is not None:
        post(session, told, to=address, now=now)
