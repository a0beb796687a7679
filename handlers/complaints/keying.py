"""An officer keys in a complaint for a resident: the same questions, the same receipt."""

from handlers.complaints.complaining import COMPLAIN, ComplaintWorld, with_categories
from handlers.context import Turn
from handlers.conversations.definition import Conversation
from handlers.repairs.keying import resident_s_world
from models.complaints.accepting import Grievance
from models.complaints.keying import key_in_complaint
from models.complaints.telling import show_receipt
from models.people.tables import Person


def keyed(turn: Turn, said: Grievance, residency_id: int) -> None:
    """Hand the complaint to the model; its card is the resident's, whoever wrote it down."""
    case = key_in_complaint(
        turn.session, said, residency_id=residency_id, by=turn.someone, now=turn.now
    )
    turn.say("complaints.keyed", number=case.number)
    reporter = turn.session.get_one(Person, case.reporter_id)
    show_receipt(turn.session, case, reporter, now=turn.now)


def resident_s_complaint(turn: Turn) -> ComplaintWorld:
    """Return what the questions may know of the resident for whom it is."""
    return with_categories(turn, resident_s_world(turn))


KEY_IN_COMPLAINT = Conversation(
    name="complaints.keyed",
    texts=COMPLAIN.name,
    opens_with=(),
    answers=Grievance,
    steps=COMPLAIN.steps,
    on_complete=keyed,
    world=resident_s_complaint,
)
