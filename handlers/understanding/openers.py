"""What each intent opens: a conversation that begins with the words, or something done at once."""

from collections.abc import Callable, Mapping
from functools import partial

from handlers.complaints.complaining import COMPLAIN, complaint
from handlers.context import Turn
from handlers.conversations.adapter import resume
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Conversation, Step
from handlers.emergencies import take_up
from handlers.enquiries.asking import ENQUIRE, SUGGEST, suggest
from handlers.enquiries.praising import PRAISE, say_praise
from handlers.fees.showing import fees_meant
from handlers.parking.applying import parking_meant
from handlers.repairs.reporting import REPORT_REPAIR, report
from handlers.talks import promise
from handlers.understanding.wanted import wanted_in
from models.cases.words import Words
from models.emergencies.rules import Danger
from models.progress import Told
from models.understanding.rules import Intent

AtOnce = Callable[[Turn, Words], None]

# fmt: off
OPENERS: Mapping[Intent, Conversation | AtOnce] = {
    Intent.REPAIR:     REPORT_REPAIR,
    Intent.COMPLAINT:  COMPLAIN,
    Intent.ENQUIRY:    ENQUIRE,
    Intent.SUGGESTION: SUGGEST,
    Intent.PRAISE:     PRAISE,
    Intent.PARKING:    parking_meant,
    Intent.FEES:       fees_meant,
    Intent.PERSON:     promise,
    Intent.EMERGENCY:  partial(take_up, danger=Danger.PERSON),
}
WANTED: Mapping[Intent, Callable[[Turn], None]] = {
    Intent.REPAIR:     report,
    Intent.COMPLAINT:  complaint,
    Intent.SUGGESTION: suggest,
    Intent.PRAISE:     say_praise,
}
# fmt: on


def open_wanted(turn: Turn) -> bool:
    """Open what a resident barely says to want, as the menu does; else false.

    Whatever waits for its press waits on, and begins it where it is the same matter. Who only
    wants to ask may go on to say anything. Source: CLS-06, REP-01.
    """
    wanted = wanted_in(turn, turn.incoming.text)
    if wanted is None or wanted not in WANTED or turn.staff is not None or turn.incoming.media:
        return False
    WANTED[wanted](turn)
    return True


def begin(turn: Turn, intent: Intent, told: Words, **known: str) -> None:
    """Let the words, and what is `known` beside them, begin what the intent opens."""
    opener = OPENERS[intent]
    if not isinstance(opener, Conversation):
        opener(turn, told)
        return
    person = turn.someone
    said = {"text": told.text, "media": [str(e) for e in told.media], "by": "text"}
    draft = Told(
        estate_id=person.estate_id, person_id=person.id, conversation=opener.name, step="",
        open=False, touched_at=turn.now, answers={telling(opener).name: said, **known},
    )  # fmt: skip
    turn.session.add(draft)
    turn.session.flush()
    resume(turn, draft, CONVERSATIONS)


def conversation_of(intent: Intent) -> Conversation:
    """Return the conversation in which words are kept that mean this; a report if it has none."""
    opener = OPENERS.get(intent)
    return opener if isinstance(opener, Conversation) else REPORT_REPAIR


def telling(conversation: Conversation) -> Step:
    """Return the step that the words answer: the one that takes files too."""
    return next(each for each in conversation.steps if each.takes_media)
