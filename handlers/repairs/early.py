"""A sentence where a trade or a place is asked: it is the story, and answers what it names."""

from dataclasses import replace

from handlers.context import Turn
from handlers.conversations.adapter import screen_of, take_answer
from handlers.conversations.definition import Control, Label, Typed
from handlers.conversations.engine import Progress, Screen, advance
from handlers.conversations.widgets import NOT_UNDERSTOOD
from handlers.repairs.asides import without_price
from handlers.repairs.keying import KEY_IN
from handlers.repairs.remarks import keep
from handlers.repairs.reporting import REPORT_REPAIR, named_in
from handlers.understanding.lists import lists_of
from models.progress import open_one
from models.understanding.rules import A_SENTENCE, Intent, intent_in, weight

REPORTS = {each.name: each for each in (REPORT_REPAIR, KEY_IN)}
CHOSEN = ("category", "place")
ENOUGH = {Intent.REPAIR: 12, Intent.OTHER: A_SENTENCE}  # as `weight` counts: 4 Chinese characters


def told_early(turn: Turn) -> bool:
    """Take a sentence where a trade or a place is asked as what happened; false for other words.

    It answers what it names, as in no dialogue; where it names nothing, that is asked once more.
    The next question says that it is noted. Source: REP-01, REP-15.
    """
    row, text = open_one(turn.session, turn.someone.id), turn.incoming.text
    if row is None or row.conversation not in REPORTS or row.step not in CHOSEN:
        return False
    if turn.incoming.media or (row.answers.get("told") or {}).get("by") or not _tells(turn):
        return False
    conversation = REPORTS[row.conversation]
    world, known = conversation.world(turn), named_in(turn, text)
    at = Progress(row.step, row.rev, row.answers, row.editing, row.page)
    _, screen = advance(conversation, at, Typed(text), world)
    again = isinstance(screen, Screen) and screen.notice == NOT_UNDERSTOOD
    if not (known or again) or not keep(turn, conversation, row, world):
        return False
    row.touched_at = turn.now
    turn.session.add(row)
    if isinstance(screen, Screen) and again and row.step not in known:
        turn.post(screen_of(row, replace(screen, notice=Label("repairs.kept", {"text": text}))))
        return True
    if row.step == "category" and known:
        row.answers, row.step = {**row.answers, **known}, ""
    answer = Typed(text) if row.step else Control.SHOW
    noted = Label("repairs.noted", {"text": text})
    take_answer(turn, conversation, row, answer, edits=None, notice=noted)
    return True


def _tells(turn: Turn) -> bool:
    """Tell whether the words are long enough to say what is broken, and ask for nothing else.

    What it costs is asked beside it.
    """
    intent = intent_in(without_price(turn), lists_of(turn.catalogue)).intent
    return intent in ENOUGH and weight(turn.incoming.text) >= ENOUGH[intent]
