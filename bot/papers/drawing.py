"""What is drawn for a message: a QR code to scan, or the picture of a month's rates."""

import io

from bot.papers.books import chart

CODES = frozenset({"visitors.qr"})  # the text is a link, and the picture holds it


def drawn(key: str, said: str) -> bytes:
    """Return the PNG of what is said under this key."""
    return code(said.strip()) if key in CODES else chart(said)


def code(link: str) -> bytes:
    """Return a QR code that a telephone still reads from a scratched screen."""
    import segno  # noqa: PLC0415  (loads slowly, and most messages are not drawn)

    written = io.BytesIO()
    segno.make(link, error="q", micro=False).save(written, kind="png", scale=10, border=4)
    return written.getvalue()
