"""Fonts made unreadable outside their book, which is no encryption: whoever has the book has the key.

EPUB 3.3, section 4.4 (IDPF), and Adobe's older way; `META-INF/encryption.xml` names the files and the algorithm.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from typing import Any
from urllib.parse import unquote

IDPF = "http://www.idpf.org/2008/embedding"
ADOBE = "http://ns.adobe.com/pdf/enc#RC"
_MASKED = {IDPF: 1040, ADOBE: 1024}
"""How many bytes at a file's beginning are masked, by algorithm."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.IGNORECASE)
_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
"""How files of fonts begin: TrueType, OpenType, collections, WOFF and WOFF 2."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What a file's first bytes are XORed with."""

    key: bytes
    length: int

    def lift(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The file's own bytes."""
        place = 0
        for block in blocks:
            covered = block[: max(0, self.length - place)]
            clear = bytes(byte ^ self.key[(place + at) % len(self.key)] for at, byte in enumerate(covered))
            yield clear + block[len(covered) :]
            place += len(block)


def algorithms(encryption: Any) -> Mapping[str, str]:
    """By path within the archive, the algorithm that the root of `encryption.xml` names; empty where it names none."""
    return {
        _path(data): next((each.get("Algorithm", "") for each in data.iterfind("{*}EncryptionMethod")), "")
        for data in encryption.iter("{*}EncryptedData", "EncryptedData")
    }


def is_obfuscation(algorithm: str) -> bool:
    """Whether an algorithm only masks fonts."""
    return algorithm in _MASKED


def mask(algorithm: str, unique: str, identifiers: Sequence[str]) -> Mask | None:
    """The mask of a book with that unique identifier, and these in all; None where its key cannot be made of them."""
    if algorithm == IDPF:
        return Mask(sha1("".join(unique.split()).encode(), usedforsecurity=False).digest(), _MASKED[IDPF])
    identifier = next((match for name in (unique, *identifiers) if (match := _UUID.search(name))), None)
    return Mask(bytes.fromhex(identifier[0].replace("-", "")), _MASKED[ADOBE]) if identifier else None


def is_font(data: bytes) -> bool:
    """Whether a file begins as fonts do."""
    return data.startswith(_FONTS)


def _path(data: Any) -> str:
    reference = next(data.iter("{*}CipherReference", "CipherReference"), None)
    return unquote(reference.get("URI", "")).lstrip("/") if reference is not None else ""
