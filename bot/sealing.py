"""Encryption of a file: chunks of AES-GCM that cannot be reordered, cut off or swapped."""

import os
from collections.abc import Iterator
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


def seal(plain: IO[bytes], sealed: IO[bytes], key: bytes) -> None:
    """Write all of `plain` to `sealed`; without its last chunk nothing of it can be read."""
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    sealed.write(MAGIC + salt)
    for nonce, chunk in _chunks(plain, CHUNK):
        sealed.write(cipher.encrypt(nonce, chunk, None))


def unseal(sealed: IO[bytes], plain: IO[bytes], key: bytes) -> None:
    """Write to `plain` what was sealed. Raises Unsealable."""
    if sealed.read(len(MAGIC)) != MAGIC:
        raise Unsealable
    cipher = _cipher(key, sealed.read(SALT))
    try:
        for nonce, chunk in _chunks(sealed, CHUNK + TAG):
            plain.write(cipher.decrypt(nonce, chunk, None))
    except InvalidTag:
        raise Unsealable from None


def _chunks(file: IO[bytes], size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield each chunk with its nonce: its number, and whether it is the last."""
    number, following = 0, file.read(size)
    while following:
        chunk, following = following, file.read(size)
        yield number.to_bytes(11, "big") + bytes([not following]), chunk
        number += 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    # A key for each file, so that a counter is a nonce.
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=b"guanjia backup").derive(key))
