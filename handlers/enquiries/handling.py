"""The office handles an enquiry or a suggestion: a question each, then it is told."""

from handlers.cases import asking, seen_by_staff
from handlers.context import Turn
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs import reasons
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Words
from models.enquiries.asking import KINDS, may, may_do
from models.enquiries.deciding import adopt, carry_out, not_adopt
from models.enquiries.handling import (
    DEVELOPER,
    agree_time,
    answer,
    could_have_it,
    pass_on,
    take,
    talk_over,
    verify,
)
from models.enquiries.rules import BY_THE_OFFICE
from models.enquiries.telling import show_card
from models.enquiries.words import Action
from models.errors import NotAllowed
from models.intents.messages import Button, Rows
from models.permissions import require_officer
from models.values import frozen

ANSWER_AT_MOST = 1500
DAYS = ("0", "1", "2", "3", "5", "7")
LONG = ("2", "3", "5", "7", "14", "30")
AT_MOST = 24  # buttons below one message
NOTABLE, DONE = "notable", "done"


@frozen
class Answered:
    """The answer."""

    told: Words


@frozen
class Agreed:
    """In how many days there is an answer, and why not sooner."""

    days: str
    reason: str


@frozen
class Asked:
    """Who is asked, and in how many days there is an answer."""

    whom: str
    days: str


@frozen
class Worded:
    """The measures, or the reason."""

    words: str


@frozen
class CarriedOut:
    """What was done, and whether it did much good."""

    words: str
    effect: str


def answered(turn: Turn, said: Answered, case_id: int) -> None:
    """Hand the answer to the model."""
    _told(turn, answer(turn.session, case_id, said.told, by=turn.someone, now=turn.now))


def agreed(turn: Turn, said: Agreed, case_id: int) -> None:
    """Hand the other time to the model."""
    days = int(said.days)
    _told(turn, agree_time(turn.session, case_id, days, said.reason, by=turn.someone, now=turn.now))


def verified(turn: Turn, said: Asked, case_id: int) -> None:
    """Hand to the model who is asked."""
    days = int(said.days)
    _told(turn, verify(turn.session, case_id, said.whom, days, by=turn.someone, now=turn.now))


def talked_over(turn: Turn, said: Asked, case_id: int) -> None:
    """Hand to the model with whom it is talked over."""
    days = int(said.days)
    _told(turn, talk_over(turn.session, case_id, days, said.whom, by=turn.someone, now=turn.now))


def adopted(turn: Turn, said: Worded, case_id: int) -> None:
    """Hand the measures to the model."""
    _told(turn, adopt(turn.session, case_id, said.words, by=turn.someone, now=turn.now))


def not_adopted(turn: Turn, said: Worded, case_id: int) -> None:
    """Hand the reason to the model."""
    _told(turn, not_adopt(turn.session, case_id, said.words, by=turn.someone, now=turn.now))


def carried_out(turn: Turn, said: CarriedOut, case_id: int) -> None:
    """Hand what was done to the model."""
    notable = said.effect == NOTABLE
    _told(
        turn,
        carry_out(
            turn.session, case_id, said.words, notable=notable, by=turn.someone, now=turn.now
        ),
    )


ANSWER = Conversation(
    name="enquiries.answer",
    answers=Answered,
    steps=(Telling("told", min_length=2, max_length=ANSWER_AT_MOST),),
    on_complete=answered,
    world=estate_world,
)

AGREE_TIME = Conversation(
    name="enquiries.agree",
    answers=Agreed,
    steps=(Choice("days", options=DAYS, columns=2), reasons.Reason("reason")),
    on_complete=agreed,
    world=estate_world,
    confirm=False,
)

VERIFY = Conversation(
    name="enquiries.verify",
    answers=Asked,
    steps=(
        reasons.Reason("whom", usual=(DEVELOPER,)),
        Choice("days", options=DAYS, columns=2),
    ),
    on_complete=verified,
    world=estate_world,
    confirm=False,
)

TALK_OVER = Conversation(
    name="enquiries.talks",
    answers=Asked,
    steps=(reasons.Reason("whom"), Choice("days", options=LONG, columns=2)),
    on_complete=talked_over,
    world=estate_world,
    confirm=False,
)

ADOPT = Conversation(
    name="enquiries.adopt",
    answers=Worded,
    steps=(reasons.Reason("words"),),
    on_complete=adopted,
    world=estate_world,
)

NOT_ADOPT = Conversation(
    name="enquiries.not_adopt",
    answers=Worded,
    steps=(reasons.Reason("words"),),
    on_complete=not_adopted,
    world=estate_world,
)

CARRY_OUT = Conversation(
    name="enquiries.carry_out",
    answers=CarriedOut,
    steps=(reasons.Reason("words"), Choice("effect", options=(DONE, NOTABLE))),
    on_complete=carried_out,
    world=estate_world,
)

ASKED = asking(
    may,
    {
        Action.ANSWER: ANSWER,
        Action.AGREE_TIME: AGREE_TIME,
        Action.VERIFY: VERIFY,
        Action.TALK_OVER: TALK_OVER,
        Action.ADOPT: ADOPT,
        Action.NOT_ADOPT: NOT_ADOPT,
        Action.CARRY_OUT: CARRY_OUT,
    },
)


def press_take_on(turn: Turn, press: Press) -> None:
    """Take it; the card comes in private."""
    take(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


def press_more(turn: Turn, press: Press) -> None:
    """Show everything that this person may do with it now."""
    case, actions = may_do(turn.session, press.object, by=turn.someone, now=turn.now)
    offered = [action for action in actions if action in BY_THE_OFFICE]
    if not offered:
        raise NotAllowed
    rows: Rows = tuple(
        (Button(f"enquiries.actions.{each}", Press(each, case.id, case.rev).pack()),)
        for each in offered
    )
    turn.say("enquiries.what_else", rows, number=case.number)
    turn.toast("toasts.done")


def press_pass_on(turn: Turn, press: Press) -> None:
    """Show who could have it; with a name, give it to them."""
    case, _ = may(turn.session, press.object, Action.PASS_ON, by=turn.someone, now=turn.now)
    if press.value:
        pass_on(turn.session, case.id, press.number, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        return
    rows: Rows = tuple(
        (
            Button(
                "complaints.person", Press(press.action, case.id, case.rev, str(each.id)).pack(),
                {"name": each.name, "role": each.role},
            ),
        )
        for each in could_have_it(turn.session, case, now=turn.now)[:AT_MOST]
    )  # fmt: skip
    turn.say("enquiries.pass_to" if rows else "talks.nobody_else", rows, number=case.number)
    turn.toast("toasts.done")


def press_card(turn: Turn, press: Press) -> None:
    """Show it to somebody of the office."""
    require_officer(turn.session, turn.someone, now=turn.now)
    case, staff = seen_by_staff(turn, press, *KINDS)
    show_card(turn.session, case, staff, now=turn.now)
    turn.toast("toasts.done")


def _told(turn: Turn, case: Case) -> None:
    turn.say("enquiries.told_them", number=case.number)
