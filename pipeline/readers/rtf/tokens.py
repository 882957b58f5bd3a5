"""RTF cut into what it is made of: groups, control words, bytes and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>.)|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\\Z",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One of them."""

    kind: Kind
    word: str = ""
    """Of a control word its name, of a control sign itself."""
    number: int | None = None
    """What stands behind a control word."""
    data: bytes = b""
    """Of text, in the encoding of its font; of the word `bin` what stands behind it."""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a whole file, in order."""
    text, place = data.decode("latin-1"), 0
    while found := _TOKEN.search(text, place):
        place = found.end()
        if found["word"] == "bin":
            length = max(0, int(found["number"] or 0))
            yield Token(Kind.WORD, "bin", length, data[place : place + length])
            place += length
        elif found["word"]:
            yield Token(Kind.WORD, found["word"], int(found["number"]) if found["number"] else None)
        elif found["byte"]:
            yield Token(Kind.BYTES, data=bytes([int(found["byte"], 16)]))
        elif found["text"]:
            yield Token(Kind.BYTES, data=found["text"].encode("latin-1"))
        elif found["brace"]:
            yield Token(Kind.OPEN if found["brace"] == "{" else Kind.CLOSE)
        elif found["sign"]:
            yield Token(Kind.SIGN, found["sign"])
