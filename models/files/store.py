"""The store of files: encrypted, named by their content, written so that a crash leaves no half."""

import hashlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.faults import fault

NONCE = 12


class Store:
    """Files under `root`, encrypted with `key` (32 bytes)."""

    def __init__(self, root: Path, key: bytes) -> None:
        self._root = root
        self._key = AESGCM(key)

    def put(self, content: bytes) -> str:
        """Keep the content; return its digest. The same content twice is one file."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            nonce = os.urandom(NONCE)
            sealed = nonce + self._key.encrypt(nonce, content, digest.encode())
            write_whole(path, sealed)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the content. Raises FileNotFoundError, InvalidTag."""
        sealed = self._path(digest).read_bytes()
        return self._key.decrypt(sealed[:NONCE], sealed[NONCE:], digest.encode())

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest


def write_whole(path: Path, content: bytes) -> None:
    """Write the file with mode 0600 so that after a crash it is there whole, or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.touch(0o600)
    unfinished.write_bytes(content)
    sync(unfinished)
    put_in_place(unfinished, path)


def put_in_place(new: Path, path: Path) -> None:
    """Let the file `new` take the place of `path` in one step that outlives a loss of power."""
    fault("file.before")
    new.replace(path)
    sync(path.parent)
    fault("file.after")


def sync(path: Path) -> None:
    """Return when the file or folder is on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
