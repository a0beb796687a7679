"""The handler finds whose fault it is, and plans what follows from that."""

from collections.abc import Mapping, Sequence

from handlers.context import Turn
from handlers.conversations.adapter import words_for
from handlers.conversations.definition import Answers, Asking, Conversation, Label, World
from handlers.conversations.widgets import Choice
from handlers.repairs.reasons import Reason
from models.cases.tables import Case
from models.complaints.planning import GRANTED, Finding, plan
from models.complaints.rules import may_be_granted, meets
from models.complaints.tables import Complaint
from models.complaints.words import Fault, Work
from models.progress import open_one
from models.values import frozen

DAYS = ("0", "1", "2", "3", "5", "7")
HOURS = tuple(str(hour) for hour in range(8, 21))


@frozen
class HandlingWorld(World):
    """What the questions about a complaint in hand may know of it."""

    wish: str = ""
    unnamed: bool = False
    fault: Fault | None = None


@frozen
class Demand(Choice):
    """Whether what the complainant asks for, which is shown, can be granted now."""

    def question(self, asking: Asking) -> Label:
        """Show what is asked for."""
        wish = asking.world.wish if isinstance(asking.world, HandlingWorld) else ""
        return Label(f"{asking.key}.ask", {"wish": wish})


def handling_world(turn: Turn) -> HandlingWorld:
    """Return what is known of the complaint that the open dialogue is about."""
    row = open_one(turn.session, turn.someone.id)
    complaint = turn.session.get(Complaint, row.subject if row else 0)
    case = turn.session.get(Case, complaint.id if complaint else 0)
    if complaint is None or case is None:
        return HandlingWorld(turn.today)
    return HandlingWorld(
        turn.today, words=lambda step: _words(turn, step), wish=complaint.wish,
        unnamed=case.unnamed, fault=complaint.fault,
    )  # fmt: skip


def _words(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    return {} if step == "summary" else words_for(turn, PLAN, step)


def grantable(answers: Answers, world: HandlingWorld) -> bool:
    """Ask whether what is asked for can be granted now: where the fault is the company's."""
    fault = answers.get("fault")
    return fault in set(Fault) and may_be_granted(Fault(fault), world.wish)


def meeting(answers: Answers, world: HandlingWorld) -> bool:
    """Ask whom to bring together, and when: where several have a part in it."""
    fault = answers.get("fault")
    return fault in set(Fault) and meets(Fault(fault), unnamed=world.unnamed)


def of_the_house(answers: Answers, _world: World) -> bool:
    """Ask whose work it is."""
    return answers.get("fault") == Fault.HOUSE


def nobody_s_yet(_answers: Answers, world: HandlingWorld) -> bool:
    """Ask whose fault it was where nobody has said so yet."""
    return world.fault is None


def planned(turn: Turn, found: Finding, case_id: int) -> None:
    """Hand it to the model; remind whom the handler has to ring."""
    case = plan(turn.session, case_id, found, by=turn.someone, now=turn.now)
    called = turn.session.get_one(Complaint, case.id).called
    turn.say("complaints.told_them", number=case.number, called=called)


PLAN = Conversation(
    name="complaints.plan",
    answers=Finding,
    steps=(
        Reason("cause"),
        Choice("fault", options=Fault),
        Demand("grant", options=(GRANTED, "otherwise"), ask_if=grantable),
        Choice("work", options=Work, ask_if=of_the_house),
        Reason("plan"),
        Reason("called", ask_if=meeting),
        Choice("days", options=DAYS, columns=2, ask_if=meeting),
        Choice("hour", options=HOURS, columns=4, ask_if=meeting),
    ),
    on_complete=planned,
    world=handling_world,
)
