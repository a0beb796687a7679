"""What was said, in as many messages as it needs: Telegram refuses one that is too long."""

from sqlmodel import Session

from models.files.tables import parcels
from models.relay.spoken import Spoken

# Characters of a message, and of what stands below files. Telegram takes twice that, but counts
# some letters twice, and what stands around the words.
ALONE, BELOW_FILES = 1900, 450


def pieces(session: Session, spoken: Spoken) -> list[tuple[str, tuple[int, ...]]]:
    """Return words and files as they go over: below the first files, or before all if need be."""
    words, files = spoken.words, parcels(session, spoken.files)
    if files and len(words) <= BELOW_FILES:
        return [(words if at == 0 else "", each) for at, each in enumerate(files)]
    told = [words[at : at + ALONE] for at in range(0, len(words), ALONE)] or [""]
    return [(each, ()) for each in told] + [("", each) for each in files]
