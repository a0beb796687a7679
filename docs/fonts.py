"""The second font of our papers, cut from Debian's fonts-noto-cjk: `python -m docs.fonts`.

Behind the first cut, which has what nearly every paper needs, it has all other characters of Noto
Sans CJK SC but Hangul: the rare ones of GB 18030 and of the Table of General Standard Chinese
Characters, which people's names are written with. Without hints and layout tables, as the first.
"""

import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

from bot.papers.fonts import FIRST, RARE

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SC = 2  # the face for Simplified Chinese


def main() -> None:
    """Cut it anew."""
    options = Options(
        hinting=False, notdef_outline=True, layout_features=[], name_IDs=["*"], font_number=SC
    )  # fmt: skip
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    font, first = load_font(str(SOURCE), options), load_font(str(FIRST), Options())
    points = set(font.getBestCmap()) - set(first.getBestCmap())
    rare = {point for point in points if "HANGUL" not in unicodedata.name(chr(point), "")}
    cutter = Subsetter(options)
    cutter.populate(unicodes=rare)
    cutter.subset(font)
    save_font(font, str(RARE), options)
    print(f"{RARE.name}: {len(rare)} characters, {RARE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
