"""How many tokens a SentencePiece vocabulary makes of a text, without the library.

The vocabulary is a protocol buffer: field 1 of the model repeats pieces, of which field 1 is the text
and field 2 the score (google/sentencepiece, sentencepiece_model.proto). The best sum of scores wins.
"""

import struct
import unicodedata
from collections.abc import Iterator
from math import inf

_SPACE = "▁"
_UNKNOWN_COST = 10.0
"""How far below the worst piece an unknown character counts."""


class Pieces:
    """One vocabulary."""

    def __init__(self, vocabulary: bytes) -> None:
        self._scores = dict(_pieces(vocabulary))
        self._longest = max(map(len, self._scores), default=1)
        self._unknown = min(self._scores.values(), default=0.0) - _UNKNOWN_COST

    def count(self, text: str) -> int:
        """Tokens of `text`; a character the vocabulary lacks counts as its bytes."""
        even = _SPACE + _SPACE.join(unicodedata.normalize("NFKC", text).split())
        best: list[tuple[float, int]] = [(0.0, 0)] + [(-inf, 0)] * len(even)
        for begin in range(len(even)):
            score, tokens = best[begin]
            for end in range(begin + 1, min(begin + self._longest, len(even)) + 1):
                piece = even[begin:end]
                own = self._scores.get(piece)
                if own is not None and score + own > best[end][0]:
                    best[end] = (score + own, tokens + 1)
            if best[begin + 1][0] == -inf:
                best[begin + 1] = (score + self._unknown, tokens + len(even[begin].encode()))
        return best[-1][1]


def _pieces(vocabulary: bytes) -> Iterator[tuple[str, float]]:
    for field, value in fields(vocabulary):
        if field == 1 and isinstance(value, bytes):
            inner = dict(fields(value))
            text, score = inner.get(1), inner.get(2, 0.0)
            if isinstance(text, bytes) and isinstance(score, float):
                yield text.decode("utf-8", "replace"), score


def fields(data: bytes) -> Iterator[tuple[int, bytes | float | int]]:
    """The fields of a protocol buffer with their numbers. Raises `ValueError` or `IndexError` when it is none, or cut."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        kind = tag & 7
        if kind == 2:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise ValueError("a protocol buffer is cut")
            yield tag >> 3, data[at : at + length]
            at += length
        elif kind == 5:
            if at + 4 > len(data):
                raise ValueError("a protocol buffer is cut")
            yield tag >> 3, struct.unpack_from("<f", data, at)[0]
            at += 4
        elif kind == 0:
            value, at = _varint(data, at)
            yield tag >> 3, value
        elif kind == 1:
            at += 8
        else:
            raise ValueError("no protocol buffer")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if shift > 63:
            raise ValueError("no protocol buffer")
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
