"""What was begun and not ended is kept: it is offered again, and goes on where it stood."""

from datetime import timedelta

from handlers.context import Turn
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.progress import DRAFT_KEPT_FOR, Told, drafts
from models.understanding.rules import Intent

SHOWN = 60  # characters of what was said before


def offer_kept(turn: Turn, *, within: timedelta = DRAFT_KEPT_FOR) -> bool:
    """Offer what was left half-told, if anything was touched within this time."""
    kept = [each for each in drafts(turn.session, turn.someone.id) if each.step or each.waits]
    if not kept or turn.now - kept[0].touched_at > within:
        return False
    rows: Rows = (
        (Button("menu.resume", onward(kept[0]).pack(), style="primary"),),
        (Button("menu.discard", Press("discard", kept[0].id, 0).pack()),),
    )
    turn.say("menu.offer_draft", rows, text=_said_first(kept[0]))
    return True


def onward(draft: Told) -> Press:
    """Return the press that goes on with a draft: words that begin no dialogue as what they meant.

    Such a draft keeps what that was as its page. S-52.
    """
    as_meant = not draft.step and draft.page in set(Intent)
    return Press("mean" if as_meant else "resume", draft.id, 0, draft.page if as_meant else "")


def _said_first(draft: Told) -> str:
    """Return the first words of the draft, so that everybody sees which one it is."""
    words = (draft.messages[each][1] for each in sorted(draft.messages, key=int))
    return next(filter(None, words), "")[:SHOWN]
