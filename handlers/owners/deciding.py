"""The office decides about a change: originals seen by an officer, approved by the head."""

from dataclasses import replace

from handlers.cases import asking, seen_by_staff
from handlers.context import Turn
from handlers.conversations.definition import Conversation, Label, Option
from handlers.conversations.widgets import Choice
from handlers.owners.asking import file_world
from handlers.owners.steps import FileWorld
from handlers.papers import PaperFails
from handlers.repairs import reasons
from models.buttons import Press, Unreadable
from models.cases.tables import Case, Kind
from models.owners.deciding import approve, fail, put_before, refuse, see_original, take
from models.owners.requesting import may
from models.owners.rules import NEEDS
from models.owners.tables import FileChange
from models.owners.telling import show_office
from models.owners.words import Action
from models.papers.operations import missing
from models.papers.words import Flaw, PaperKind
from models.permissions import require_officer
from models.progress import open_about
from models.values import frozen

FLAWS = (Flaw.UNREADABLE, Flaw.EXPIRED, Flaw.OTHER_NAME, Flaw.NOT_THE_ORIGINAL, Flaw.NO_ORIGINAL)


@frozen
class Refused:
    """Why the file stays as it is."""

    reason: str


def failed(turn: Turn, said: PaperFails, case_id: int) -> None:
    """Hand to the model which proof does not do."""
    case = fail(turn.session, case_id, said.paper, said.flaw, by=turn.someone, now=turn.now)
    turn.say("owners.told_them", number=case.number)


def refused(turn: Turn, said: Refused, case_id: int) -> None:
    """Hand the reason to the model."""
    case = refuse(turn.session, case_id, said.reason, by=turn.someone, now=turn.now)
    turn.say("owners.told_them", number=case.number)


def sent_world(turn: Turn) -> FileWorld:
    """Return what the questions may know, with the proofs that were sent for this change."""
    sent = list[PaperKind]()
    if case_id := open_about(turn.session, turn.someone.id, PROOF_FAILS.name):
        needed = NEEDS[turn.session.get_one(FileChange, case_id).subject].proofs
        lacking = missing(turn.session, turn.session.get_one(Case, case_id), needed)
        sent = [kind for kind in needed if kind not in lacking]
    options = tuple(Option(kind, Label(f"owners.fail.paper.options.{kind}")) for kind in sent)
    return replace(file_world(turn), sent=options)


def proofs_sent(world: FileWorld) -> tuple[Option, ...]:
    """Offer only what somebody sent: of nothing else can it be said that it does not do."""
    return world.sent


PROOF_FAILS = Conversation(
    name="owners.fail",
    answers=PaperFails,
    steps=(Choice("paper", options=proofs_sent), Choice("flaw", options=FLAWS)),
    on_complete=failed,
    world=sent_world,
    confirm=False,
)

REFUSE_CHANGE = Conversation(
    name="owners.refuse",
    answers=Refused,
    steps=(reasons.Reason("reason"),),
    on_complete=refused,
    world=file_world,
)

ASKED = asking(may, {Action.PROOF_FAILS: PROOF_FAILS, Action.REFUSE: REFUSE_CHANGE})


def press_take(turn: Turn, press: Press) -> None:
    """Take it; the card comes in private."""
    take(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


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
    require_officer(turn.session, turn.someone, now=turn.now)
    case, staff = seen_by_staff(turn, press, Kind.FILE_CHANGE)
    show_office(turn.session, case, staff, now=turn.now)
    turn.toast("toasts.done")
