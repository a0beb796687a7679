"""An album says what it is about on any of its pictures: those before it wait for its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from handlers.context import Turn
from handlers.conversations.declared import CONVERSATIONS
from handlers.understanding.openers import telling
from models.files.tables import File, Media
from models.progress import Told, drafts


def begun_with(turn: Turn) -> Told | None:
    """Return what is kept of earlier pictures of the same album; None when nothing is."""
    album = turn.incoming.album
    kept = drafts(turn.session, turn.someone.id) if album else []
    return next((each for each in kept if album in _albums(each)), None)


@contextmanager
def gathered(turn: Turn) -> Iterator[None]:
    """Let the pictures that came before the words of their album go wherever those go."""
    waiting = _waiting(turn)
    if waiting is not None:
        told = waiting.answers[telling(CONVERSATIONS[waiting.conversation]).name]
        files = (turn.session.get_one(File, int(each)) for each in told["media"])
        before = (Media(each.kind, each.handle, each.unique_id) for each in files)
        turn.incoming = replace(turn.incoming, media=(*before, *turn.incoming.media))
    yield
    left = _waiting(turn)  # the words went elsewhere
    if left is not None:
        turn.session.delete(left)


def _albums(draft: Told) -> set[str]:
    return {album for _, _, *albums in draft.messages.values() for album in albums}


def _waiting(turn: Turn) -> Told | None:
    """Return what is kept of the album, when these are its first words."""
    said = turn.incoming.is_private and turn.incoming.text and turn.person
    draft = begun_with(turn) if said else None
    has_words = draft is not None and (draft.open or any(s[1] for s in draft.messages.values()))
    return None if has_words else draft
