"""An officer keys in a call, a visit or a finding: first for whom, then the same questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.access_cards.applying import KEY_IN_CARD
from handlers.complaints.keying import KEY_IN_COMPLAINT
from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, World
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice
from handlers.enquiries.keying import KEYED
from handlers.owners.keying import KEY_IN_CHANGE
from handlers.parking.applying import KEY_IN_PARKING
from handlers.repairs.incidents import repeats
from handlers.repairs.reporting import REPORT_REPAIR, trade_told, words_of_report, world_of
from models.buttons import Press
from models.cases.keying import Came, Since
from models.intents.messages import Button, Rows, Say
from models.people.search import Resident, person_of, resident, residents_meant
from models.people.tables import Person
from models.permissions import require_officer
from models.progress import open_one
from models.repairs.cards import face_of
from models.repairs.keying import KeyedReport, key_in
from models.repairs.reporters import show_receipt
from models.values import frozen

# What is keyed in where it is no repair.
ELSE: Mapping[str, Conversation] = {
    "complaint": KEY_IN_COMPLAINT, **KEYED, "parking": KEY_IN_PARKING, "card": KEY_IN_CARD,
    "file_change": KEY_IN_CHANGE,
}  # fmt: skip
NOBODYS = "common"  # found on patrol: no resident reported it


@frozen
class Sought:
    """Whom the officer looks for: a home, a name, a number, or nobody."""

    resident: str


def found(turn: Turn, sought: Sought, _subject: int) -> None:
    """Show who is meant, a button each; what nobody reported goes on at once."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    if sought.resident == NOBODYS:
        open_conversation(turn, KEY_IN)
        return
    residents = residents_meant(turn.session, staff.estate_id, sought.resident, on=turn.today)
    rows: Rows = tuple(row for each in residents for row in _for(each))
    turn.say("repairs.sought.choose" if rows else "repairs.sought.nobody", rows)


def _for(each: Resident) -> Rows:
    """Return the buttons for one resident: a repair, and below it everything else."""
    whom = {"name": each.name, "home": each.home}
    others = tuple(
        Button(f"cases.key_in.{kind}", Press("new_for", each.residency_id, 0, kind).pack())
        for kind in ELSE
    )
    choice = Button("people.choice", Press("new_for", each.residency_id, 0).pack(), whom)
    return ((choice,), others[:3], others[3:])


def keyed(turn: Turn, report: KeyedReport, residency_id: int) -> None:
    """Hand the report to the model; say its № back, and by which way the resident hears more."""
    case, is_late = key_in(
        turn.session, report, residency_id=residency_id, by=turn.someone, now=turn.now
    )
    reporter = turn.session.get_one(Person, case.reporter_id)
    face = face_of(turn.session, case.id)
    facts = {
        "number": case.number, "late": is_late, "by_chat": reporter.telegram_id is not None,
        "claim_by": face.claim_by, "visit_from": face.visit_from, "visit_until": face.visit_until,
    }  # fmt: skip
    turn.post(Say("repairs.keyed", facts), edits=turn.incoming.pressed)
    if reporter.id != turn.someone.id:
        show_receipt(turn.session, case, now=turn.now, over=None)


def seeking(turn: Turn) -> World:
    """Return what the question for whom may know."""
    return World(turn.today, words=lambda step: words_for(turn, FIND_RESIDENT, step))


def resident_s_world(turn: Turn) -> World:
    """Return the questions' world as it is for the resident, not for the officer who asks."""
    row, person = open_one(turn.session, turn.someone.id), turn.someone
    if row is not None and row.subject:
        person = person_of(turn.session, row.subject, person.estate_id)
    return replace(
        world_of(turn, person, lambda: (trade_told(row), 0)), words=lambda step: _words(turn, step)
    )


def _words(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    if step in {"came", "since"}:
        return words_for(turn, KEY_IN, step)
    return words_of_report(turn, step)


FIND_RESIDENT = Conversation(
    name="repairs.sought",
    answers=Sought,
    steps=(Line("resident", options=(NOBODYS,)),),
    on_complete=found,
    world=seeking,
    confirm=False,
)

KEY_IN = Conversation(
    name="repairs.keyed",
    texts=REPORT_REPAIR.name,
    answers=KeyedReport,
    steps=(
        *REPORT_REPAIR.steps,
        Choice("came", options=(Came.CALL, Came.VISIT, Came.PATROL)),
        Choice("since", options=Since),
    ),
    on_complete=keyed,
    sent_at_once=repeats,
    world=resident_s_world,
)


def new(turn: Turn) -> None:
    """Ask an officer for whom something is to be keyed in."""
    require_officer(turn.session, turn.someone, now=turn.now)
    open_conversation(turn, FIND_RESIDENT)


def press_new_for(turn: Turn, press: Press) -> None:
    """Key in for this resident, a repair or what the button says."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    resident(turn.session, press.object, staff.estate_id)
    open_conversation(turn, ELSE.get(press.value, KEY_IN), subject=press.object)
