"""Words that answer no question, brought at a press to a case that is open already."""

from handlers.context import Turn
from models.buttons import Press
from models.cases.lists import in_hand, own_cases
from models.cases.operations import attach, locked
from models.cases.parts import Part
from models.cases.tables import Case, FileRole, Kind
from models.cases.words import Words
from models.intents.messages import Button, Rows, Say
from models.people.operations import homes_of
from models.permissions import parts_in
from models.progress import Told
from models.relay.operations import pass_on
from models.relay.spoken import Spoken, Went
from models.repairs.rules import BEFORE_DONE, Status
from models.wishes.additions import add, keep_tellings

AT_MOST = 2  # of the newest: whoever has more open finds them in their list


def additions(turn: Turn, draft: Told) -> Rows:
    """Return a button for each open case that the draft may belong to, the newest first.

    What one of the staff has in hand is offered too: the words are then for who reported it.
    """
    lines = own_cases(turn.session, turn.someone.id, only_open=True, now=turn.now)[:AT_MOST]
    told = {case.id: ("understanding.reply_to", case.number) for case in jobs(turn)}
    told |= {line.case_id: ("understanding.add_to", line.number) for line in lines}
    return tuple(
        (Button(label, Press("add_to", draft.id, 0, str(case_id)).pack(), {"number": number}),)
        for case_id, (label, number) in told.items()
    )


def jobs(turn: Turn) -> list[Case]:
    """Return what one of the staff has in hand, as far as it is offered."""
    return in_hand(turn.session, turn.staff.id, at_most=AT_MOST) if turn.staff else []


def only_works_here(turn: Turn) -> bool:
    """Tell whether this is one of the staff who has no home in the estate."""
    if turn.staff is None:
        return False
    return not homes_of(turn.session, turn.someone.id, on=turn.today)


def bring_to(turn: Turn, draft: Told, told: Words, press: Press) -> None:
    """Bring what was said to the case that was pressed, and say so in place of the draft.

    Raises NotAllowed.
    """
    case = locked(turn.session, press.number)
    messages = tuple(map(int, draft.messages))
    parts = parts_in(turn.session, case, turn.someone, now=turn.now)
    if case.kind is Kind.REPAIR and case.status in BEFORE_DONE and Part.REPORTER in parts:
        add(turn.session, case.id, told, by=turn.someone, now=turn.now)
        keep_tellings(turn.session, case, turn.incoming.chat_id, messages)
        answer = "wishes.add.thanks"
    else:
        spoken = Spoken(turn.incoming.chat_id, max(messages, default=0), told.text, told.media)
        went = pass_on(turn.session, case, spoken, by=turn.someone, now=turn.now)
        answer = f"relay.went.{went}"
        finished = case.kind is Kind.REPAIR and case.status == Status.DONE
        if finished and Part.ASSIGNEE in parts and went is Went.TO_RESIDENT:
            attach(turn.session, case, told.media, FileRole.RESULT)
    turn.post(Say(answer, {"number": case.number}), edits=turn.incoming.message_id)
    turn.session.delete(draft)
    turn.toast("toasts.done")
