"""Staff groups: bound by a code, followed when they move, given up when the bot is removed."""

from handlers.context import Turn
from models.groups.losing import is_lost, tell_head
from models.groups.operations import bind, migrate
from models.groups.shutting import ask_at_once
from models.intents.messages import Say
from models.people.operations import found, lost


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
    tell_head(turn.session, group, told, now=turn.now)
    turn.say(
        "groups.bound", purpose=group.purpose, trades=group.trades, buildings=group.buildings,
        title=group.title,
    )  # fmt: skip


def moved(turn: Turn) -> None:
    """Follow a group that became a supergroup."""
    migrate(turn.session, turn.incoming.chat_id, turn.incoming.new_chat_id)


def membership(turn: Turn) -> None:
    """Note whether we can write to the chat: a person who blocked us, a group that removed us."""
    incoming = turn.incoming
    if not incoming.is_private:
        if not incoming.can_write:
            title = incoming.chat_title
            is_lost(turn.session, incoming.chat_id, title=title, now=turn.now)
        else:
            ask_at_once(turn.session, incoming.chat_id)
    elif turn.person is not None:
        if incoming.can_write:
            found(turn.session, turn.person)
        else:
            lost(turn.session, turn.person.id, now=turn.now)
