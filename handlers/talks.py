"""A person, please: a talk between a resident and one named officer, from any screen."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.complaints.keying import KEY_IN_COMPLAINT
from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, put_aside
from handlers.emergencies import said_in_danger
from handlers.relay import say_in, spoken
from handlers.repairs.keying import KEY_IN
from handlers.understanding.lists import lists_of
from models.buttons import Press, Unreadable
from models.cases.words import Words
from models.emergencies.operations import Alarm, raise_alarm
from models.emergencies.rules import Danger
from models.errors import NotAllowed
from models.intents.messages import Button, Rows
from models.people.search import residencies_of
from models.permissions import require_officer
from models.progress import open_one
from models.relay.spoken import Spoken
from models.talks.lists import (
    ended_talks,
    held_by,
    holder_of,
    line_of,
    open_talks,
    record_of,
    talk_of,
)
from models.talks.messages import TalkList
from models.talks.operations import (
    call,
    called,
    end,
    hand_to,
    say_whether_it_helped,
    take,
    wish_to_talk,
)
from models.talks.passing import could_have_it
from models.talks.rules import IN_HAND, Action, Reply, Status
from models.talks.said import ending
from models.talks.speaking import say, say_saved
from models.talks.tables import Talk
from models.understanding.rules import Intent, intent_in, is_said

SHORT = 20  # characters: longer words within a dialogue answer its question
YES, NO = "yes", "no"


def person(turn: Turn) -> None:
    """Let an officer come, in this chat; words behind the command go with the wish."""
    said = replace(spoken(turn), words=turn.incoming.argument)
    _wish(turn, said if turn.incoming.argument else None)


def press_person(turn: Turn, press: Press) -> None:
    """Ask for a person, from any screen."""
    _wish(turn, None)
    turn.toast("toasts.done")


def call_me(turn: Turn) -> None:
    """Let an officer ring up, and say by when."""
    _wish(turn, None, by_phone=True)


def press_call_me(turn: Turn, press: Press) -> None:
    """Ask the desk to telephone, from any screen."""
    call_me(turn)
    turn.toast("toasts.call_promised")


def wished_for_person(turn: Turn) -> bool:
    """Take up the wish for a person, in the middle of a dialogue too; false when there is none.

    Only what is said outright; what may mean it is shown first.
    """
    said = turn.incoming.text
    busy = open_one(turn.session, turn.someone.id) is not None
    if turn.staff is not None or (busy and len(said) > SHORT):
        return False
    at_once = turn.catalogue.words("understanding_words.at_once")
    if not is_said(said, (*at_once["person"], *at_once["call_me"])):
        return False
    guess = intent_in(said, lists_of(turn.catalogue))
    if guess.intent is not Intent.PERSON or Intent.COMPLAINT in guess.alternatives:
        return False
    by_phone = is_said(said, at_once["call_me"])
    _wish(turn, spoken(turn), by_phone=by_phone)
    return True


def promise(turn: Turn, told: Words) -> None:
    """Let an officer answer these words; say by when it is."""
    said = Spoken(turn.incoming.chat_id, turn.incoming.message_id, told.text, told.media)
    _wish(turn, said)


def said_in_talk(turn: Turn) -> bool:
    """Take plain words as said in the open talk; false when there is none that takes them.

    In danger they go to who comes as well, and the answer is about that. What comes at night,
    before anybody has the talk, is understood as ever. Who has talks of others is asked to reply
    to one of them: several stay apart.
    """
    talk = talk_of(turn.session, turn.someone.id)
    if talk is not None and (talk.status in IN_HAND or _is_open(turn)):
        said = spoken(turn)
        if said_in_danger(turn, said):
            say(turn.session, talk, said, by=turn.someone, now=turn.now)
        else:
            say_in(turn, talk)
        return True
    if turn.staff is not None and held_by(turn.session, turn.staff):
        turn.say("talks.reply_please")
        return True
    return False


def press_urgent(turn: Turn, press: Press) -> None:
    """Say what to do and whom to ring, and call who is on duty now; the wish is kept."""
    talk = _own(turn, press)
    alarm = Alarm(Danger.PERSON, Words(talk.told, tuple(talk.files)))
    raise_alarm(turn.session, alarm, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_end(turn: Turn, press: Press) -> None:
    """End the talk, for either side."""
    end(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_helped(turn: Turn, press: Press) -> None:
    """Keep whether it helped; when not, somebody above answers."""
    if press.value not in (YES, NO):
        raise Unreadable
    helped = press.value == YES
    talk = say_whether_it_helped(
        turn.session, press.object, helped=helped, by=turn.someone, now=turn.now
    )
    turn.toast("toasts.thanks")
    turn.say("talks.glad" if helped else "talks.not_helped", menu=True, answer_by=talk.answer_by)


def press_take(turn: Turn, press: Press) -> None:
    """Take the talk; the resident sees who it is."""
    take(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


def press_call(turn: Turn, press: Press) -> None:
    """Ring the resident up instead; the number is on the card, in private."""
    call(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


def press_called(turn: Turn, press: Press) -> None:
    """Keep how the call went."""
    if press.value not in (Action.REACHED, Action.MISSED):
        raise Unreadable
    action = Action(press.value)
    called(turn.session, press.object, action, rev=press.rev, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_say(turn: Turn, press: Press) -> None:
    """Say one of the saved replies, in the resident's language."""
    talk = turn.session.get(Talk, press.object)
    if talk is None or press.value not in set(Reply):
        raise Unreadable
    said = Spoken(turn.incoming.chat_id, turn.incoming.message_id, "")
    say_saved(turn.session, talk, Reply(press.value), said, by=turn.someone, now=turn.now)
    turn.toast("toasts.sent")


def press_pass(turn: Turn, press: Press) -> None:
    """Show to whom the talk can go; then hand it over, with all that was said and noted."""
    talk = turn.session.get(Talk, press.object)
    if talk is None:
        raise NotAllowed
    if press.value:
        _, staff = hand_to(turn.session, talk.id, press.number, by=turn.someone, now=turn.now)
        turn.say("talks.passed", name=staff.name)
        turn.toast("toasts.done")
        return
    found = could_have_it(turn.session, talk, by=turn.someone, now=turn.now)
    rows: Rows = tuple(
        (
            Button(
                "talks.colleague", Press("talk_pass", talk.id, 0, str(each.id)).pack(),
                {"name": each.name, "role": each.role.value},
            ),
        )
        for each in found
    )  # fmt: skip
    turn.say("talks.pass_to" if rows else "talks.nobody_else", rows)
    turn.toast("toasts.see_private")


def press_into(turn: Turn, press: Press) -> None:
    """Make a case of the talk, for its resident."""
    talk = turn.session.get(Talk, press.object)
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    if talk is None or talk.owner_id != staff.id or press.value not in INTO:
        raise NotAllowed
    INTO[press.value](turn, talk)


def press_show(turn: Turn, press: Press) -> None:
    """Show an officer all that was said in the talk, in private."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    talk = turn.session.get(Talk, press.object)
    if talk is None or talk.estate_id != staff.estate_id or talk.person_id == turn.someone.id:
        raise NotAllowed
    turn.post(record_of(turn.session, talk))
    turn.toast("toasts.details_sent")


def list_(turn: Turn) -> None:
    """List the talks that are open, and those that have ended lately: for officers."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    known = open_talks(turn.session, staff.estate_id) + ended_talks(turn.session, staff.estate_id)
    own = [each for each in known if each.person_id != turn.someone.id]
    turn.post(TalkList(tuple(line_of(turn.session, each) for each in own)))


def _wish(turn: Turn, said: Spoken | None, *, by_phone: bool = False) -> None:
    """Ask for somebody; a half-told dialogue is kept, and the words go with the wish."""
    put_aside(turn)
    talk, is_open = wish_to_talk(turn.session, by_phone=by_phone, by=turn.someone, now=turn.now)
    if said is not None:
        say(turn.session, talk, said, by=turn.someone, now=turn.now)
    rows: Rows = ((ending(talk.id),),)
    if talk.status in IN_HAND:
        turn.say("talks.already_with", rows, holder=holder_of(turn.session, talk))
        return
    urgent = Button("talks.actions.urgent", Press("talk_urgent", talk.id, 0).pack(), style="danger")
    rows = rows if is_open else ((urgent,), *rows)
    phone = turn.someone.phone or "" if talk.by_phone else ""
    turn.say(
        "talks.promised" if is_open else "talks.promised_later", rows,
        answer_by=talk.answer_by, by_phone=talk.by_phone, phone=phone,
        opens=turn.calendar.first_permitted(turn.now, turn.calendar.shift),
        hours=", ".join(map(str, turn.calendar.shift)),
    )  # fmt: skip


def _is_open(turn: Turn) -> bool:
    return turn.calendar.permitted(turn.now, turn.calendar.shift)


def _own(turn: Turn, press: Press) -> Talk:
    talk = turn.session.get(Talk, press.object)
    if talk is None or talk.person_id != turn.someone.id or talk.status is Status.ENDED:
        raise Unreadable
    return talk


def _into_repair(turn: Turn, talk: Talk) -> None:
    """Ask what a repair asks, for the talk's resident."""
    open_conversation(turn, KEY_IN, subject=_residency(turn, talk))


def _into_complaint(turn: Turn, talk: Talk) -> None:
    """Ask what a complaint asks, for the talk's resident."""
    open_conversation(turn, KEY_IN_COMPLAINT, subject=_residency(turn, talk))


def _residency(turn: Turn, talk: Talk) -> int:
    homes = residencies_of(turn.session, talk.person_id, on=turn.today)
    if not homes:
        raise NotAllowed
    return homes[0].residency_id


# What a talk can become: another kind of case needs its dialogue here, and its word on the card.
INTO: Mapping[str, Callable[[Turn, Talk], None]] = {
    "repair": _into_repair,
    "complaint": _into_complaint,
}
