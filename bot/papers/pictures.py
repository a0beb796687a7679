"""What people send is kept as a picture that we wrote anew, or as it came, or not at all."""

import re
from pathlib import Path

from bot.children import read_apart
from models.files.tables import MediaKind

SECONDS = 20  # until the child is given up, on a busy machine
DECODER = Path(__file__).with_name("decoder.py")
PLAYED = frozenset({MediaKind.VOICE, MediaKind.VIDEO})
FILM = re.compile(rb".{4}ftyp(isom|iso2|mp4[12]|avc1|M4V |qt  )", re.DOTALL)  # without sound
PAGES = re.compile(rb"%PDF-\d\.\d")
ACTING = re.compile(rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|XFA)\b")


class NotAPicture(Exception):
    """It could not be read as a picture within the child's limits."""


async def bare(kind: MediaKind, content: bytes) -> tuple[bytes, bool]:
    """Return what we keep of it, and whether it is a picture, written anew without metadata.

    What is played, and pages on which nothing acts, stay as they came. Raises NotAPicture for
    whatever else is sent as a document.
    """
    pages = PAGES.match(content) is not None and ACTING.search(content) is None
    passes = kind is MediaKind.DOCUMENT and (pages or FILM.match(content) is not None)
    if passes or kind in PLAYED:
        return content, False
    return await cleaned(content), True


async def cleaned(content: bytes) -> bytes:
    """Return the picture as a JPEG without position or other metadata. Raises NotAPicture."""
    written = await read_apart(DECODER, content, seconds=SECONDS)
    if written is None:
        raise NotAPicture
    return written
