"""Whatever a resident says, wherever: a danger in it is taken up before anything is asked."""

from handlers.context import Turn
from handlers.conversations.adapter import heard, put_aside
from handlers.conversations.definition import Sent
from handlers.repairs.reporting import REPORT_REPAIR, place_in
from handlers.understanding.courtesies import GIVEN_UP, courtesies_in, endings_in
from handlers.understanding.lists import lists_of
from models.buttons import Press
from models.cases.lines import owner_of
from models.cases.words import Words
from models.emergencies.arrival import NOT_THERE
from models.emergencies.messages import SafetyWords
from models.emergencies.operations import Alarm, calm, cannot_go, numbers_for, raise_alarm
from models.emergencies.policy import EmergencyPolicy
from models.emergencies.rules import Danger, danger_in
from models.estate.settings import policy_of
from models.intents.messages import Button
from models.people.tables import Trade
from models.progress import Told, drafts, open_one
from models.relay.spoken import Spoken
from models.repairs.rules import Status
from models.wishes.additions import IN_DANGER, add_afterwards, is_in_danger, keep_tellings


def cried(turn: Turn) -> bool:
    """Take up the danger in what was just said; false when there is none.

    What staff write into their own dialogues, or answer on a card, is about work that is being
    done.
    """
    danger = _danger(turn)
    if danger is None:
        return False
    draft = open_one(turn.session, turn.someone.id)
    about_it = draft is not None and draft.conversation == REPORT_REPAIR.name
    working = turn.incoming.reply_to or (draft is not None and not about_it)
    if turn.staff is not None and working:
        return False
    answers = dict(draft.answers) if draft is not None and about_it else {}
    told_in = {*(map(int, draft.messages) if draft and about_it else ()), turn.incoming.message_id}
    begun = draft.id if draft and about_it else 0
    put_aside(turn)
    alarm = Alarm(danger, _words(turn, answers.get("told")), _place(turn, answers))
    case = raise_alarm(turn.session, alarm, by=turn.someone, now=turn.now)
    keep_tellings(turn.session, case, turn.incoming.chat_id, sorted(told_in))
    told = turn.session.get(Told, begun)
    if told is not None:  # one in which nothing was said yet went when it was put aside
        turn.session.delete(told)
    return True


def take_up(turn: Turn, told: Words, *, danger: Danger) -> None:
    """Raise the alarm with these words, as who said them wishes: nothing in them sounded like it.

    Source: S-10.
    """
    place = place_in(told.text, turn.catalogue.words("repairs.report.place.options"))
    raise_alarm(turn.session, Alarm(danger, told, place), by=turn.someone, now=turn.now)


def warn_stranger(turn: Turn) -> bool:
    """Tell somebody who is not registered what to do and whom to ring; false without danger."""
    danger = _danger(turn) if turn.estate is not None else None
    if danger is None or turn.estate is None:
        return False
    numbers = numbers_for(turn.session, turn.estate, danger, Trade.OTHER)
    turn.post(SafetyWords(0, 0, danger, tuple(numbers)))
    return True


def press_calm(turn: Turn, press: Press) -> None:
    """Make it an ordinary report: it was no emergency."""
    case = calm(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
    turn.say("emergencies.calmed", number=case.number)


def said_over(turn: Turn) -> bool:
    """Add to an emergency that nobody need come, and say that somebody comes all the same.

    Danger is not judged by chat: only the button ends the calling. False without an emergency in
    which nobody is there yet, and for a "never mind" to what was said since and waits for a press.

    Source: S-10.
    """
    endings = endings_in(turn)
    if turn.incoming.media or not endings:
        return False
    told, over = Words(turn.incoming.text), GIVEN_UP in endings or not _something_else_waits(turn)
    case = add_afterwards(turn.session, told, by=turn.someone, now=turn.now, over=over)
    if case is None:
        return False
    keep_tellings(turn.session, case, turn.incoming.chat_id, (turn.incoming.message_id,))
    if case.status in {Status.REPORTED, *NOT_THERE}:
        technician = owner_of(turn.session, case)
        rows = ((Button("emergencies.calm", Press("calm", case.id, 0).pack()),),)
        turn.say("emergencies.still_comes", rows, number=case.number, technician=technician)
    else:
        turn.say("wishes.add.thanks", number=case.number)
    return True


def said_in_danger(turn: Turn, said: Spoken) -> bool:
    """Add to the emergency what is said in a talk; false without one, and for a mere courtesy.

    Source: S-10.
    """
    if said_over(turn):
        return True
    if courtesies_in(turn) or not is_in_danger(turn.session, by=turn.someone, now=turn.now):
        return False
    told = Words(said.words, said.files)
    case = add_afterwards(turn.session, told, by=turn.someone, now=turn.now)
    if case is None:
        return False
    keep_tellings(turn.session, case, said.chat_id, (said.message_id,))
    turn.say("wishes.add.thanks", number=case.number)
    return True


def press_cannot_go(turn: Turn, press: Press) -> None:
    """Let the next one be called: who is called here cannot go, and reads when there is none."""
    called = cannot_go(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("emergencies.next_is_called" if called else "emergencies.nobody_else")


def _something_else_waits(turn: Turn) -> bool:
    kept = drafts(turn.session, turn.someone.id)
    return any(not each.step and each.touched_at > turn.now - IN_DANGER for each in kept)


def _danger(turn: Turn) -> Danger | None:
    if turn.estate is None or not turn.incoming.text:
        return None
    own = policy_of(turn.session, turn.estate.id, EmergencyPolicy).urgent_keywords
    lists = lists_of(turn.catalogue)
    return danger_in(turn.incoming.text, lists.dangers, lists.lexicon, own)


def _words(turn: Turn, told: object) -> Words:
    before = told if isinstance(told, dict) else {}
    answer = heard(turn)
    media = (*before.get("media", ()), *(answer.media if isinstance(answer, Sent) else ()))
    text = "\n".join(each for each in (before.get("text"), turn.incoming.text) if each)
    return Words(text, tuple(dict.fromkeys(map(int, media))))


def _place(turn: Turn, answers: dict[str, object]) -> str:
    known = str(answers.get("place") or "")
    words = turn.catalogue.words("repairs.report.place.options")
    return known or place_in(turn.incoming.text, words)
