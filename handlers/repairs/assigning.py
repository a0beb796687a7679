"""Officers give a repair to somebody; technicians hand over what they cannot keep."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation, Label, Option, World
from handlers.conversations.widgets import Choice
from handlers.repairs import reasons
from models.buttons import Press
from models.cases.lines import owner_of
from models.cases.tables import Case
from models.intents.messages import Button, Rows, Say
from models.people.roster import reachable, staff_in
from models.people.tables import StaffRole
from models.repairs.assigning import assign, candidates, hand_over, may_assign
from models.repairs.rules import Action, Reason
from models.repairs.working import worked
from models.values import frozen

GROUP = "group"
AT_MOST = 12  # buttons below one message


@frozen
class Colleagues(World):
    """Who could take the job instead."""

    people: tuple[Option, ...] = ()


@frozen
class HandedOver:
    """Why a technician gives a job away, and to whom: `group`, or a staff id."""

    reason: str
    to: str


def colleagues(turn: Turn) -> Colleagues:
    """Return the group, and the technicians who are here."""
    everybody = staff_in(turn.session, turn.someone.estate_id, StaffRole.TECHNICIAN, now=turn.now)
    others = [
        Option(str(each.id), Label("assigning.hand_over.to.colleague", {"name": each.name}))
        for each in everybody
        if each.person_id != turn.someone.id and reachable(turn.session, [each]) is not None
    ]
    back = Option(GROUP, Label(f"assigning.hand_over.to.{GROUP}"))
    return Colleagues(turn.today, people=(back, *others[:AT_MOST]))


def handed_over(turn: Turn, done: HandedOver, case_id: int) -> None:
    """Hand the job over."""
    to = None if done.to == GROUP else int(done.to)
    case = hand_over(turn.session, case_id, done.reason, to=to, by=turn.someone, now=turn.now)
    turn.say("assigning.hand_over.thanks", number=case.number)


HAND_OVER = Conversation(
    name="assigning.hand_over",
    answers=HandedOver,
    steps=(
        reasons.Reason("reason", usual=Reason),
        Choice("to", options=lambda world: world.people if isinstance(world, Colleagues) else ()),
    ),
    on_complete=handed_over,
    world=colleagues,
    confirm=False,
)


def press_assign(turn: Turn, press: Press) -> None:
    """Show an officer who could take the job; with a name, give it to them."""
    case = may_assign(turn.session, press.object, by=turn.someone, now=turn.now)
    if not press.value:
        turn.move_to_private()
        turn.post(_choice(turn, case))
        turn.toast("toasts.see_private")
        return
    chosen = press.number
    edits = turn.incoming.message_id if turn.incoming.is_private else None
    if press.rev != case.rev and case.owner_id != chosen:  # the list is of another hour
        turn.move_to_private()
        turn.post(_choice(turn, case), edits=edits)
        turn.toast("toasts.redrawn")
        return
    assign(turn.session, case.id, chosen, by=turn.someone, now=turn.now)
    turn.move_to_private()
    given = {"number": case.number, "name": owner_of(turn.session, case)}
    turn.post(Say("assigning.given", given), edits=edits)
    turn.toast("toasts.done")


def _choice(turn: Turn, case: Case) -> Say:
    rows: Rows = tuple(
        (
            Button(
                "assigning.candidate",
                Press(Action.ASSIGN, case.id, case.rev, str(each.staff_id)).pack(),
                {"name": each.name, "on_duty": each.on_duty, "fits": each.knows_trade,
                 "jobs": each.jobs},
            ),
        )
        for each in candidates(turn.session, case, now=turn.now)[:AT_MOST]
    )  # fmt: skip
    return Say("assigning.whom" if rows else "assigning.nobody", {"number": case.number}, rows)


def press_hand_over(turn: Turn, press: Press) -> None:
    """Ask the technician, in private, why, and who takes the job instead."""
    worked(turn.session, press.object, Action.HAND_OVER, turn.someone, turn.now)
    turn.move_to_private()
    open_conversation(turn, HAND_OVER, subject=press.object)
    turn.toast("toasts.see_private")
