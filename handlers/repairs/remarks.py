"""What is said while a day or a time is asked for, and names none: the technician reads it."""

from datetime import timedelta

from handlers.context import Turn
from handlers.conversations.definition import Asking, Conversation, Label, Sent, World
from handlers.conversations.wording import TIME, day_meant
from handlers.relay import spoken
from handlers.understanding.courtesies import NEVER_MIND, courtesies_in
from models.cases.operations import locked
from models.cases.words import abridged
from models.folding import plain
from models.progress import Told
from models.relay.operations import pass_on
from models.understanding.end_to_end import besides

SOON = 31  # days ahead that somebody may mean by a date


def remarked(turn: Turn, conversation: Conversation, row: Told) -> Label | None:
    """Keep words that are no time, and return what to say before it is asked for once more.

    They go with the report that is being made, or of an agreed visit at once to who has the job.
    A courtesy or a mere sign is nothing to keep. Source: REP-01, REP-15.
    """
    text = turn.incoming.text
    if row.step != "visit" or turn.staff is not None or courtesies_in(turn) or not plain(text):
        return None
    world = conversation.world(turn)
    if _is_only_a_day(turn, world):
        return Label("repairs.visits.not_that_day")
    kept = keep(turn, conversation, row, world)
    return Label("repairs.visits.remark_kept", {"text": abridged(text)}) if kept else None


def _is_only_a_day(turn: Turn, world: World) -> bool:
    """Tell whether a day is named that is not on offer, and nothing that somebody could read."""
    words, soon = world.words("_days"), (world.today + timedelta(days=n) for n in range(SOON))
    day, rest = day_meant(turn.incoming.text, soon, world.today, words)
    lists = {**words, **turn.catalogue.words("understanding_words.courtesies"), NEVER_MIND: ()}
    return day is not None and not plain(besides(TIME.sub(" ", rest), lists))


def keep(turn: Turn, conversation: Conversation, row: Told, world: World) -> bool:
    """Keep the words with the story, or pass them on to the case; false when they are too many."""
    telling = next((each for each in conversation.steps if each.takes_media), None)
    if telling is None:
        case = locked(turn.session, row.subject)
        pass_on(turn.session, case, spoken(turn), by=turn.someone, now=turn.now)
        return True
    asking = Asking(conversation.key(telling.name), row.answers.get(telling.name), "", world)
    taken = telling.take(asking, Sent((), turn.incoming.text))
    if taken.notice is not None and taken.notice.key == f"{asking.key}.too_long":
        return False
    row.answers = {**row.answers, telling.name: taken.value}
    told = {str(turn.incoming.message_id): [telling.name, turn.incoming.text]}
    row.messages = {**row.messages, **told}
    return True
