"""What is told in the midst of another dialogue and answers nothing there: that one is kept."""

from handlers.blocked import BLOCKED
from handlers.complaints.complaining import COMPLAIN
from handlers.context import Turn
from handlers.conversations.adapter import heard, put_aside, take_answer
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Control
from handlers.repairs.reporting import REPORT_REPAIR
from handlers.understanding.lists import is_in_the_way, lists_of
from handlers.understanding.openers import conversation_of, open_wanted
from handlers.understanding.outright import SHORT
from handlers.understanding.stopping import answers_question
from handlers.understanding.wanted import wanted_in
from handlers.understanding.words import ask_which_car, keep, show
from models.progress import Told, open_one
from models.understanding.rules import Guess, Intent, intent_in, weight

SENTENCE = 12  # as `weight` counts: the bare name of something is no trouble with it
ABOUT_IT = {  # dialogues in which such words are part of what is told
    Intent.COMPLAINT: {COMPLAIN.name},
    Intent.REPAIR: {COMPLAIN.name, REPORT_REPAIR.name},
}


def car_meanwhile(turn: Turn) -> bool:
    """Ask which car it is when somebody in another dialogue says that one is in the way.

    That dialogue is kept. Where it asks for a story the words are its answer; of a repair they are
    none. False when nothing of the kind was said.
    """
    row, said = open_one(turn.session, turn.someone.id), turn.incoming.text
    if row is None or turn.staff is not None or len(said) > SHORT:
        return False
    if row.conversation == BLOCKED.name or not is_in_the_way(turn.catalogue, said):
        return False
    if _asks_for_a_story(row) and row.conversation != REPORT_REPAIR.name:
        return False
    if intent_in(said, lists_of(turn.catalogue)).intent is not Intent.PARKING:
        return False
    put_aside(turn)
    ask_which_car(turn, keep(turn, heard(turn))[0])
    return True


def trouble_meanwhile(turn: Turn) -> bool:
    """Show a complaint or a trouble that answers nothing here as what it is; else false.

    So is the bare wish for something else; the wish for this dialogue is no story in it, which is
    asked for again. The dialogue is kept, and goes on at a press; one in which nothing was said yet
    is not missed. Source: CLS-06, S-52.
    """
    row, said = open_one(turn.session, turn.someone.id), turn.incoming.text
    if row is None or turn.staff is not None or turn.incoming.media:
        return False
    wanted = wanted_in(turn, said)
    if wanted and _asks_for_a_story(row) and row.conversation == conversation_of(wanted).name:
        take_answer(turn, CONVERSATIONS[row.conversation], row, Control.SHOW, edits=None)
        return True
    guess = Guess(wanted) if wanted else intent_in(said, lists_of(turn.catalogue))
    if not _is_something_else(row, guess.intent, wanted, said):
        return False
    outright = wanted is Intent.COMPLAINT
    if not outright and answers_question(turn, CONVERSATIONS[row.conversation], row):
        return False
    before = row if put_aside(turn) else None
    if before is None and open_wanted(turn):
        return True
    draft, notice = keep(turn, heard(turn))
    show(turn, draft, guess, notice, instead_of=before)
    return True


def _is_something_else(row: Told, intent: Intent, wanted: Intent | None, said: str) -> bool:
    """Tell whether this is no matter of the dialogue, nor read there by who comes."""
    if wanted:
        return row.conversation != conversation_of(wanted).name
    if _asks_for_a_story(row) or row.step == "visit":
        return False
    if row.conversation in ABOUT_IT.get(intent, {row.conversation}):
        return False
    return intent is not Intent.REPAIR or weight(said) >= SENTENCE


def _asks_for_a_story(row: Told) -> bool:
    asked = {each.name: each for each in CONVERSATIONS[row.conversation].steps}
    return row.step in asked and asked[row.step].takes_media
