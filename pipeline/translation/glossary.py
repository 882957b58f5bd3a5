"""The words a project wants: how a term is rendered, how it must not be, and what is left as it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.errors import UnknownLanguage
from pipeline.languages import find


@dataclass(frozen=True, slots=True)
class Term:
    """One term and what is wanted of its translation into one language."""

    source: str
    renderings: tuple[str, ...] = ()
    """Any of them will do; the first is the one to offer. Empty when only `forbidden` or `keep` matters."""
    forbidden: tuple[str, ...] = ()
    keep: bool = False
    """Not to be translated."""
    case: bool = False
    """Only in exactly these capitals."""
    sure: bool = True
    """False where the glossary doubts its own rendering: offered, and its absence is no finding."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms for one pair of languages."""

    source: str = "en"
    """BCP 47, likewise `target`."""
    target: str = ""
    terms: tuple[Term, ...] = ()

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """The terms that occur in `text`, a sentence of the source, in the order of the glossary.

        A term that stands only inside longer ones, as refugee in Refugee Convention, does not count.
        """
        there = {term: places(term.source, text, self.source, case=term.case) for term in self.terms}
        return tuple(
            term for term in self.terms if any(not _inside(place, term, there) for place in there[term])
        )

    def lost(self, source: str, target: str) -> Iterator[Term]:
        """The terms of `source` for which `target` has no rendering, or that had to stay and did not."""
        for term in self.terms_in(source):
            wanted = (term.source,) if term.keep else term.renderings if term.sure else ()
            if wanted and not any(places(each, target, self.target, case=term.keep) for each in wanted):
                yield term

    def broken(self, source: str, target: str) -> Iterator[tuple[Term, str]]:
        """The terms of `source` and what `target` says for them that it must not; not inside a right rendering."""
        terms = self.terms_in(source)
        right = [
            place
            for term in terms
            for each in term.renderings
            for place in places(each, target, self.target, case=False)
        ]
        for term in terms:
            for each in term.forbidden:
                found = places(each, target, self.target, case=term.case)
                if any(not any(_covers(good, bad) for good in right) for bad in found):
                    yield term, each


NO_TERMS = Glossary()
"""A project without a glossary."""


def places(term: str, text: str, language: str, *, case: bool) -> tuple[tuple[int, int], ...]:
    """Where `term` stands in `text`: a part of the text in Chinese and Japanese, else whole words, which may
    have a plural's or another ending, a Korean particle, or Arabic particles before them."""
    return tuple(found.span() for found in _pattern(term, language, case).finditer(text))


def _inside(place: tuple[int, int], term: Term, there: dict[Term, tuple[tuple[int, int], ...]]) -> bool:
    return any(
        _covers(longer, place) and longer != place
        for other, spans in there.items()
        if other is not term
        for longer in spans
    )


def _covers(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@cache
def _pattern(term: str, language: str, case: bool) -> re.Pattern[str]:
    try:
        known = find(language) if language else None
    except UnknownLanguage:
        known = None
    flags = 0 if case else re.IGNORECASE
    if known is not None and not known.spaced:
        return re.compile(re.escape(term), flags)
    base = known.base if known else ""
    words = [_inflected(word, base) for word in term.split()]
    before = r"(?<!\w)(?:[وفبلك]{0,2}(?:ال|لل)?)" if base == "ar" else r"(?<!\w)"
    between = r"\s*" if base == "ko" else r"[\s\-]+"
    after = "" if base == "ko" else r"(?!\w)"
    return re.compile(before + between.join(words) + after, flags)


def _inflected(word: str, base: str) -> str:
    """`word` and its usual forms. A capital's word or a short one has none but a plural."""
    if base == "ko" or not word[-1].isalpha():
        return re.escape(word)
    if base == "ar":
        return r"(?:ال|لل)?" + re.escape(re.sub(r"^(?:ال)", "", word).rstrip("ةهًا")) + r"\w{0,3}"
    if base == "en":
        stem = word[:-1] if word.endswith("y") and len(word) > 3 else word
        ending = r"(?:y|ies|y['’]s)" if stem != word else r"(?:e?s|['’]s|s['’])?"
        return re.escape(stem) + ending
    if len(word) < 5 or word.isupper():
        return re.escape(word) + "(?:e?s)?"
    return re.escape(word[:-2]) + r"\w{1,5}"
