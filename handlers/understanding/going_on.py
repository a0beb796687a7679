"""Whether words add to what was said before and still waits for its press, or begin something."""

from typing import Any

from handlers.blocked import BLOCKED
from handlers.context import Turn
from handlers.conversations.adapter import said_before
from handlers.enquiries.asking import ENQUIRE
from handlers.repairs.asides import without_price
from handlers.repairs.reporting import REPORT_REPAIR, named_in
from handlers.understanding.lists import is_in_the_way, lists_of, stands_alone
from handlers.understanding.openers import conversation_of, telling
from handlers.understanding.wanted import wanted_in
from models.buttons import Press, Unreadable
from models.cases.words import Words
from models.people.tables import Trade
from models.progress import Told
from models.understanding.rules import Guess, Intent, intent_in, is_said, names_trade

KEPT_AS = {each.name: each for each in (*map(conversation_of, Intent), BLOCKED)}
BEGUN = (Intent.REPAIR, Intent.COMPLAINT, Intent.SUGGESTION, Intent.PRAISE)
ELSEWHERE = (Intent.FEES, Intent.PERSON)  # says nothing more of any trouble
# Of one trouble both are said: the wall of a leak, the lamps of a power cut.
AKIN = {Trade.WALLS_LEAKS: Trade.PLUMBING, Trade.LIGHTING: Trade.ELECTRICAL}


def goes_on(turn: Turn) -> Told | None:
    """Return what these words add to; None when they are plainly about something else.

    That waits on, under its own buttons. A question is not how something else begins.
    Source: REP-01, S-52.
    """
    before = next(iter(said_before(turn, *KEPT_AS.values())), None)
    guess = intent_in(without_price(turn), lists_of(turn.catalogue))
    if before is not None and wanted_in(turn, turn.incoming.text):
        return None
    if before is None or guess.intent is Intent.OTHER:
        return before
    if before.conversation == ENQUIRE.name or before.page:
        return before if guess.intent in {Intent.ENQUIRY, before.page} else None
    another = guess.intent is Intent.REPAIR and _is_another_trouble(turn, before)
    return None if another or _is_no_trouble(turn, before, guess) else before


def told_of(draft: Told) -> dict[str, Any]:
    """Return what the words of the draft answer: text, media, and how it was said."""
    told: dict[str, Any] = draft.answers.get(telling(KEPT_AS[draft.conversation]).name) or {}
    return told


def words_of(draft: Told) -> Words:
    """Return what the draft tells, as it is handed on."""
    told = told_of(draft)
    return Words(told.get("text", ""), tuple(map(int, told.get("media", ()))))


def pressed(turn: Turn, press: Press) -> Told:
    """Return what was said and waited for this press. Raises Unreadable."""
    draft = turn.session.get(Told, press.object)
    mine = draft is not None and draft.person_id == turn.someone.id
    if draft is None or not mine or draft.conversation not in KEPT_AS:
        raise Unreadable
    return draft


def _is_no_trouble(turn: Turn, before: Told, guess: Guess) -> bool:
    """Tell whether the words are about no trouble, or plainly about something beside this one."""
    said = turn.incoming.text
    if guess.intent in ELSEWHERE or is_in_the_way(turn.catalogue, said):
        return True
    of_its_kind = _kind(before) in (guess.intent, *guess.alternatives)
    return not of_its_kind and stands_alone(turn.catalogue, said, guess.intent)


def _kind(before: Told) -> Intent:
    """Return what the words before began to be; what else begins from words is a car in the way."""
    begun = (each for each in BEGUN if conversation_of(each).name == before.conversation)
    return next(begun, Intent.PARKING)


def _is_another_trouble(turn: Turn, before: Told) -> bool:
    """Tell whether a trade is named which what was told before has nothing to do with."""
    text = turn.incoming.text
    now, then = named_in(turn, text), named_in(turn, told_of(before).get("text", ""))
    also = is_said(f"{text}.", turn.catalogue.words("understanding_words.also")["also"])
    if not then:  # no trouble at all, where it was no report
        return bool(now) and before.conversation != REPORT_REPAIR.name and not also
    if not now or now["category"] == then["category"]:
        return False
    if now.get("place", then.get("place")) != then.get("place"):
        return True
    if also:
        return False
    same = {trade for trade in Trade if AKIN.get(trade, trade) == _kin(then)}
    return not any(names_trade(text, each, lists_of(turn.catalogue)) for each in same)


def _kin(named: dict[str, str]) -> Trade:
    trade = Trade(named["category"])
    return AKIN.get(trade, trade)
