"""A sentence in pieces, cut where a voice may rest."""

import re
from collections.abc import Iterator

_CLAUSES = re.compile(
    r".+?(?:[。！？；：，、…]+[」』”’）》]*|[.!?;:,،؛؟—–]+[\"'”’»)]*(?=\s)|$)\s*",
)
"""Clauses with the mark that ends them; a mark of a Western script ends one only before a space, not in 3.5."""


def packed(text: str, limit: int) -> list[str]:
    """`text` in as few pieces as hold whole clauses; a longer clause is cut at words, a longer word anywhere.

    Pieces without a letter or a digit are left out.
    """
    pieces = [""]
    for part in _parts(" ".join(text.split()), limit):
        if len((pieces[-1] + part).strip()) > limit:
            pieces.append("")
        pieces[-1] += part
    return [piece.strip() for piece in pieces if any(map(str.isalnum, piece))]


def halved(text: str) -> list[str]:
    """`text` in two pieces of about the same length, cut after a clause, else after a word; one when it has one word."""
    clauses = _CLAUSES.findall(text)
    parts = clauses if len(clauses) > 1 else re.findall(r"\S+\s*", text)
    if len(parts) < 2:
        return [text]
    ends = [sum(map(len, parts[:count])) for count in range(1, len(parts))]
    middle = min(ends, key=lambda end: abs(end - len(text) / 2))
    return [text[:middle].strip(), text[middle:].strip()]


def _parts(text: str, limit: int) -> Iterator[str]:
    for clause in _CLAUSES.findall(text):
        if len(clause.strip()) <= limit:
            yield clause
            continue
        for word in re.findall(r"\S+\s*", clause):
            yield from (word[start : start + limit] for start in range(0, len(word), limit))
