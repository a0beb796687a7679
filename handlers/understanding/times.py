"""The times that were offered for a visit, answered in words instead of by their buttons."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.context import Turn
from handlers.conversations.wording import TIME, day_meant, times_meant
from handlers.relay import answered_case, bring
from handlers.understanding.courtesies import AGREED, NEVER_MIND, courtesies_in
from handlers.understanding.lists import lists_of
from handlers.understanding.outright import is_short
from models.cases.tables import Case
from models.folding import plain
from models.repairs.offered import offered_to
from models.repairs.rebooking import take_slot
from models.repairs.visit_messages import NewTimes, Why
from models.repairs.visits import Visit
from models.understanding.end_to_end import besides
from models.understanding.rules import Intent, intent_in, trade_in

SOON = 31  # days ahead that somebody may mean by a date
ABOUT_IT = (Intent.OTHER, Intent.REPAIR)


def answered_times(turn: Turn) -> bool:
    """Take words that name one of the offered times as the press on it.

    What names a day or an hour and says more is brought to who has the job, and the times are
    shown once more. False where they are about something else. Source: GEN-07, REP-15.
    """
    if turn.staff is not None or turn.incoming.media or not is_short(turn.incoming.text):
        return False
    to = answered_case(turn)
    waits = [each for each in _waiting(turn) if to is None or each.case_id == to.id]
    if len(waits) != 1:
        return False
    offered, visit = waits[0], _chosen(turn, waits[0])
    if visit is not None:
        _take(turn, offered, visit)
        return True
    agreed = AGREED in courtesies_in(turn)
    if not agreed and not _is_about_when(turn):
        return False
    if not agreed and not _says_only_when(turn):
        bring(turn, turn.session.get_one(Case, offered.case_id))
    turn.post(replace(offered, why=Why.AGAIN))
    return True


def _waiting(turn: Turn) -> list[NewTimes]:
    return offered_to(turn.session, turn.someone, now=turn.now)


def _take(turn: Turn, offered: NewTimes, visit: Visit) -> None:
    """Agree the time, which both sides are told; one that is gone is replaced by newer ones."""
    case = take_slot(
        turn.session, offered.case_id, offered.visit_no, visit, by=turn.someone, now=turn.now
    )  # fmt: skip
    if case is None:
        turn.say("repairs.visit_taken")


def _chosen(turn: Turn, offered: NewTimes) -> Visit | None:
    """Return the offered time that the words name by its day and hour, and say nothing beside."""
    words, days = turn.catalogue.words("conversations.days"), [v.day for v in offered.slots]
    day, rest = day_meant(turn.incoming.text, days, turn.today, words)
    another, _ = day_meant(rest, _soon(turn), turn.today, words)
    if day is None or another not in {None, day} or not _says_only_when(turn):
        return None
    named = (
        visit
        for at in times_meant(rest, words)
        for visit in offered.slots
        if visit.day == day and visit.begins <= at < visit.ends
    )
    return next(named, None)


def _is_about_when(turn: Turn) -> bool:
    """Tell whether a day or an hour is named, and nothing that is a matter of its own."""
    said, lists = turn.incoming.text, lists_of(turn.catalogue)
    words = turn.catalogue.words("conversations.days")
    day, rest = day_meant(said, _soon(turn), turn.today, words)
    intent = intent_in(said, lists).intent
    if day is None and not (times_meant(rest, words) and intent in ABOUT_IT):
        return False
    # "not Thursday, is Friday all right?" is asked of who comes
    return intent in {*ABOUT_IT, Intent.ENQUIRY} and trade_in(said, lists) is None


def _says_only_when(turn: Turn) -> bool:
    words = turn.catalogue.words("conversations.days")
    _, rest = day_meant(turn.incoming.text, _soon(turn), turn.today, words)
    lists = {**words, **turn.catalogue.words("understanding_words.courtesies"), NEVER_MIND: ()}
    return not plain(besides(TIME.sub(" ", rest), lists))


def _soon(turn: Turn) -> list[date]:
    return [turn.today + timedelta(days=ahead) for ahead in range(SOON)]
