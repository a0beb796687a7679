"""Words that answer no question: understood, shown with one-press corrections, kept as a draft."""

from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import heard, said_before
from handlers.conversations.definition import Answer, Asking, Label, Sent, World
from handlers.repairs.reporting import REPORT_REPAIR, estate_world
from handlers.understanding import place_in, trade_in, wish_in
from models.buttons import Press
from models.intents.messages import Button, Rows, Screen
from models.people.tables import Trade
from models.progress import Told
from models.repairs.late import add_to_result
from models.repairs.rules import CommonPart, Words
from models.wishes.additions import add_afterwards, keep_tellings

NEVER_AT_HOME = {Trade.LIFT: CommonPart.LIFT, Trade.GREENING: CommonPart.GROUNDS}
CORRECTED = ("category", "place")  # what a press on the first screen asks anew


def take_free_words(turn: Turn) -> None:
    """Add them to the case they belong to, else show what they mean and offer to report it."""
    answer = heard(turn)
    if _belongs_to_a_case(turn, answer):
        return
    draft, notice = _keep(turn, answer)
    known = {name: draft.answers.get(name, "") for name in CORRECTED}
    wish = wish_in(turn.incoming.text, turn.catalogue.words("menu.wishes"))
    wishes = () if known["category"] and wish is None else ("complaint", "person")
    rows: Rows = (
        (Button("menu.report_this", Press("resume", draft.id, 0).pack(), style="primary"),),
        *((_correction(draft, name),) for name in CORRECTED if known[name]),
        *(
            (Button(f"menu.wish_{each}", Press("wish", draft.id, 0, each).pack()),)
            for each in wishes
        ),
        (Button("menu.discard", Press("discard", draft.id, 0).pack()),),
    )
    key = "menu.understood" if known["category"] else "menu.not_understood"
    facts = _facts(turn, draft) if known["category"] else {}
    turn.post(Screen(key, facts, rows, notice.key, dict(notice.facts)))


def _correction(draft: Told, name: str) -> Button:
    return Button(f"menu.not_{name}", Press("resume", draft.id, 0, name).pack())


def _wish(draft: Told, wish: str) -> Button:
    return Button(f"menu.wish_{wish}", Press("wish", draft.id, 0, wish).pack())


def _facts(turn: Turn, draft: Told) -> dict[str, Any]:
    place = str(draft.answers.get("place", ""))
    kind, _, value = place.partition(":")
    homes = {each.value: each.label.text for each in estate_world(turn).places}
    told = draft.answers["told"]
    return {
        "trade": draft.answers["category"],
        "place": {
            "address": homes.get(place, "").removeprefix("🏠 ") if kind == "home" else "",
            "common": value if kind == "common" else "",
        },
        "text": told["text"],
        "count": len(told["media"]),
    }


def _guessed(turn: Turn, text: str) -> dict[str, str]:
    """Return the trade and the place that the words mean, as far as they say.

    What is no common part is at home, for who has one home. Source: REP-01.
    """
    trade = trade_in(text, turn.catalogue.words("trades"))
    if trade is None:
        return {}
    place = place_in(text, turn.catalogue.words("repairs.report.place.options"))
    if not place and trade in NEVER_AT_HOME:
        place = f"common:{NEVER_AT_HOME[trade]}"
    homes = [each.value for each in estate_world(turn).places if each.value.startswith("home:")]
    if not place and len(homes) == 1:
        place = homes[0]
    return {"category": trade.value, **({"place": place} if place else {})}


def _keep(turn: Turn, answer: Answer) -> tuple[Told, Label]:
    """Keep what answered nothing as the beginning of a report: an album comes in pieces."""
    person, step = turn.someone, next(each for each in REPORT_REPAIR.steps if each.takes_media)
    draft = said_before(turn, REPORT_REPAIR) or Told(
        estate_id=person.estate_id, person_id=person.id, conversation=REPORT_REPAIR.name,
        step="", open=False, touched_at=turn.now,
    )  # fmt: skip
    known, world = draft.answers.get(step.name), World(turn.today)
    sent = answer if isinstance(answer, Sent) else Sent((), turn.incoming.text)
    taken = step.take(Asking(REPORT_REPAIR.key(step.name), known, "", world), sent)
    draft.messages = [*draft.messages, turn.incoming.message_id]
    guessed = _guessed(turn, (taken.value or {}).get("text", ""))
    draft.answers, draft.touched_at = {**guessed, step.name: taken.value}, turn.now
    turn.session.add(draft)
    turn.session.flush()
    told = taken.notice if sent.media or "too_long" in str(taken.notice) else None
    return draft, told or Label()


def _belongs_to_a_case(turn: Turn, answer: Answer) -> bool:
    """Add it to what this person has just finished or reported; false when there is nothing."""
    files = tuple(map(int, answer.media)) if isinstance(answer, Sent) else ()
    alone = files if not turn.incoming.text else ()
    if alone and add_to_result(turn.session, alone, by=turn.someone, now=turn.now) is not None:
        turn.say("conversations.media_kept", count=len(files))
        return True
    told = Words(turn.incoming.text, files)
    case = add_afterwards(turn.session, told, by=turn.someone, now=turn.now)
    if case is not None:
        keep_tellings(turn.session, case, turn.incoming.chat_id, (turn.incoming.message_id,))
        turn.say("wishes.add.thanks", number=case.number)
    return case is not None
