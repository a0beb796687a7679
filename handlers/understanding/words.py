"""Words that answer no question: understood, shown with one-press corrections, kept as a draft."""

from datetime import datetime
from typing import Any

from handlers.blocked import BLOCKED
from handlers.context import Turn
from handlers.conversations.adapter import heard, resume, said_before, told_in
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Answer, Asking, Conversation, Label, Sent, World
from handlers.emergencies import said_over
from handlers.enquiries.asking import ENQUIRE
from handlers.fees.announced import told_paid
from handlers.repairs.reporting import REPORT_REPAIR, estate_world, named_in
from handlers.repairs.wishes import said_not_needed
from handlers.understanding.adding import additions, bring_to, jobs, only_works_here
from handlers.understanding.albums import begun_with
from handlers.understanding.answers import ask_again, names_an_answer, polite_at_a_price
from handlers.understanding.courtesies import (
    AGREED,
    NEVER_MIND,
    THANKS,
    courtesies_in,
    return_courtesy,
)
from handlers.understanding.ended import ended_jobs, ends
from handlers.understanding.going_on import KEPT_AS, goes_on, pressed, told_of, words_of
from handlers.understanding.kept import onward
from handlers.understanding.lists import is_in_the_way, lists_of
from handlers.understanding.looking_up import looked_up
from handlers.understanding.openers import OPENERS, conversation_of, open_wanted, telling
from handlers.understanding.outright import asked_outright
from handlers.understanding.prices import (
    names_a_price,
    passed_on_at_a_price,
    show_prices,
    told_what_it_costs,
)
from handlers.understanding.wanted import wanted_in, without_wish
from handlers.visitors.gate import told_at_the_gate
from handlers.visitors.giving import show_open
from models.buttons import Press, Unreadable, in_rows
from models.cases.words import Words
from models.followups.hearing import finished_since
from models.intents.messages import Button, Rows, Screen
from models.parking.plates import read_plate
from models.progress import Told
from models.repairs.late import add_to_result
from models.understanding.rules import Guess, Intent, intent_in
from models.wishes.additions import add_afterwards, keep_tellings

CORRECTED = ("category", "place")  # what a press on the first screen asks anew
AT_WORK = (Intent.REPAIR, Intent.EMERGENCY)
IN_A_ROW = 2
NOTHING = Label()


def take_free_words(turn: Turn) -> None:
    """Add them to the case they belong to, else show what they mean and offer to take it up.

    Who cannot drive away is asked at once which car it is.
    """
    if said_over(turn) or polite_at_a_price(turn):
        return
    if _returned(turn, courtesies_in(turn)) or said_not_needed(turn):
        return
    answer = heard(turn)
    if told_at_the_gate(turn) or looked_up(turn):
        return
    belongs = begun_with(turn) is None and _belongs_to_a_case(turn, answer)
    belongs = belongs or open_wanted(turn)
    belongs = asked_outright(turn) or belongs or passed_on_at_a_price(turn)
    if belongs or told_what_it_costs(turn) or told_paid(turn):
        return
    draft, notice = keep(turn, answer)
    guess = _guess(turn, draft)
    if guess.intent is Intent.PARKING and is_in_the_way(turn.catalogue, turn.incoming.text):
        ask_which_car(turn, draft)
        return
    show(turn, draft, guess, notice)
    if names_an_answer(turn):
        ask_again(turn)
    if names_a_price(turn):
        show_prices(turn)


def _returned(turn: Turn, courtesies: frozenset[str]) -> bool:
    """Return the courtesies; false when the message says more.

    They are no part of what was said: what waits for a press is shown once more, and all of it is
    gone with "never mind". So is the question after a job shown when the words may answer it;
    thanks are for the job that was finished since.
    """
    waiting = said_before(turn, *KEPT_AS.values()) if courtesies else []
    if NEVER_MIND in courtesies:
        for each in waiting:
            turn.session.delete(each)
    elif waiting and not _is_for_a_job(turn, courtesies, since=waiting[0].touched_at):
        newest = told_of(waiting[0]).get("text", "")
        show(turn, waiting[0], intent_in(newest, lists_of(turn.catalogue)))
        return True
    if courtesies and (AGREED not in courtesies or not ask_again(turn)):
        return_courtesy(turn, courtesies)
        if NEVER_MIND in courtesies and not waiting:
            show_open(turn)
    return bool(courtesies)


def _is_for_a_job(turn: Turn, courtesies: frozenset[str], *, since: datetime) -> bool:
    return THANKS in courtesies and finished_since(turn.session, turn.someone, since)


def show(
    turn: Turn,
    draft: Told,
    guess: Guess,
    notice: Label = NOTHING,
    *,
    instead_of: Told | None = None,
) -> None:
    """Show what the words of the draft mean, with everything else that they may be.

    What was in hand when they were said goes on at a press.
    """
    ended = ended_jobs(turn, told_of(draft).get("text", ""))
    if ended or (only_works_here(turn) and guess.intent not in AT_WORK):
        guess = Guess(Intent.OTHER)  # what staff say to residents sounds like what residents say
    _begin(turn, draft, conversation_of(guess.intent))
    begins = isinstance(OPENERS.get(guess.intent, REPORT_REPAIR), Conversation)
    draft.page = "" if begins else guess.intent
    text, facts = _said_back(turn, draft, guess.intent, ended=bool(ended))
    offered = (Intent.EMERGENCY,) if turn.someone.elder else tuple(OPENERS)
    way_on, *others = _rows(draft, guess, () if only_works_here(turn) else offered)
    before: Rows = (
        ((Button("understanding.before", onward(instead_of).pack()),),) if instead_of else ()
    )
    rows = (*ends(draft, ended), way_on, *before, *additions(turn, draft), *others)
    turn.post(Screen(text, facts, rows, notice.key, dict(notice.facts)))


def press_mean(turn: Turn, press: Press) -> None:
    """Take the words up as what was pressed: they begin its dialogue, or are passed on."""
    draft = pressed(turn, press)
    if press.value not in OPENERS:
        raise Unreadable
    opener = OPENERS[Intent(press.value)]
    if isinstance(opener, Conversation):
        _begin(turn, draft, opener)
        draft.answers = without_wish(turn, draft)
        resume(turn, draft, CONVERSATIONS)
        return
    told = words_of(draft)
    if press.value == Intent.EMERGENCY and draft.conversation == ENQUIRE.name:
        # what was asked before is no part of the alarm
        told = Words(_said_last(draft) or told.text, told.media)
    turn.session.delete(draft)
    turn.session.flush()
    turn.toast("toasts.done")
    opener(turn, told)


def press_add_to(turn: Turn, press: Press) -> None:
    """Add the words to the open case that was pressed."""
    draft = pressed(turn, press)
    words = words_of(draft)
    if not (words.text or words.media):
        raise Unreadable
    bring_to(turn, draft, words, press)


def _said_last(draft: Told) -> str:
    """Return the words of the newest message that the draft was told in; empty without words."""
    return draft.messages[max(draft.messages, key=int)][1] if draft.messages else ""


def _guess(turn: Turn, draft: Told) -> Guess:
    """Return what the newest words mean; when they say nothing alone, all that was said."""
    lists = lists_of(turn.catalogue)
    wanted = wanted_in(turn, turn.incoming.text)
    newest = Guess(wanted) if wanted else intent_in(turn.incoming.text, lists)
    if newest.intent is not Intent.OTHER:
        return newest
    return intent_in(told_of(draft).get("text", ""), lists)


def _rows(draft: Told, guess: Guess, offered: tuple[Intent, ...]) -> Rows:
    """Return the way on, what of a repair can be corrected, and what else it may be."""
    first = guess.intent if guess.intent in OPENERS else Intent.REPAIR
    known = [name for name in CORRECTED if draft.answers.get(name) and guess.intent is first]
    others = [each for each in dict.fromkeys((*guess.alternatives, *offered)) if each is not first]
    pairs = in_rows(others, IN_A_ROW)
    style = "primary" if guess.intent is first else ""  # what was not understood is nobody's advice
    return (
        (_mean(draft, first, f"understanding.do.{first}", style=style),),
        *((_correction(draft, name),) for name in known),
        *(tuple(_mean(draft, each, f"understanding.intents.{each}") for each in p) for p in pairs),
        (Button("menu.discard", Press("discard", draft.id, 0).pack()),),
    )


def _mean(draft: Told, intent: Intent, label: str, style: str = "") -> Button:
    return Button(label, Press("mean", draft.id, 0, intent).pack(), style=style)


def _correction(draft: Told, name: str) -> Button:
    return Button(f"understanding.not_{name}", Press("resume", draft.id, 0, name).pack())


def _said_back(
    turn: Turn, draft: Told, intent: Intent, *, ended: bool
) -> tuple[str, dict[str, Any]]:
    """Return the text that repeats what was understood, and its facts. Source: ETQ-07."""
    told = told_of(draft)
    facts = {"text": told["text"], "count": len(told["media"])}
    if turn.staff is not None and intent not in AT_WORK:
        return "understanding.by_staff", {**facts, "jobs": bool(jobs(turn)), "ended": ended}
    if intent not in OPENERS:
        return "understanding.not_understood", facts
    if intent is not Intent.REPAIR or "category" not in draft.answers:
        return "understanding.meant", {**facts, "intent": intent}
    place = str(draft.answers.get("place", ""))
    kind, _, value = place.partition(":")
    homes = {each.value: each.label.text for each in estate_world(turn).places}
    where = {
        "address": homes.get(place, "").removeprefix("🏠 ") if kind == "home" else "",
        "common": value if kind == "common" else "",
    }
    return "understanding.repair", {**facts, "trade": draft.answers["category"], "place": where}


def _guessed(turn: Turn, text: str, conversation: Conversation) -> dict[str, str]:
    """Return what the words answer: trade and place of a repair, the plate of a car in the way.

    What is no common part is at home, for who has one home. Source: REP-01.
    """
    if conversation.name == BLOCKED.name:
        plate = read_plate(text)
        return {"plate": plate} if plate else {}
    if conversation.name != REPORT_REPAIR.name:
        return {}
    known = named_in(turn, text)
    homes = [each.value for each in estate_world(turn).places if each.value.startswith("home:")]
    if known and "place" not in known and len(homes) == 1:
        known["place"] = homes[0]
    return known


def ask_which_car(turn: Turn, draft: Told) -> None:
    """Let what was written begin the report of a car in the way."""
    _begin(turn, draft, BLOCKED)
    resume(turn, draft, CONVERSATIONS)


def _begin(turn: Turn, draft: Told, conversation: Conversation) -> None:
    """Make what was said the beginning of this conversation; one that has begun goes on."""
    if draft.step and draft.conversation == conversation.name:
        return
    told = told_of(draft)
    guessed = _guessed(turn, told.get("text", ""), conversation)
    draft.conversation, draft.step, draft.page, draft.editing = conversation.name, "", "", False
    draft.answers = {**guessed, **({telling(conversation).name: told} if told else {})}
    turn.session.add(draft)


def keep(turn: Turn, answer: Answer) -> tuple[Told, Label]:
    """Keep what answered nothing as the beginning of a dialogue: an album comes in pieces."""
    person = turn.someone
    draft = goes_on(turn) or Told(
        estate_id=person.estate_id, person_id=person.id, conversation=REPORT_REPAIR.name,
        step="", open=False, touched_at=turn.now,
    )  # fmt: skip
    conversation = KEPT_AS[draft.conversation]
    step = telling(conversation)
    known, world = draft.answers.get(step.name), World(turn.today)
    sent = answer if isinstance(answer, Sent) else Sent((), turn.incoming.text)
    taken = step.take(Asking(conversation.key(step.name), known, "", world), sent)
    draft.messages = told_in(turn, draft)
    draft.answers, draft.touched_at = {step.name: taken.value}, turn.now
    turn.session.add(draft)
    turn.session.flush()
    told = taken.notice if sent.media or "too_long" in str(taken.notice) else None
    return draft, told or NOTHING


def _belongs_to_a_case(turn: Turn, answer: Answer) -> bool:
    """Add it to what this person has just finished or reported; false when there is nothing."""
    files = tuple(map(int, answer.media)) if isinstance(answer, Sent) else ()
    if files and turn.staff and not turn.incoming.text:
        done = add_to_result(turn.session, files, by=turn.staff, now=turn.now)
        if done is not None:
            turn.say("repairs.finish.added", number=done.number, count=len(files))
            return True
    told = Words(turn.incoming.text, files)
    case = add_afterwards(turn.session, told, by=turn.someone, now=turn.now)
    if case is not None:
        keep_tellings(turn.session, case, turn.incoming.chat_id, (turn.incoming.message_id,))
        turn.say("wishes.add.thanks", number=case.number)
    return case is not None
