"""What a printed paper says: the text of each page, as somebody would copy it out of the PDF."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
SHOWN = re.compile(
    rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj|(?<![^\s])(BT|q|Q)(?=\s)", re.DOTALL
)
PLACE = re.compile(rb"([\d.-]+) ([\d.-]+) Td")
POINT = 25.4 / 72  # in millimetres
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
CONTROLS = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, a line for each that is printed."""
    found = {int(m[1]): m[2] for m in OBJECT.finditer(pdf)}
    fonts = _fonts(found)
    pages = [body for body in found.values() if b"/Type /Page\n" in body]
    return [_text(_stream(found[_link(body, b"Contents")]), fonts) for body in pages]


def places_of(pdf: bytes) -> list[tuple[float, float]]:
    """Return where each text begins, in millimetres from the page's left and lower edge."""
    found = {int(m[1]): m[2] for m in OBJECT.finditer(pdf)}
    return [
        (float(x) * POINT, float(y) * POINT)
        for body in found.values()
        if b"/Type /Page\n" in body
        for x, y in PLACE.findall(_stream(found[_link(body, b"Contents")]))
    ]


def _link(body: bytes, name: bytes) -> int:
    at = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert at, name
    return int(at[1])


def _stream(body: bytes) -> bytes:
    at = STREAM.search(body)
    assert at
    return zlib.decompress(at[1]) if b"/FlateDecode" in body[: at.start()] else at[1]


def _fonts(found: dict[int, bytes]) -> dict[int, dict[bytes, str]]:
    named: dict[int, int] = {}
    for body in found.values():
        for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", body):
            named[int(name)] = int(number)
    return {
        name: {
            bytes.fromhex(code.decode()): bytes.fromhex(char.decode()).decode("utf-16-be")
            for code, char in re.findall(
                rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n",
                _stream(found[_link(found[number], b"ToUnicode")]),
            )
        }
        for name, number in named.items()
    }


def _text(content: bytes, fonts: dict[int, dict[bytes, str]]) -> str:
    written, font, before = [], 0, 0
    for chosen, shown, said in SHOWN.findall(content):
        if chosen:
            font = int(chosen)
        elif said == b"BT":
            written.append("\n")
        elif said:  # what is chosen between q and Q holds no longer
            before, font = (font, font) if said == b"q" else (before, before)
        elif shown:
            codes = ESCAPED.sub(lambda m: CONTROLS.get(m[1], m[1]), shown)
            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
            written.append("".join(fonts[font][pair] for pair in pairs))
    return re.sub(r"\n+", "\n", "".join(written)).strip()
