"""The office decides about a change: originals seen by an officer, approved by the head."""

from dataclasses import dataclass

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice
from handlers.owners.asking import ASKED_FOR, file_world
from handlers.repairs import reasons
from models.buttons import Press, Unreadable
from models.cases.operations import CaseUnknown, locked
from models.cases.tables import Kind
from models.owners.deciding import approve, fail, put_before, refuse, see_original, take
from models.owners.requesting import may
from models.owners.telling import show_office
from models.owners.words import Action
from models.papers.words import Flaw, PaperKind
from models.permissions import may_see, require_officer

FLAWS = (Flaw.UNREADABLE, Flaw.EXPIRED, Flaw.OTHER_NAME, Flaw.NOT_THE_ORIGINAL, Flaw.NO_ORIGINAL)


@dataclass(frozen=True)
class Failed:
    """Which proof does not do, and why."""

    paper: PaperKind
    flaw: Flaw


@dataclass(frozen=True)
class Refused:
    """Why the file stays as it is."""

    reason: str


def failed(turn: Turn, said: Failed, case_id: int) -> None:
    """Hand to the model which proof does not do."""
    case = fail(turn.session, case_id, said.paper, said.flaw, by=turn.someone, now=turn.now)
    turn.say("owners.told_them", number=case.number)


def refused(turn: Turn, said: Refused, case_id: int) -> None:
    """Hand the reason to the model."""
    case = refuse(turn.session, case_id, said.reason, by=turn.someone, now=turn.now)
    turn.say("owners.told_them", number=case.number)


PROOF_FAILS = Conversation(
    name="owners.fail",
    opens_with=(),
    answers=Failed,
    steps=(Choice("paper", options=ASKED_FOR), Choice("flaw", options=FLAWS)),
    on_complete=failed,
    world=file_world,
    confirm=False,
)

REFUSE_CHANGE = Conversation(
    name="owners.refuse",
    opens_with=(),
    answers=Refused,
    steps=(reasons.Reason("reason"),),
    on_complete=refused,
    world=file_world,
)

ASKED = {Action.PROOF_FAILS: PROOF_FAILS, Action.REFUSE: REFUSE_CHANGE}


def press_take(turn: Turn, press: Press) -> None:
    """Take it; the card comes in private."""
    take(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


def press_asked(turn: Turn, press: Press) -> None:
    """Ask what the step needs."""
    action = Action(press.action)
    may(turn.session, press.object, action, by=turn.someone, now=turn.now)
    open_conversation(turn, ASKED[action], subject=press.object)


def press_original_seen(turn: Turn, press: Press) -> None:
    """Note that this original was seen and equals the copy."""
    if press.value not in set(PaperKind):
        raise Unreadable
    kind = PaperKind(press.value)
    see_original(turn.session, press.object, kind, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_put_before(turn: Turn, press: Press) -> None:
    """Bring it before the office head."""
    put_before(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_approve(turn: Turn, press: Press) -> None:
    """Approve it: the file says it from now on, or from the day that is announced."""
    approve(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_card(turn: Turn, press: Press) -> None:
    """Show it to somebody of the office, in private."""
    case = locked(turn.session, press.object)
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    seen = may_see(turn.session, case, turn.someone, now=turn.now)
    if case.kind is not Kind.FILE_CHANGE or not seen:
        raise CaseUnknown(number=case.number)
    show_office(turn.session, case, staff, now=turn.now)
    turn.toast("toasts.done")
