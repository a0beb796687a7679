"""The question after a finished job, or for another time, answered in words, not by buttons."""

import re
from collections.abc import Mapping, Sequence

from handlers.context import Turn
from handlers.conversations.adapter import heard, said_before
from handlers.conversations.definition import Sent
from handlers.followups import OPINION_AT_MOST, keep_answer
from handlers.relay import answered_case, bring, reply
from handlers.understanding.courtesies import (
    AGREED,
    NEVER_MIND,
    courtesies_in,
)
from handlers.understanding.going_on import KEPT_AS
from handlers.understanding.lists import lists_of
from handlers.understanding.prices import show_prices
from handlers.understanding.times import answered_times
from models.cases.tables import Case
from models.cases.words import Words
from models.folding import folded
from models.followups.hearing import waiting_for
from models.followups.messages import AskedAgain
from models.followups.opinions import add_pictures
from models.followups.rules import UNSURE, Answer, answers, meant_by
from models.followups.tables import FollowUp
from models.relay.albums import begun
from models.repairs.in_danger import is_of_person
from models.repairs.tables import Repair
from models.understanding.end_to_end import kinds_said, names_any
from models.understanding.rules import Intent, intent_in

_CLAUSE = r"[,，、.。;；:：!！\n]"


def answered_in_words(turn: Turn) -> bool:
    """Take words as the press that they mean; what is not clear is passed on, and asked once more.

    They are clear when one question waits and they say nothing else from end to end. False when
    they are about something else, or of several questions say more than an answer: then they are
    kept, and asked about. Source: CB-14, REP-15, GEN-08.
    """
    if _goes_along(turn):
        return True
    asked = _asked(turn)
    said = _said(turn, asked)
    answer = meant_by(said, len(asked))
    if answer is not None:
        keep_answer(turn, asked[0][0].id, answer, told=_told(turn))
    elif asked and (said & {*Answer, UNSURE} or _means_nothing_else(turn)):
        if len(asked) == 1:
            bring(turn, asked[0][1])
        elif turn.incoming.media or not said:
            return False
        ask_again(turn)
    else:
        return answered_times(turn)
    return True


def replied(turn: Turn) -> None:
    """Take a reply to the question as its answer; any other goes to the other side.

    So does a reply to a price, which is shown once more: words accept none.
    """
    to_case = turn.incoming.is_private and turn.person and answered_case(turn)
    if to_case and answered_in_words(turn):
        return
    reply(turn)
    if to_case:
        show_prices(turn)


def ask_again(turn: Turn) -> bool:
    """Show the questions that wait once more, to be pressed; false when none does."""
    asked = _asked(turn)
    for follow_up, case in asked:
        turn.post(
            AskedAgain(
                case.id, follow_up.id, case.number, follow_up.kind, follow_up.done_at,
                is_of_person(turn.session, case.id),
            )
        )  # fmt: skip
    return bool(asked)


def polite_at_a_price(turn: Turn) -> bool:
    """Show a price that waits to who is only polite, and whatever else a yes may be said to.

    False without a price, and while something else waits for a press. Source: PAY-01.
    """
    courtesies = courtesies_in(turn) & {AGREED, NEVER_MIND}
    if not courtesies or said_before(turn, *KEPT_AS.values()) or not show_prices(turn):
        return False
    if AGREED in courtesies:
        ask_again(turn)
    return True


def names_an_answer(turn: Turn) -> bool:
    """Tell whether some word of an answer is said, or words that begin with how it went."""
    words, said = turn.catalogue.words, folded(turn.incoming.text)
    if names_any(said, words("followups.answers")):
        return True
    buts = (re.escape(folded(each)) for each in words("followups.but")["but"])
    first, *more = re.split("|".join((_CLAUSE, *buts)), said, maxsplit=1)
    lists = {**words("understanding_words.courtesies"), **words("followups.beside")}
    says_more = more and not kinds_said(said, lists)
    return bool(says_more and kinds_said(first, lists) & {AGREED, UNSURE})


def _asked(turn: Turn) -> list[tuple[FollowUp, Case]]:
    """Return the questions that wait; for a reply, the one that it is a reply to."""
    asked, to = waiting_for(turn.session, turn.someone, now=turn.now), answered_case(turn)
    return [each for each in asked if to is None or each[1].id == to.id]


def _said(turn: Turn, asked: list[tuple[FollowUp, Case]]) -> frozenset[str]:
    """Return what the words name, when they name only answers and what goes with them."""
    words, text = turn.catalogue.words, turn.incoming.text
    if not asked or len(text) > OPINION_AT_MOST:
        return frozenset()
    lists: dict[str, Sequence[str]] = {**words("understanding_words.courtesies")}
    lists |= words("followups.beside")
    for follow_up, case in asked:
        repair = turn.session.get(Repair, case.id)
        lists |= _named(words("followups.things"), [repair.trade] if repair else [])
        lists |= _named(words("followups.answers"), answers(follow_up.kind))
    return kinds_said(text, lists)


def _named(lists: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, Sequence[str]]:
    return {name: lists[name] for name in names if name in lists}


def _goes_along(turn: Turn) -> bool:
    """Let the pictures of an album go where the one with the words has gone."""
    incoming, by = turn.incoming, turn.someone
    if incoming.text or not incoming.album:
        return False
    begun_with = begun(turn.session, incoming.chat_id, incoming.album, by=by)
    case_id = next((each.case_id for each in begun_with if each.case_id), None)
    if case_id is None:
        pictures = _told(turn).media
        return add_pictures(turn.session, pictures, incoming.album, by=by, now=turn.now)
    bring(turn, turn.session.get_one(Case, case_id))
    return True


def _means_nothing_else(turn: Turn) -> bool:
    """Tell whether words that name an answer can be about nothing but the question."""
    if answered_case(turn) is None:
        guess = intent_in(turn.incoming.text, lists_of(turn.catalogue))
        if guess.intent is not Intent.OTHER:
            return False
    return names_an_answer(turn)


def _told(turn: Turn) -> Words:
    sent = heard(turn)
    files = sent.media if isinstance(sent, Sent) else ()
    return Words(turn.incoming.text, tuple(map(int, files)))
