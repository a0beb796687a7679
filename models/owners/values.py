"""What may be proposed for each entry of the file: read as the workbook reads it. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from models.cells import DECIMAL, PHONE, Kind, WrongCell
from models.owners.words import Subject
from models.parking.plates import read_plate

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?|(\d{4})(\d\d)(\d\d)")
USES = ("home", "office", "shop", "other")


def read(subject: Subject, text: str) -> str:
    """Return what was proposed as the file keeps it. Raises WrongCell. OWN-01, OWN-03."""
    return READ.get(subject, _line)(text)


def _line(text: str) -> str:
    line = " ".join(unicodedata.normalize("NFKC", text).split())
    if not 2 <= len(line) <= 60 or not line.isprintable():
        raise WrongCell("needed")
    return line


def _plate(text: str) -> str:
    plate = read_plate(text)
    if plate is None:
        raise WrongCell("needed")
    return plate


def _use(text: str) -> str:
    if text not in USES:
        raise WrongCell("needed")
    return text


def _told(text: str) -> str:
    """Return a person's own words, as they wrote them."""
    told = " ".join(text.split())
    if not 2 <= len(told) <= 60 or not told.isprintable():
        raise WrongCell("needed")
    return told


def _account(text: str) -> str:
    """Return a bank account's figures: 8 to 30 of them, however they were grouped."""
    figures = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]{8,30}", figures):
        raise WrongCell("needed")
    return figures


def read_day(text: str) -> str:
    """Return the date that was typed, as 2027-03-31. Raises WrongCell."""
    read = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    parts = [int(each) for each in (read.groups() if read else ()) if each]
    try:
        return date(*parts).isoformat()
    except (TypeError, ValueError):
        raise WrongCell("needed") from None


def _cell(kind: Kind) -> Callable[[str], str]:
    return lambda text: kind.write(kind.read(text))


READ: Mapping[Subject, Callable[[str], str]] = {
    Subject.PHONE: _cell(PHONE),
    Subject.AREA: _cell(DECIMAL),
    Subject.PLATE: _plate,
    Subject.USE: _use,
    Subject.ABOUT: _told,
    Subject.BANK: _account,
    Subject.TENANCY: read_day,
}
