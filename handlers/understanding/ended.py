"""A technician writes that a job is done: what was written is its result at one press."""

from collections.abc import Sequence

from handlers.context import Turn
from handlers.repairs.working import RESULT_AT_MOST, Finished, finished
from handlers.understanding.adding import jobs
from handlers.understanding.going_on import pressed, words_of
from handlers.understanding.lists import says_done
from models.buttons import Press, Unreadable
from models.cases.tables import Case, Kind
from models.intents.messages import Button, Rows
from models.progress import Told
from models.repairs.rules import HAS_IT, REPAIR_FLOW, Action


def ended_jobs(turn: Turn, text: str) -> list[Case]:
    """Return the jobs that this member of staff may mean who says that one is done. REP-08."""
    if len(text) > RESULT_AT_MOST or not says_done(turn.catalogue, text):
        return []
    return [case for case in jobs(turn) if _may_end(case)]


def ends(draft: Told, cases: Sequence[Case]) -> Rows:
    """Return a button for each: the words of the draft are its result."""
    return tuple(
        (
            Button(
                "understanding.ended", _end(draft, case), {"number": case.number}, style="success"
            ),
        )
        for case in cases
    )


def press_ended(turn: Turn, press: Press) -> None:
    """Let the job be done, with what was written as its result. Raises Unreadable, NotAllowed."""
    draft = pressed(turn, press)
    words = words_of(draft)
    if not words.text or len(words.text) > RESULT_AT_MOST:
        raise Unreadable
    finished(turn, Finished(words), press.number)
    turn.session.delete(draft)
    turn.toast("toasts.done")


def _end(draft: Told, case: Case) -> str:
    return Press("ended", draft.id, 0, str(case.id)).pack()


def _may_end(case: Case) -> bool:
    return case.kind is Kind.REPAIR and Action.FINISH in REPAIR_FLOW.actions(case.status, by=HAS_IT)
