"""Another time for a visit: residents choose it, staff propose it; and why one was late."""

from datetime import date, time

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Slot
from handlers.repairs.remarks import remarked
from handlers.repairs.reporting import estate_world
from models.buttons import Press, Unreadable
from models.repairs.lateness import explain
from models.repairs.rebooking import (
    may_propose,
    may_rebook,
    nobody_home,
    propose,
    rebook,
    take_slot,
)
from models.repairs.visits import Visit
from models.values import frozen


@frozen
class AnotherTime:
    """The time that was chosen; None when none suits."""

    visit: Visit | None


def rebooked(turn: Turn, chosen: AnotherTime, case_id: int) -> None:
    """Hand the new time to the model, which tells both sides."""
    rebook(turn.session, case_id, chosen.visit, by=turn.someone, now=turn.now)
    if chosen.visit is None:
        turn.say("repairs.visits.we_telephone")


def proposed(turn: Turn, chosen: AnotherTime, case_id: int) -> None:
    """Hand the proposal to the model, which asks the resident."""
    propose(turn.session, case_id, chosen.visit, by=turn.someone, now=turn.now)
    turn.say("repairs.visits.asked" if chosen.visit else "repairs.visits.office_telephones")


REBOOK = Conversation(
    name="repairs.rebook",
    answers=AnotherTime,
    steps=(Slot("visit", days=7),),
    on_complete=rebooked,
    world=estate_world,
    confirm=False,
    on_remark=remarked,
)

PROPOSE = Conversation(
    name="repairs.propose",
    answers=AnotherTime,
    steps=(Slot("visit", days=7),),
    on_complete=proposed,
    world=estate_world,
    confirm=False,
)


def press_rebook(turn: Turn, press: Press) -> None:
    """Ask for another time."""
    may_rebook(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, REBOOK, subject=press.object)


def press_propose(turn: Turn, press: Press) -> None:
    """Ask staff which time to propose."""
    may_propose(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, PROPOSE, subject=press.object)


def press_take_slot(turn: Turn, press: Press) -> None:
    """Agree one of the times that were offered."""
    visit = read(press.value)
    case = take_slot(
        turn.session, press.object, press.rev, visit, by=turn.someone, now=turn.now
    )  # fmt: skip
    turn.toast("toasts.done" if case else "repairs.visit_taken")


def press_nobody_home(turn: Turn, press: Press) -> None:
    """Say that nobody was in."""
    nobody_home(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_late_cause(turn: Turn, press: Press) -> None:
    """Say why it was late."""
    explain(
        turn.session, press.object, press.rev, press.value, by=turn.someone, now=turn.now
    )  # fmt: skip
    turn.toast("toasts.resident_told")


def read(value: str) -> Visit:
    """Return the visit that a button carried. Raises Unreadable."""
    try:
        day, begins, ends = value.split("_")
        return Visit(date.fromisoformat(day), time.fromisoformat(begins), time.fromisoformat(ends))
    except ValueError:
        raise Unreadable from None
