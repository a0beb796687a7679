"""Who keeps the FAQ changes, adds and confirms answers, and sees what the staff know."""

from collections.abc import Mapping, Sequence

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import (
    Answer,
    Asking,
    Conversation,
    Label,
    Option,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import Choice
from handlers.faq.asking import cut, show_answer
from locales.catalogue import Reader
from models.buttons import Press, Unreadable
from models.faq.keeping import (
    NewEntry,
    add_entry,
    change_answer,
    confirm,
    entries_due,
    remove_entry,
    require_keeper,
    restore_entry,
)
from models.faq.operations import answer_of
from models.faq.quizzes import knowledge
from models.faq.rules import Group, says_nothing
from models.intents.messages import Button, Rows, Say
from models.values import frozen

DUE_LISTED = 10


@frozen
class Paragraph(Step):
    """A text as it was typed."""

    max_length: int = 200

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the text; one that is too long is asked for again."""
        text = answer.text.strip() if isinstance(answer, Typed) else ""
        if 0 < len(text) <= self.max_length:
            return Taken(text, done=True)
        return asking.again(Label("faq.again", {"max_length": self.max_length}))

    def said(self, asking: Asking) -> Label:
        """Return the text."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to no text, too."""
        return super().text_keys(key) | {"faq.again", "conversations.line"}


@frozen
class AnswerText(Paragraph):
    """An answer, which may not be that nobody knows. FAQ-03."""

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the text; a bare "do not know" is asked for again."""
        nothing = [word for words in asking.world.words("_nothing").values() for word in words]
        if isinstance(answer, Typed) and says_nothing(answer.text, nothing):
            return asking.again(Label("faq.says_nothing"))
        return super().take(asking, answer)

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to an answer that is none, too."""
        return super().text_keys(key) | {"faq.says_nothing"}


@frozen
class Changed:
    """How the answer is to read."""

    answer: str


@frozen
class Added:
    """A question that the FAQ lacks."""

    group: Group
    question: str
    answer: str
    keywords: str | None


def keeping_world(turn: Turn) -> World:
    """Return what the questions may know: what groups are called, and how people know nothing."""

    def words(step: str) -> Mapping[str, Sequence[str]]:
        lists = {"group": "faq.groups", "_nothing": "faq.nothing"}
        return turn.catalogue.words(lists[step]) if step in lists else words_for(turn, ADD, step)

    return World(turn.today, words=words)


def groups_offered(_world: World) -> tuple[Option, ...]:
    """Return a button for each of the manual's groups."""
    return tuple(Option(each, Label(f"faq.groups.{each}")) for each in Group)


def changed(turn: Turn, told: Changed, entry_id: int) -> None:
    """Keep the new answer, and show it as residents see it from now on."""
    entry = change_answer(turn.session, entry_id, told.answer, by=turn.someone, now=turn.now)
    show_answer(turn, answer_of(turn.session, entry.id, entry.estate_id))


def added(turn: Turn, told: Added, _subject: int) -> None:
    """Keep the question with its answer, in the keeper's language, under the group's name."""
    topic = turn.catalogue.plain(f"faq.topics.{told.group}", Reader(turn.language, "UTC"), {})
    keywords = (told.keywords or "").replace("；", ";").replace("，", ";").replace(",", ";")
    parts = tuple(each.strip() for each in keywords.split(";") if each.strip())
    new = NewEntry(topic, told.question, told.answer, parts, turn.language)
    entry = add_entry(turn.session, new, by=turn.someone, now=turn.now)
    show_answer(turn, answer_of(turn.session, entry.id, entry.estate_id))


CHANGE = Conversation(
    name="faq.change",
    answers=Changed,
    steps=(AnswerText("answer", max_length=1000),),
    on_complete=changed,
    world=keeping_world,
    confirm=False,
)

ADD = Conversation(
    name="faq.add",
    answers=Added,
    steps=(
        Choice("group", options=groups_offered, columns=2),
        Paragraph("question"),
        AnswerText("answer", max_length=1000),
        Paragraph("keywords", optional=True),
    ),
    on_complete=added,
    world=keeping_world,
)


def press_keep(turn: Turn, press: Press) -> None:
    """Add, change, confirm or remove an answer; show what is to be confirmed, and what is known."""
    require_keeper(turn.session, turn.someone, now=turn.now)
    acts = {
        "add": lambda: open_conversation(turn, ADD),
        "change": lambda: _change(turn, press.object),
        "right": lambda: _confirm(turn, press.object),
        "remove": lambda: _remove(turn, press.object),
        "restore": lambda: _restore(turn, press.object),
        "due": lambda: _show_due(turn),
        "scores": lambda: _show_scores(turn),
    }
    if press.value not in acts:
        raise Unreadable
    acts[press.value]()


def _change(turn: Turn, entry_id: int) -> None:
    answer_of(turn.session, entry_id, turn.someone.estate_id)
    open_conversation(turn, CHANGE, subject=entry_id)


def _confirm(turn: Turn, entry_id: int) -> None:
    confirm(turn.session, entry_id, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
    _show_due(turn)


def _remove(turn: Turn, entry_id: int) -> None:
    """Say what is gone, and how it comes back with one press."""
    gone = remove_entry(turn.session, entry_id, by=turn.someone, now=turn.now)
    back = Button("faq.actions.restore", Press("faq_keep", gone.id, 0, "restore").pack())
    facts = {"question": cut(gone.question)}
    turn.post(Say("faq.removed", facts, ((back,),)), edits=turn.incoming.message_id or None)


def _restore(turn: Turn, entry_id: int) -> None:
    entry = restore_entry(turn.session, entry_id, by=turn.someone, now=turn.now)
    answer = answer_of(turn.session, entry.id, entry.estate_id)
    show_answer(turn, answer, edits=turn.incoming.message_id or None)


def _show_due(turn: Turn) -> None:
    """Show what is to be confirmed, the longest unconfirmed first; a press shows the answer."""
    waiting = entries_due(turn.session, turn.someone.estate_id, on=turn.today)
    rows: Rows = tuple(
        (Button(each.question, Press("faq_entry", each.id, 0).pack(), literal=True),)
        for each in waiting[:DUE_LISTED]
    )
    edits = turn.incoming.message_id or None
    turn.post(Say("faq.due", {"count": len(waiting)}, rows), edits=edits)


def _show_scores(turn: Turn) -> None:
    report = knowledge(turn.session, turn.someone.estate_id, now=turn.now)
    if report is None:
        turn.say("faq.no_quiz")
    else:
        turn.post(report)
