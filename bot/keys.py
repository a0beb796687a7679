"""The key of papers and backups: made once, never replaced by itself."""

import base64
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.failures import Failed
from bot.settings import Settings
from models import installation
from models.database import Database
from models.faults import fault
from models.files.store import write_whole

BYTES = 32
LOST = (
    "The key file {path} is missing, and what it encrypted cannot be opened without it: put your "
    "copy of it back, or set FILE_KEY_FILE. If it is lost for good, move DATA_DIR/files and "
    "DATA_DIR/backups away and make a new one with `openssl rand -base64 32 > {path}`."
)
OTHER = (
    "The key file {path} is not the one this installation was using: put that one back, or set "
    "FILE_KEY_FILE."
)


def file_key(database: Database, settings: Settings) -> bytes:
    """Return the key; at the first start it is made. Raises Failed when it is lost or another."""
    path = settings.file_key_file
    known = database.read(lambda session: installation.get(session, "key_print"))
    protects = any(
        each.is_file()
        for folder in ("files", "backups")
        for each in (settings.data_dir / folder).rglob("*")
    )
    if not path.exists():
        if known is not None or protects:
            raise Failed(LOST.format(path=path))
        _make(path)
    key = load_key(path)
    if known is not None and known != print_of(key) and protects:
        raise Failed(OTHER.format(path=path))
    if known != print_of(key):
        database.write(lambda session: installation.put(session, "key_print", print_of(key)))
    return key


def load_key(path: Path) -> bytes:
    """Return the key that the file holds. Raises Failed."""
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError:
        raise Failed(LOST.format(path=path)) from None
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise Failed(f"The key file {path} is damaged: put your copy of it back.")
    return key


def print_of(key: bytes) -> str:
    """Return what tells keys apart without telling the key."""
    return hashlib.sha256(b"guanjia key print" + key).hexdigest()[:16]


def _make(path: Path) -> None:
    """Write a new key whole, for this user alone; one that appeared meanwhile is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}")  # in containers all are process 1
    write_whole(new, base64.b64encode(secrets.token_bytes(BYTES)) + b"\n")
    fault("file.before")
    with suppress(FileExistsError):
        os.link(new, path)  # unlike a rename it never takes the place of another key
    fault("file.after")
    new.unlink()
