"""What people send is kept as a picture that we wrote anew, or as it came, or not at all."""

import asyncio
import re
import sys
from pathlib import Path

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
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(DECODER),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL, env={},
    )  # fmt: skip
    try:
        # Not wait_for: in Python 3.11 that may swallow the cancellation that ends us.
        async with asyncio.timeout(SECONDS):
            written, _ = await child.communicate(content)
    except TimeoutError:
        raise NotAPicture from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise NotAPicture
    return written
