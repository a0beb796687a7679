"""The store of files: each sealed under the key of who sent it, written so that no half is left."""

import base64
import hmac
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.faults import fault
from models.values import frozen

NONCE, KEY = 12, 32


@frozen
class SealedKey:
    """A person's key as it is kept: of use only to who has the installation's."""

    name: str
    sealed: str


class Store:
    """Files under `root`; the keys of people are sealed with `key` (32 bytes)."""

    def __init__(self, root: Path, key: bytes) -> None:
        self.root = root
        self._key = AESGCM(key)

    def new_key(self) -> SealedKey:
        """Return a key that nothing is sealed with yet."""
        name = secrets.token_hex(16)
        sealed = _seal(self._key, secrets.token_bytes(KEY), name)
        return SealedKey(name, base64.b64encode(sealed).decode())

    def put(self, content: bytes, key: SealedKey, came: str) -> str:
        """Keep what `came` then; return its digest. Done again it is the same file.

        Two files of one content have two names: each can be removed alone.
        """
        opened = self._open(key)
        digest = hmac.digest(opened, came.encode() + b"\0" + content, "sha256").hex()
        path = self._path(key.name, digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, _seal(AESGCM(opened), content, digest))
        return digest

    def get(self, digest: str, key: SealedKey) -> bytes:
        """Return the content. Raises FileNotFoundError, InvalidTag."""
        sealed = self._path(key.name, digest).read_bytes()  # first: what was erased has no key
        return _unseal(AESGCM(self._open(key)), sealed, digest)

    def remove(self, name: str, digest: str) -> None:
        """Remove what is sealed under the key of that name; gone already is gone."""
        path = self._path(name, digest)
        fault("file.before")
        path.unlink(missing_ok=True)
        fault("file.after")
        if path.parent.exists():
            sync(path.parent)

    def _open(self, key: SealedKey) -> bytes:
        return _unseal(self._key, base64.b64decode(key.sealed), key.name)

    def _path(self, name: str, digest: str) -> Path:
        return self.root / name / digest


def _seal(key: AESGCM, content: bytes, called: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, content, called.encode())


def _unseal(key: AESGCM, sealed: bytes, called: str) -> bytes:
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], called.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write the file with mode 0600 so that after a crash it is there whole, or not at all.

    Others may write it too, on another machine; what we left at a death we write over.
    """
    unfinished = path.with_name(f".{path.name}.{os.uname().nodename}.{os.getpid()}")
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
