"""Where a term stands in a text, in the forms that its language gives it: endings, particles, spaces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from pipeline.errors import UnknownLanguage
from pipeline.languages import Language, find

Place = tuple[int, int]
"""Begin and end in a text, in characters."""

_APOSTROPHE = "['’]"
_LEAST_STEM = 4
"""So many letters of a word stay in all its forms: with one fewer `Corea` would stand in `correo`."""


def places(term: str, text: str, language: str, *, case: bool = False) -> tuple[Place, ...]:
    """Where `term` stands in `text`: a part of the text in Chinese and Japanese, else whole words, which may
    have a plural's or another ending, a Korean particle, or Arabic particles before them.
    Both apostrophes are one."""
    return tuple(match.span() for match in _pattern(term, language, case).finditer(text))


def outside(inner: Sequence[Place], outer: Iterable[Place]) -> tuple[Place, ...]:
    """Those of `inner` that lie inside none of `outer`; the same place does not count as one around it."""
    around = sorted(set(outer).difference(inner))
    begins = [begin for begin, _ in around]
    ends = list(accumulate((end for _, end in around), max))
    before = [bisect_right(begins, begin) for begin, _ in inner]
    return tuple(
        place
        for place, count in zip(inner, before, strict=True)
        if not (count and ends[count - 1] >= place[1])
    )


def find_language(language: str) -> Language | None:
    """The language of a tag, if the program has it."""
    try:
        return find(language) if language else None
    except UnknownLanguage:
        return None


@cache
def _pattern(term: str, language: str, case: bool) -> re.Pattern[str]:
    of = find_language(language)
    flags = 0 if case else re.IGNORECASE
    if of is not None and not of.spaced:
        return re.compile(_escape(term), flags)
    attached, joined = bool(of and of.fact("writing", "attached")), bool(of and of.script == "Kore")
    words = [_inflections(word, of) for word in term.split()]
    before = r"(?<!\w)(?:[وفبلك]{0,2}(?:ال|لل)?)" if attached else r"(?<!\w)"
    between = r"\s*" if joined else r"[\s\-]+"
    after = "" if joined else r"(?!\w)"
    return re.compile(before + between.join(words) + after, flags)


def _inflections(word: str, of: Language | None) -> str:
    """`word` and its usual forms. A capital's word or a short one has none but a plural."""
    if (of and of.script == "Kore") or not word[-1].isalpha():
        return _escape(word)
    if of and of.fact("writing", "attached"):
        return r"(?:ال|لل)?" + _escape(re.sub(r"^(?:ال)", "", word).rstrip("ةهًا")) + r"\w{0,3}"
    if of and of.fact("writing", "title_case"):
        stem = word[:-1] if word.endswith("y") and len(word) > 3 else word
        ending = r"(?:y|ies|y['’]s)" if stem != word else r"(?:e?s|['’]s|s['’])?"
        return _escape(stem) + ending
    if len(word) <= _LEAST_STEM or word.isupper():
        return _escape(word) + "(?:e?s)?"
    return _escape(word[: max(_LEAST_STEM, len(word) - 2)]) + r"\w{0,5}"


def _escape(letters: str) -> str:
    return re.sub(_APOSTROPHE, _APOSTROPHE, re.escape(letters))
