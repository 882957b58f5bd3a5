"""A sentence in pieces, cut where a voice may rest."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise

_END = re.compile(
    r"(?:[。！？；：，、…]++[」』”’）》]*+|(?<![.!?;:,،؛؟—–])[.!?;:,،؛؟—–]++[\"'”’»)]*+(?=\s))\s*+",
)
"""The mark that ends a clause; one of a Western script does so only before a space, not in 3.5."""


def pack(text: str, limit: int) -> list[str]:
    """`text` in as few pieces as hold whole clauses; a longer clause is cut at words, a longer word anywhere.

    Pieces without a letter or a digit are left out.
    """
    pieces = [""]
    for part in _parts(" ".join(text.split()), limit):
        if len((pieces[-1] + part).strip()) > limit:
            pieces.append("")
        pieces[-1] += part
    return [piece.strip() for piece in pieces if any(map(str.isalnum, piece))]


def pack_evenly(text: str, limit: int) -> list[str]:
    """As `pack`, in pieces as even as they can be: a short rest would be said otherwise than its neighbours."""
    fewest = len(pack(text, limit))
    longest = max((len(part.strip()) for part in _parts(" ".join(text.split()), limit)), default=0)
    limits = range(longest, limit)
    return pack(text, longest + bisect_left(limits, True, key=lambda most: len(pack(text, most)) <= fewest))


def halve(text: str) -> list[str]:
    """`text` in two pieces of about the same length, cut after a clause, else after a word; one when it has one word."""
    clauses = _clauses(text)
    parts = clauses if len(clauses) > 1 else re.findall(r"\S+\s*", text)
    if len(parts) < 2:
        return [text]
    ends = list(accumulate(map(len, parts)))[:-1]
    middle = min(ends, key=lambda end: abs(end - len(text) / 2))
    return [text[:middle].strip(), text[middle:].strip()]


def _clauses(text: str) -> list[str]:
    """`text` in its clauses, each with the mark that ends it and the space behind it."""
    ends = [0, *(found.end() for found in _END.finditer(text) if found.start())]
    pieces = (text[begin:end] for begin, end in pairwise([*ends, len(text)]))
    return [piece for piece in pieces if piece]


def _parts(text: str, limit: int) -> Iterator[str]:
    for clause in _clauses(text):
        if len(clause.strip()) <= limit:
            yield clause
            continue
        for word in re.findall(r"\S+\s*", clause):
            yield from (word[start : start + limit] for start in range(0, len(word), limit))
