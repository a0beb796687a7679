"""Words that answer no question, added at a press to what is open already."""

from handlers.context import Turn
from models.buttons import Press, Unreadable
from models.cases.lists import own_cases
from models.cases.operations import locked
from models.cases.tables import Kind
from models.cases.words import Words
from models.intents.messages import Button, Rows, Say
from models.progress import Told
from models.relay.operations import pass_on
from models.relay.spoken import Spoken
from models.repairs.rules import BEFORE_DONE
from models.wishes.additions import add, keep_tellings

DIGITS = 18  # of a number of ours, at most: what is longer is forged
AT_MOST = 2  # of the newest: whoever has more open finds them in their list


def additions(turn: Turn, draft: Told) -> Rows:
    """Return a button for each open case that the draft may belong to, the newest first."""
    lines = own_cases(turn.session, turn.someone.id, only_open=True, now=turn.now)[:AT_MOST]
    return tuple(
        (
            Button(
                "understanding.add_to",
                Press("add_to", draft.id, 0, str(line.case_id)).pack(),
                {"number": line.number},
            ),
        )
        for line in lines
    )


def bring_to(turn: Turn, draft: Told, told: Words, press: Press) -> None:
    """Bring what was said to the case that was pressed, and say so in place of the draft.

    Raises NotAllowed.
    """
    if not (press.value.isdecimal() and len(press.value) <= DIGITS):
        raise Unreadable
    case = locked(turn.session, int(press.value))
    messages = tuple(map(int, draft.messages))
    if case.kind is Kind.REPAIR and case.status in BEFORE_DONE:
        add(turn.session, case.id, told, by=turn.someone, now=turn.now)
        keep_tellings(turn.session, case, turn.incoming.chat_id, messages)
        answer = "wishes.add.thanks"
    else:
        spoken = Spoken(turn.incoming.chat_id, max(messages, default=0), told.text, told.media)
        went = pass_on(turn.session, case, spoken, by=turn.someone, now=turn.now)
        answer = f"relay.went.{went}"
    turn.post(Say(answer, {"number": case.number}), edits=turn.incoming.message_id)
    turn.session.delete(draft)
    turn.toast("toasts.done")
