"""Tables that mean harm to whoever reads them, made when they are asked for."""

import io
import zipfile

import xlsxwriter

from tests.support.hostile import REFUSED

LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha" * 9) for n in range(10)
)
LAUGHING = b"<!DOCTYPE w [" + LAUGHS + b"]><workbook>&l9;</workbook>"


def table(*lines: tuple[object, ...]) -> bytes:
    """Return an .xlsx file of one sheet."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet("应收")
        for row, line in enumerate(lines):
            page.write_row(row, 0, line)
    return written.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """Return the file with these of its parts instead of, or beside, its own."""
    written = io.BytesIO()
    named = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return written.getvalue()


SMALL = table(("房号", "金额"), ("1-101", 1))


def bomb() -> bytes:
    """Return a table of a few kilobytes that unpacks to 150 MB."""
    return with_parts(SMALL, xl__worksheets__sheet1_DOT_xml=b"<c>" * 50_000_000)


HARMFUL: dict[str, bytes] = REFUSED | {
    "a table that laughs": with_parts(SMALL, xl__workbook_DOT_xml=LAUGHING),
    "a table without its sheet": with_parts(SMALL, xl__worksheets__sheet1_DOT_xml=b""),
    "half a table": SMALL[: len(SMALL) // 2],
    "thirty thousand lines and one": b"1,\n" * 30_001,
    "commands": '房号,金额\n=cmd|"/C calc"!A1,@SUM(A1)\n+1,-1'.encode(),
    "a quote that never ends": '房号,金额\n"1-101,1'.encode() + b"x" * 200_000,
    "nothing but separators": b";,\t" * 100_000,
}
