"""An officer keys in what a resident asks, suggests or praises: the words, and how they came."""

from collections.abc import Mapping, Sequence
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import words_for
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice, Telling
from handlers.enquiries.asking import TOLD_AT_MOST
from handlers.enquiries.praising import PraiseWorld, for_whom, world_of
from models.cases.keying import Came, Since
from models.enquiries.keying import KeyedPraise, KeyedWords, key_in
from models.enquiries.tables import Enquiry
from models.enquiries.words import Sort
from models.intents.messages import Say
from models.people.search import person_of
from models.people.tables import Person
from models.progress import open_one

HOW = (Choice("came", options=(Came.CALL, Came.VISIT)), Choice("since", options=Since))


def keyed(sort: Sort, turn: Turn, said: KeyedWords | KeyedPraise, residency_id: int) -> None:
    """Hand it to the model; say its № back, and by when there is an answer."""
    case, is_late = key_in(
        turn.session, said, sort, residency_id=residency_id, by=turn.someone, now=turn.now
    )
    reporter = turn.session.get_one(Person, case.reporter_id)
    until = turn.session.get_one(Enquiry, case.id).answer_by
    facts = {
        "number": case.number, "sort": sort, "until": until and until.isoformat(),
        "late": is_late, "by_chat": reporter.telegram_id is not None,
    }  # fmt: skip
    turn.post(Say("enquiries.keyed.done", facts), edits=turn.incoming.pressed)


def resident_s_world(turn: Turn) -> PraiseWorld:
    """Return what may be known of the resident, not of the officer who asks."""
    row, person = open_one(turn.session, turn.someone.id), turn.someone
    if row is not None and row.subject:
        person = person_of(turn.session, row.subject, person.estate_id)
    return world_of(turn, person, words=partial(_words, turn))


def _words(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    return words_for(turn, KEYED[Sort.ENQUIRY], step)


KEYED: Mapping[str, Conversation] = {
    sort: Conversation(
        name=f"enquiries.keyed.{sort}",
        texts="enquiries.keyed",
        answers=KeyedPraise if sort is Sort.PRAISE else KeyedWords,
        steps=(
            Telling("told", min_length=2, max_length=TOLD_AT_MOST),
            *((for_whom(),) if sort is Sort.PRAISE else ()),
            *HOW,
        ),
        on_complete=partial(keyed, sort),
        world=resident_s_world,
        confirm=False,
    )
    for sort in Sort
}
