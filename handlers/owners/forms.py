"""The office enters a new owner's form; somebody else reviews it before it is used."""

from handlers.cases import asking
from handlers.context import Turn
from handlers.conversations.definition import Conversation
from handlers.conversations.lines import Line
from handlers.owners.asking import file_world
from handlers.repairs import reasons
from models.buttons import Press
from models.intents.messages import Button
from models.owners.forms import cancel, enter, form_for, review, send_back
from models.owners.requesting import may
from models.owners.words import Action
from models.values import frozen

SURE = "sure"


@frozen
class Entered:
    """What the form says; what it leaves open is None."""

    mail: str
    employer: str | None
    members: str | None


@frozen
class Wrong:
    """What is wrong with what was entered."""

    reason: str


def entered(turn: Turn, said: Entered, case_id: int) -> None:
    """Hand the form to the model; a second person has it now."""
    entries = {"mail": said.mail, "employer": said.employer or "", "members": said.members or ""}
    case = enter(turn.session, case_id, entries, by=turn.someone, now=turn.now)
    turn.say("owners.with_second", number=case.number)


def sent_back(turn: Turn, said: Wrong, case_id: int) -> None:
    """Hand to the model what is wrong."""
    case = send_back(turn.session, case_id, said.reason, by=turn.someone, now=turn.now)
    turn.say("owners.sent_back", number=case.number)


ENTER_FORM = Conversation(
    name="owners.enter",
    answers=Entered,
    steps=(
        Line("mail", min_length=2, max_length=100),
        Line("employer", min_length=2, max_length=60, optional=True),
        Line("members", min_length=2, max_length=100, optional=True),
    ),
    on_complete=entered,
    world=file_world,
)

FORM_WRONG = Conversation(
    name="owners.wrong",
    answers=Wrong,
    steps=(reasons.Reason("reason"),),
    on_complete=sent_back,
    world=file_world,
    confirm=False,
)

ASKED = asking(may, {Action.ENTER: ENTER_FORM, Action.FORM_WRONG: FORM_WRONG})


def press_begin_form(turn: Turn, press: Press) -> None:
    """Begin the form of a home's new owner; its card is with an officer."""
    form_for(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_right(turn: Turn, press: Press) -> None:
    """Find what was entered right: it is used from now on."""
    review(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_cancel(turn: Turn, press: Press) -> None:
    """Ask whether it is meant; then the account is closed."""
    case, _ = may(turn.session, press.object, Action.CANCEL_ACCOUNT, by=turn.someone, now=turn.now)
    if press.value == SURE:
        cancel(turn.session, case.id, by=turn.someone, now=turn.now)
    else:
        sure = Press(press.action, case.id, 0, SURE).pack()
        turn.say(
            "owners.cancel_sure",
            ((Button("owners.actions.cancel_yes", sure),),),
            number=case.number,
        )
    turn.toast("toasts.done")
