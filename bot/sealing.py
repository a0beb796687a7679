"""Encryption of a stream: chunks of AES-GCM that cannot be reordered, cut off or swapped."""

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"guanjia1"
SALT = 16
CHUNK = 1 << 20
TAG = 16


class Unsealable(Exception):
    """The file is no backup, is damaged, or was made with another key."""


class Sealer:
    """A file to write to; `end` seals the last chunk, and without it nothing can be read."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        salt = os.urandom(SALT)
        self._file, self._cipher, self._number = file, _cipher(key, salt), 0
        self._waiting = bytearray()
        file.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Take `data`; full chunks go to the file."""
        self._waiting += data
        while len(self._waiting) > CHUNK:  # a full last chunk waits for `end`
            self._seal(self._waiting[:CHUNK], last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def end(self) -> None:
        """Write the last chunk."""
        self._seal(self._waiting, last=True)

    def _seal(self, data: bytes | bytearray, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), bytes(data), None))
        self._number += 1


class Unsealer:
    """A file to read from. Raises Unsealable."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise Unsealable
        self._file, self._cipher, self._number = file, _cipher(key, file.read(SALT)), 0
        self._next = file.read(CHUNK + TAG)
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; none at the end."""
        while len(self._ready) < size and self._next:
            sealed, self._next = self._next, self._file.read(CHUNK + TAG)
            try:
                nonce = _nonce(self._number, not self._next)
                self._ready += self._cipher.decrypt(nonce, sealed, None)
            except InvalidTag:
                raise Unsealable from None
            self._number += 1
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    # A key for each file, so that a counter is a nonce.
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=b"guanjia backup").derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
