"""Staff groups: bound by a code, followed when they move, given up when the bot is removed."""

from handlers.context import Turn
from models.groups.operations import bind, lose, migrate
from models.groups.tables import StaffGroup
from models.intents.messages import Say
from models.intents.operations import post, private
from models.people.operations import found, lost
from models.people.roster import reachable, staff_in
from models.people.tables import StaffRole
from models.repairs.reporting import bring_elsewhere


def bind_here(turn: Turn) -> None:
    """Give this chat or topic the purpose of the code: the code is the authority."""
    if turn.incoming.is_private:
        turn.say("groups.only_in_groups")
        return
    group = bind(
        turn.session, turn.incoming.argument, chat_id=turn.incoming.chat_id,
        thread_id=turn.incoming.thread_id, title=turn.incoming.chat_title,
        by=turn.incoming.user_id, now=turn.now,
    )  # fmt: skip
    turn.ask_again()
    told = Say("groups.head_told", {"title": group.title, "purpose": group.purpose})
    _tell_head(turn, group, told)
    turn.say(
        "groups.bound", purpose=group.purpose, trades=group.trades, buildings=group.buildings,
        title=group.title,
    )  # fmt: skip


def _tell_head(turn: Turn, group: StaffGroup, told: Say) -> None:
    heads = staff_in(turn.session, group.estate_id, StaffRole.OFFICE_HEAD, now=turn.now)
    head = reachable(turn.session, heads)
    address = private(head) if head else None
    if address is not None:
        post(turn.session, told, to=address, now=turn.now)


def _lost(turn: Turn) -> None:
    """Bring what waited there to the next group, and tell the head of each estate."""
    for group in lose(turn.session, turn.incoming.chat_id, now=turn.now):
        cases = bring_elsewhere(turn.session, group.chat_id, now=turn.now)
        title = group.title or turn.incoming.chat_title
        facts = {"title": title, "purpose": group.purpose, "cases": cases}
        _tell_head(turn, group, Say("groups.head_told_lost", facts))


def moved(turn: Turn) -> None:
    """Follow a group that became a supergroup."""
    migrate(turn.session, turn.incoming.chat_id, turn.incoming.new_chat_id)


def membership(turn: Turn) -> None:
    """Note whether we can write to the chat: a person who blocked us, a group that removed us."""
    incoming = turn.incoming
    if not incoming.is_private:
        if not incoming.can_write:
            _lost(turn)
    elif turn.person is not None:
        if incoming.can_write:
            found(turn.session, turn.person)
        else:
            lost(turn.session, turn.person.id, now=turn.now)
