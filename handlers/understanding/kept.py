"""What was begun and not ended is kept: it is offered again, and goes on where it stood."""

from datetime import timedelta

from handlers.context import Turn
from models.buttons import Press
from models.intents.messages import Button, Rows
from models.progress import DRAFT_KEPT_FOR, Told, drafts
from models.understanding.rules import Intent

SHOWN, ON_A_BUTTON = 60, 16  # characters of what was said before
OTHERS = 4  # buttons, below the newest
NAMED = frozenset({  # what residents begin: they are told which of them it was
    "repairs.report", "complaints.report", "enquiries.ask", "enquiries.suggest", "enquiries.praise",
    "faq.ask", "parking.apply", "access_cards.apply", "owners.change", "visitors.ask",
    "blocked.ask", "moving.out", "household.family", "household.proxy",
})  # fmt: skip


def offer_kept(turn: Turn, *, within: timedelta = DRAFT_KEPT_FOR) -> bool:
    """Offer what was left half-told and touched within this time: the newest, then the others."""
    kept = [each for each in drafts(turn.session, turn.someone.id) if each.step or each.waits]
    fresh = [each for each in kept if turn.now - each.touched_at <= within]
    if not fresh:
        return False
    newest, *others = fresh
    rows: Rows = (
        (Button("menu.resume", onward(newest).pack(), style="primary"),),
        (Button("menu.discard", Press("discard", newest.id, 0).pack()),),
        *((_other(each),) for each in others[:OTHERS]),
    )
    begun, said = _named(newest), _said_first(newest)
    turn.say("menu.offer_draft", rows, begun=begun, text=said, more=bool(others))
    return True


def onward(draft: Told) -> Press:
    """Return the press that goes on with a draft: words that begin no dialogue as what they meant.

    Such a draft keeps what that was as its page. S-52.
    """
    as_meant = not draft.step and draft.page in set(Intent)
    return Press("mean" if as_meant else "resume", draft.id, 0, draft.page if as_meant else "")


def _other(draft: Told) -> Button:
    said = " ".join(_said_first(draft).split())[:ON_A_BUTTON]
    return Button("menu.resume_other", onward(draft).pack(), {"begun": _named(draft), "text": said})


def _named(draft: Told) -> str:
    """Return which dialogue it is where it has a name; words that wait have begun none."""
    return draft.conversation if draft.step and draft.conversation in NAMED else ""


def _said_first(draft: Told) -> str:
    """Return the first words of the draft, so that everybody sees which one it is."""
    words = (draft.messages[each][1] for each in sorted(draft.messages, key=int))
    return next(filter(None, words), "")[:SHOWN]
