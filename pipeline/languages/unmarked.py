"""Where a sentence ends in a writing that has no mark for it, as Thai: at some of its spaces.

A space there parts clauses, names and figures as well. What a language says in `[sentences]` decides: `spaces` are two
numbers of letters; from the first on a space ends a sentence before a word that begins one (`opens`) or behind one that ends
one (`closes`), from the second on any space does. None does within brackets and quotation marks, beside a figure or Latin
letters, before a word that goes on (`goes_on`) or behind one that waits for more (`awaits`). Time is in proportion to the length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages.language import Language

_PLACE = re.compile(r"(?P<open>[“«(\[（「])|(?P<close>[”»)\]）」])|(?P<line>\n)|(?<=\S)[ \u00a0]+(?=\S)")
_BESIDE = re.compile(r"[A-Za-z\d]")
_LOOK = 40
"""Letters looked at on each side of a space."""


@dataclass(frozen=True, slots=True)
class _Spaces:
    least: int
    most: int
    opens: re.Pattern[str]
    closes: re.Pattern[str]
    goes_on: re.Pattern[str]
    awaits: re.Pattern[str]


def ends_at_spaces(text: str, language: Language, marked: Iterator[int]) -> Iterator[int]:
    """`marked`, the ends that marks and lines make, and between them the spaces of `text` that end a sentence."""
    spaces = _spaces(language)
    if spaces is None:
        yield from marked
        return
    begin, depth, mark = 0, 0, next(marked, None)
    for place in _PLACE.finditer(text):
        while mark is not None and mark <= place.end():
            yield mark
            begin, depth, mark = mark, 0, next(marked, None)
        depth = 0 if place["line"] else max(0, depth + bool(place["open"]) - bool(place["close"]))
        letters = place.start() - begin
        if place.lastgroup is None and not depth and letters > 0 and _ends(text, place, letters, spaces):
            begin = place.end()
            yield begin
    yield from () if mark is None else (mark, *marked)


def _ends(text: str, space: re.Match[str], letters: int, spaces: _Spaces) -> bool:
    if letters < spaces.least or _BESIDE.match(text[space.start() - 1]) or _BESIDE.match(text[space.end()]):
        return False
    if spaces.goes_on.match(text, space.end(), space.end() + _LOOK):
        return False
    before = text[max(0, space.start() - _LOOK) : space.start()]
    if letters >= spaces.most or spaces.opens.match(text, space.end(), space.end() + _LOOK):
        return not spaces.awaits.search(before)
    return spaces.closes.search(before) is not None


@cache
def _spaces(language: Language) -> _Spaces | None:
    counts = language.fact("sentences", "spaces")
    if not counts:
        return None
    return _Spaces(
        least=counts[0],
        most=counts[1],
        opens=_pattern("{}", "opens", language),
        closes=_pattern(r"{}\Z", "closes", language),
        goes_on=_pattern("{}", "goes_on", language),
        awaits=_pattern(r"{}\Z", "awaits", language),
    )


def _pattern(place: str, name: str, language: Language) -> re.Pattern[str]:
    return re.compile(place.format(f"(?:{language.fact('sentences', name, '(?!)')})"))
