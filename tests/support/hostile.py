"""Files that mean harm, made when they are asked for: none of them is kept in the repository."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.support.telling import picture

PLACE = {1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 9.0)}  # in Shanghai
MAKER = "SPYCAM-4711"
MOST = 20 * 1024 * 1024


def located(kind: str = "JPEG", side: int = 64) -> bytes:
    """Return a picture that tells where it was taken, with which camera, and in a comment."""
    exif, written = Image.Exif(), io.BytesIO()
    exif[0x010F] = MAKER
    exif[0x8825] = PLACE
    shade = Image.new("RGB", (side, side // 2), (10, 120, 200))
    shade.save(written, format=kind, exif=exif, comment=MAKER.encode())
    return written.getvalue()


def png_of(width: int, height: int, colours: int = 2) -> bytes:
    """Return a PNG whose few bytes become `width` times `height` pixels."""
    deep = {2: 3, 6: 4}[colours]
    squeezed, line = zlib.compressobj(9), b"\0" * (1 + width * deep)
    data = b"".join(squeezed.compress(line) for _ in range(height)) + squeezed.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def zipped(**members: bytes) -> bytes:
    """Return an archive, as a document with macros is one."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return written.getvalue()


def claims_to_be(width: int, height: int) -> bytes:
    """Return a JPEG that says it has that many pixels, and has not."""
    small = bytearray(picture())
    frame = small.index(b"\xff\xc0")
    small[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(small)


MACROS = zipped(word__vbaProject_DOT_bin=b"Attribute VB_Name", word__document_DOT_xml=b"<w/>")
SCRIPT = b"<script>fetch('http://evil')</script>"
REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
    "words": b"this is a photograph, believe me",
    "half a JPEG": located()[: len(located()) // 2],
    "half a PNG": png_of(64, 64)[:60],
    "a head without a body": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "a PNG that is 400 million pixels": png_of(20_000, 10, 2).replace(
        struct.pack(">II", 20_000, 10), struct.pack(">II", 20_000, 20_000), 1
    ),
    "a PNG of 90 million pixels": png_of(9_000, 10_000),
    "a JPEG that claims 4 thousand million pixels": claims_to_be(65_000, 65_000),
    "a GIF": b"GIF89a" + bytes(40),
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "an SVG that calls out": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM '
    b'"file:///etc/passwd">]><svg>&x;</svg>',
    "a TIFF": b"II*\0" + bytes(64),
    "an EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run\n",
    "a HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64),
    "an ICO": b"\0\0\x01\0\x01\0" + bytes(32),
    "a document with macros": MACROS,
    "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "an archive bomb": zipped(bomb=bytes(5_000_000)),
    "a programme": b"MZ" + bytes(200),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a page": b"<html>" + SCRIPT,
    "a PDF that acts": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    "a PDF that carries": b"%PDF-1.7\n1 0 obj<</Names<</EmbeddedFiles 2 0 R>>>>",
    "a PDF behind something": b"GIF89a" + bytes(20) + b"%PDF-1.7",
    "a picture behind something": b"PK\x03\x04" + located(),
}
BEHIND: dict[str, bytes] = {  # pictures with something behind them, or in them
    "an archive": located() + MACROS,
    "a page": located() + b"<html>" + SCRIPT,
    "a PDF": located("PNG") + b"%PDF-1.7\n/JavaScript",
    "a place, in a PNG": located("PNG"),
    "a place, in a WebP": located("WEBP"),
    "a place, in a JPEG": located("JPEG"),
}
NAMES = (
    "../../etc/passwd",
    "证件\u202egpj.exe",
    "a\0b.jpg",
    "/dev/null",
    "x" * 300,
    "..",
    "",
)
