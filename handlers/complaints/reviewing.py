"""The office judges a complaint: class, validity, whom it is about, who has it."""

from handlers.cases import seen_by_staff
from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice
from handlers.repairs import reasons
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.tables import Case, Kind
from models.complaints.accepting import may
from models.complaints.answers import file_away
from models.complaints.reviewing import (
    admit,
    could_have_it,
    entrust,
    everybody,
    explain,
    keep_from,
    may_do,
    reclassify,
)
from models.complaints.telling import show_card
from models.complaints.words import Action, Importance
from models.intents.messages import Button, Rows
from models.people.tables import Department, Staff
from models.values import frozen

AT_MOST = 24  # buttons below one message


@frozen
class Classed:
    """Which class and which department."""

    importance: Importance
    department: Department


@frozen
class Explained:
    """Why the complaint cannot be upheld, and what can be done all the same."""

    reason: str
    instead: str


def classed(turn: Turn, chosen: Classed, case_id: int) -> None:
    """Hand class and department to the model."""
    case = reclassify(
        turn.session, case_id, chosen.importance, chosen.department, by=turn.someone, now=turn.now
    )
    turn.say("complaints.done", number=case.number)


def explained(turn: Turn, why: Explained, case_id: int) -> None:
    """Hand the explanation to the model."""
    words = f"{why.reason}\n{why.instead}"
    case = explain(turn.session, case_id, words, by=turn.someone, now=turn.now)
    turn.say("complaints.done", number=case.number)


RECLASSIFY = Conversation(
    name="complaints.reclassify",
    answers=Classed,
    steps=(
        Choice("importance", options=Importance),
        Choice("department", options=Department, columns=2),
    ),
    on_complete=classed,
    world=estate_world,
    confirm=False,
)

EXPLAIN = Conversation(
    name="complaints.explain",
    answers=Explained,
    steps=(reasons.Reason("reason"), reasons.Reason("instead")),
    on_complete=explained,
    world=estate_world,
)


def press_card(turn: Turn, press: Press) -> None:
    """Show the complaint to somebody of the office."""
    case, staff = seen_by_staff(turn, press, Kind.COMPLAINT)
    show_card(turn.session, case, staff, now=turn.now)
    turn.toast("toasts.done")


def press_more(turn: Turn, press: Press) -> None:
    """Show everything that this person may do with the complaint now."""
    case, actions = may_do(turn.session, press.object, by=turn.someone, now=turn.now)
    rows: Rows = tuple(
        (Button(f"complaints.more.{action}", Press(action, case.id, case.rev).pack()),)
        for action in actions
    )
    turn.say("complaints.what_else", rows, number=case.number)
    turn.toast("toasts.done")


def press_admit(turn: Turn, press: Press) -> None:
    """Confirm the proposal of the class table."""
    admit(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_reclassify(turn: Turn, press: Press) -> None:
    """Ask for class and department."""
    may(turn.session, press.object, Action.RECLASSIFY, by=turn.someone, now=turn.now)
    open_conversation(turn, RECLASSIFY, subject=press.object)


def press_explain(turn: Turn, press: Press) -> None:
    """Ask for the explanation."""
    may(turn.session, press.object, Action.EXPLAIN, by=turn.someone, now=turn.now)
    open_conversation(turn, EXPLAIN, subject=press.object)


def press_entrust(turn: Turn, press: Press) -> None:
    """Show who could have it; with a name, give it to them."""
    case = may(turn.session, press.object, Action.ENTRUST, by=turn.someone, now=turn.now)
    if press.value:
        entrust(turn.session, case.id, press.number, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        return
    _choose(turn, case, could_have_it(turn.session, case, now=turn.now), Action.ENTRUST)


def press_name(turn: Turn, press: Press) -> None:
    """Show the staff; with a name, keep the complaint from them."""
    case = may(turn.session, press.object, Action.NAME, by=turn.someone, now=turn.now)
    if press.value:
        keep_from(turn.session, case.id, press.number, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        return
    _choose(turn, case, everybody(turn.session, case, now=turn.now), Action.NAME)


def press_file(turn: Turn, press: Press) -> None:
    """File what was asked about in vain."""
    file_away(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def _choose(turn: Turn, case: Case, staff: list[Staff], action: Action) -> None:
    rows: Rows = tuple(
        (
            Button(
                "complaints.person", Press(action, case.id, case.rev, str(each.id)).pack(),
                {"name": each.name, "role": each.role},
            ),
        )
        for each in staff[:AT_MOST]
    )  # fmt: skip
    turn.say(f"complaints.whom.{action}", rows, number=case.number)
    turn.toast("toasts.done")
