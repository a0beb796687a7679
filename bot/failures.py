"""What went wrong, said to an operator: one sentence with the way out."""

import errno
import sqlite3
import traceback
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from models.database import Occupied
from models.errors import DomainError
from models.estate.importing import EstateUnclear
from models.workbook import WrongWorkbook

FULL = "The disk is full: make room on it, then do it again; nothing was half done."
UNWRITTEN = (
    "The disk is full, or is failing: make room on it, see what `dmesg` says, then do it again; "
    "nothing was half done."
)
LOCKED = "Another program holds the database: close it, then do it again."
OCCUPIED = (
    "Another process is running on this database: stop it first, "
    "or give this one its own DATA_DIR and DATABASE_URL."
)
UNCLEAR = (
    "It is not clear which estate is meant: name it with --estate OFFICE_CODE, "
    "or give the workbook a sheet `estate` with name and office_code."
)
TAKEN = (
    "The address of LISTEN is taken: stop the program that uses it, "
    "or set LISTEN to a free one, such as 127.0.0.1:8081."
)
OF_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EADDRINUSE: TAKEN}
# What SQLite and PostgreSQL say, and what it means for the operator.
DATABASE_SENTENCES = {
    "disk is full": FULL,
    "No space left": FULL,
    "disk I/O error": UNWRITTEN,
    "database is locked": LOCKED,
    "unable to open": "The database cannot be opened: check DATABASE_URL and who owns DATA_DIR.",
    "readonly": "The database cannot be written: check who owns DATA_DIR and its files.",
    "not a database": "The file of DATABASE_URL is no database: put back a backup with `restore`.",
    "malformed": "The database is damaged: stop the bot and put back a backup with `restore`.",
    "connection": "The database does not answer: start PostgreSQL and check DATABASE_URL.",
}


class Failed(DomainError):
    """Something that only the operator can put right; the sentence says what and how."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def sentence(error: BaseException) -> str | None:
    """Return what an operator is told about `error`; None when it is a bug."""
    match error:
        case Failed():
            told: str | None = error.sentence
        case Occupied():
            told = OCCUPIED
        case EstateUnclear():
            told = UNCLEAR
        case WrongWorkbook():
            faults = "".join(f"\n  {each}" for each in error.faults)
            told = f"Nothing was imported: put right what is wrong in the workbook.{faults}"
        case OSError():
            told = _of_system(error)
        case DBAPIError() | sqlite3.Error():
            said = str(error.orig if isinstance(error, DBAPIError) else error)
            told = next((told for part, told in DATABASE_SENTENCES.items() if part in said), None)
        case _:
            told = None
    return told


def of_settings(error: ValidationError) -> Failed:
    """Return the first wrong setting by its variable, without its value."""
    first = error.errors(include_url=False, include_input=False)[0]
    said = first["msg"].removeprefix("Value error, ")
    name = str(first["loc"][0]).upper() + ": " if first["loc"] else ""
    return Failed(f"{name}{said}.".replace("..", "."))


def _of_system(error: OSError) -> str | None:
    unusable = PermissionError | FileNotFoundError | IsADirectoryError | NotADirectoryError
    said = f"{error.filename} cannot be used ({error.strerror}): check the path and who owns it."
    return OF_SYSTEM.get(error.errno or 0) or (said if isinstance(error, unusable) else None)


def place_of(error: BaseException) -> str:
    """Return the error's kind and the last line of ours it came through: nothing that it says."""
    frames = traceback.extract_tb(error.__traceback__)
    root = Path(__file__).parents[1]
    ours = [each for each in frames if Path(each.filename).is_relative_to(root)]
    kept = [each for each in ours if ".venv" not in each.filename]
    if not kept:
        return type(error).__name__
    at = Path(kept[-1].filename).relative_to(root).as_posix()
    return f"{type(error).__name__} ({at}:{kept[-1].lineno})"
