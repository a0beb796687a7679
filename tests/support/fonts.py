"""A font that knows every character and draws each as a box: papers need no system's font."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EVERY_CHARACTER = range(0x20, 0xFFFE)


def write_boxes(path: Path) -> Path:
    """Write the font to `path`; return it."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    builder.setupCharacterMap(dict.fromkeys(EVERY_CHARACTER, "box"), allowFallback=True)
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": _box()})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 100)})
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(str(path))
    return path


def _box() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
