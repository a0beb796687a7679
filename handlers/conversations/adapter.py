"""Conversations and the rest of the world: the progress row, the world of a step, the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from handlers.context import Turn
from handlers.conversations.definition import (
    Answer,
    Control,
    Conversation,
    Label,
    Option,
    Sent,
    Typed,
    pressed,
)
from handlers.conversations.engine import Cancelled, Progress, Reply, advance, begin
from handlers.conversations.engine import Screen as Drawn
from handlers.conversations.widgets import NOT_UNDERSTOOD
from handlers.understanding.wanted import without_wish
from models.buttons import Press, Unreadable
from models.errors import NoLonger
from models.files.tables import want
from models.intents.messages import Button, Rows, Screen
from models.progress import Told, drafts, open_one

Declared = Mapping[str, Conversation]


def open_conversation(turn: Turn, conversation: Conversation, *, subject: int = 0) -> None:
    """Begin a conversation with what was just said; another one that is open is kept as a draft."""
    _admit(turn, conversation)
    kept = drafts(turn.session, turn.asker.id)
    if any(draft.open for draft in kept):
        put_aside(turn)
        kept = drafts(turn.session, turn.asker.id)
    said = next(iter(_said_in(turn, kept, conversation)), None)
    if said and said.page:  # it was understood as something else
        said = None
    known = without_wish(turn, said) if said else {}
    for draft in kept:
        same = (draft.conversation, draft.subject) == (conversation.name, subject)
        if same and (draft.step or draft is said):
            turn.session.delete(draft)  # beginning again says that the old one is not wanted
    turn.session.flush()
    row = Told(
        estate_id=turn.asker.estate_id, person_id=turn.asker.id,
        conversation=conversation.name, subject=subject, step="", touched_at=turn.now,
        answers=known, messages=dict(said.messages) if said else {},
    )  # fmt: skip
    turn.session.add(row)
    turn.session.flush()
    progress, reply = begin(conversation, conversation.world(turn), known)
    _settle(turn, conversation, row, progress, reply, edits=None)


def said_before(turn: Turn, *conversations: Conversation) -> list[Told]:
    """Return what was lately said without a question and waits for its press, newest first.

    Each is the beginning of one of these.
    """
    return _said_in(turn, drafts(turn.session, turn.asker.id), *conversations)


def _said_in(turn: Turn, kept: list[Told], *conversations: Conversation) -> list[Told]:
    fresh = {each.name: turn.now - each.closes_after for each in conversations}
    waiting = (each for each in kept if each.conversation in fresh and each.waits)
    return [each for each in waiting if each.touched_at >= fresh[each.conversation]]


def on_press(turn: Turn, press: Press, declared: Declared) -> None:
    """Take a press on a screen; one on an older screen only shows the present one."""
    row = turn.session.get(Told, press.object)
    if row is None or row.person_id != turn.asker.id:
        raise Unreadable
    conversation = declared[row.conversation]
    _admit(turn, conversation)
    stale = press.rev != row.rev or not row.open
    if not row.open:
        put_aside(turn)
        row.open = True
    answer = pressed("show") if stale else pressed(press.action, press.value)
    if stale:
        turn.toast("toasts.redrawn")
    take_answer(turn, conversation, row, answer, edits=turn.incoming.message_id)


def on_words(turn: Turn, declared: Declared) -> bool:
    """Take words or files as the answer to the open screen; false when there is none."""
    row = open_one(turn.session, turn.asker.id)
    if row is None:
        return False
    conversation = declared[row.conversation]
    _admit(turn, conversation)
    if turn.now - row.touched_at > conversation.closes_after:
        row.open = False
        turn.session.add(row)
        return False
    row.messages = told_in(turn, row)
    take_answer(turn, conversation, row, heard(turn), edits=None)
    return True


def on_cancel(turn: Turn, declared: Declared) -> bool:
    """End the dialogue that is open, as its button does; false when there is none."""
    row = open_one(turn.session, turn.asker.id)
    if row is not None:
        take_answer(turn, declared[row.conversation], row, Control.CANCEL, edits=None)
    return row is not None


def heard(turn: Turn) -> Answer:
    """Return what was said or sent, its files wanted."""
    incoming = turn.incoming
    if not incoming.media:
        return Typed(incoming.text)
    files = tuple(
        str(
            want(
                turn.session,
                media,
                estate_id=turn.asker.estate_id,
                sender_id=turn.asker.id,
                now=turn.now,
            )
        )
        for media in incoming.media
    )
    return Sent(files, incoming.text, voice=incoming.is_voice)


def resume(turn: Turn, row: Told, declared: Declared) -> None:
    """Go on with a draft where it stood."""
    if not row.open:
        put_aside(turn)
    row.open = True
    take_answer(
        turn,
        declared[row.conversation],
        row,
        pressed("show"),
        edits=turn.incoming.message_id or None,
    )


def put_aside(turn: Turn) -> bool:
    """Keep the open conversation as a draft; one in which nothing was said goes: then false."""
    row = open_one(turn.session, turn.asker.id)
    if row is not None:
        row.open = False
        if not row.answers:
            turn.session.delete(row)
        turn.session.flush()
    return row is not None and bool(row.answers)


def words_for(turn: Turn, conversation: Conversation, step: str) -> Mapping[str, Sequence[str]]:
    """Return what people call the options of a step, or the lists that every dialogue has."""
    if step in ("_controls", "_agreed", "_days"):
        return turn.catalogue.words(f"conversations.{step[1:]}")
    return turn.catalogue.words(f"{conversation.key(step)}.options")


def _admit(turn: Turn, conversation: Conversation) -> None:
    """Raise Unlinked for a stranger in a conversation that is not for strangers."""
    if not conversation.for_strangers:
        turn.someone  # noqa: B018


def told_in(turn: Turn, row: Told) -> dict[str, list[str]]:
    """Return the messages of the draft, this one among them, and of which album it is."""
    incoming = turn.incoming
    return {**row.messages, str(incoming.message_id): [row.step, incoming.text, incoming.album]}


def take_answer(
    turn: Turn,
    conversation: Conversation,
    row: Told,
    answer: Answer,
    *,
    edits: int | None,
    notice: Label | None = None,
) -> None:
    """Take the answer to the question on which the draft stands, and show what is next.

    A question is shown with the `notice`, where there is nothing else to say about the answer.
    """
    try:
        _advance_once(turn, conversation, row, answer, notice, edits=edits)
    except NoLonger:  # somebody was faster: what is left is asked for again, nothing else is
        turn.session.refresh(row)
        _advance_once(turn, conversation, row, answer, notice, edits=edits)


def _advance_once(
    turn: Turn,
    conversation: Conversation,
    row: Told,
    answer: Answer,
    notice: Label | None,
    *,
    edits: int | None,
) -> None:
    before = Progress(row.step, row.rev, row.answers, row.editing, row.page)
    with turn.session.no_autoflush:  # no question asks for what the draft itself has become
        progress, reply = advance(conversation, before, answer, conversation.world(turn))
    if isinstance(reply, Drawn) and not reply.lines:
        reply = replace(reply, notice=reply.notice or notice)
    _settle(turn, conversation, row, progress, reply, edits=edits)


def _settle(
    turn: Turn,
    conversation: Conversation,
    row: Told,
    progress: Progress,
    reply: Reply,
    *,
    edits: int | None,
) -> None:
    if isinstance(reply, Drawn):
        row.sqlmodel_update({**asdict(progress), "touched_at": turn.now})
        turn.session.add(row)
        if reply.notice == NOT_UNDERSTOOD:
            reply = replace(
                reply, notice=conversation.on_remark(turn, conversation, row) or NOT_UNDERSTOOD
            )
        turn.post(screen_of(row, reply), edits=edits)
        return
    if isinstance(reply, Cancelled):
        row.rev = progress.rev
        kept, again = put_aside(turn), Button("menu.resume", Press("resume", row.id, 0).pack())
        stopped = Screen(conversation.cancelled, {"kept": kept}, ((again,),) if kept else ())
        turn.post(stopped, edits=edits)
        return
    subject, turn.heard_in = row.subject, tuple(map(int, row.messages))
    with turn.session.begin_nested():  # nothing else that a draft does can come too late
        turn.session.delete(row)
        turn.session.flush()
        conversation.on_complete(turn, conversation.build(reply.answers), subject)


def screen_of(row: Told, drawn: Drawn) -> Screen:
    """Return the screen as a message, its buttons bound to this row and revision."""
    notice = drawn.notice or Label()
    lines = [{"title": asdict(line.title), "said": asdict(line.said)} for line in drawn.lines]
    facts = dict(drawn.text.facts) | ({"lines": lines} if lines else {})
    rows: Rows = tuple(tuple(_button(row, option) for option in line) for line in drawn.rows)
    return Screen(drawn.text.key, facts, rows, notice.key, dict(notice.facts))


def _button(row: Told, option: Option) -> Button:
    label = option.label
    data = Press(option.action, row.id, row.rev, option.value).pack()
    return Button(
        label.text or label.key,
        data,
        label.facts,
        literal=bool(label.text),
        style=option.style or "",
    )
