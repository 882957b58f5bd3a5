"""Where a text may be divided: the one door to ICU, which carries Unicode's rules and dictionaries.

Unicode's rules alone (UAX 14) end lines before small kana, between the letters of a Korean word, and nowhere in a Thai phrase;
ICU has Japanese's strict rules and dictionaries of Thai, Lao, Khmer and Burmese. What print in our languages does otherwise is
settled in `line_segments`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, pairwise

_HALF = re.compile("[\ud800-\udfff]")
_WORDS = re.compile("[^ ]* +|[^ ]+")
_DASHES = "-‐–—"
_TRAILING = "%‰…·・‧"
"""No line begins with one of these, whatever stands before."""
_BY_DICTIONARY = ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")
"""Thai and Lao, Burmese, Khmer: they write no spaces between words."""


def graphemes(text: str) -> list[str]:
    """The letters of `text` as a reader counts them: marks, joined pictures and flags are of one piece."""
    if text.isascii():
        return list(text)
    from icu4py.breakers import CharacterBreaker

    return _divide(text, lambda whole: CharacterBreaker(whole, "en"))


def line_segments(text: str, language: str = "", *, keep_all: bool = False) -> list[str]:
    """`text` cut wherever a line may end, each piece with the space after it.

    After spaces; after hyphens before letters; between the words of Thai and its like; and between Han characters and kana, by
    the strict rules: no closing sign, small kana or prolonging sign begins a line, no opening sign ends one. A dash stays with
    what it belongs to, and a number with its counter. A Korean word stays whole, and with
    `keep_all`, as in Korean text, every run without a space, as that does in pages (css-text-3, 5.2).
    """
    if text.isascii() and "-" not in text:
        return _WORDS.findall(text)
    from icu4py.breakers import LineBreaker

    pieces = _divide(text, lambda whole: LineBreaker(whole, f"{language or 'und'}-u-lb-strict"))
    return list(_join(pieces, keep_all=keep_all))


def set_words_apart(text: str) -> str:
    """`text` with a space between the words of Thai and its like, for what reads by words; else as it is."""
    if not any(map(_in_dictionary, text)):
        return text
    segments = line_segments(text)
    between = (
        " " * (_in_dictionary(before[-1]) and _in_dictionary(after[0]))
        for before, after in pairwise(segments)
    )
    return "".join(chain.from_iterable(zip(segments, [*between, ""], strict=True)))


def _divide(text: str, breaker: Callable[[str], Iterable[str]]) -> list[str]:
    """`text` in the pieces of `breaker`, which takes no half of a surrogate pair, as names of files have them."""
    ends = [0, *accumulate(map(len, breaker(_HALF.sub("\ufffd", text))))]
    return [text[begin:end] for begin, end in pairwise(ends)]


def _join(segments: list[str], *, keep_all: bool) -> Iterator[str]:
    """ICU's segments, put together where we do not end a line."""
    held, begun = "", False
    for segment in segments:
        if begun and _may_end(held[-1], segment, keep_all):
            yield held
            held, begun = "", False
        held += segment
        begun = begun or not _is_dash(segment)  # a dash that opens, as in —dijo, stays with what follows
    if held:
        yield held


def _may_end(before: str, following: str, keep_all: bool) -> bool:
    """Whether a line may end after the letter `before`, where ICU would let it end."""
    after = following[0]
    if after in _TRAILING:
        return False
    if _is_dash(following):
        return before == " " and not following.endswith(" ")
    if before == " ":
        return True
    if before in _DASHES:
        return after.isalpha()
    if _in_dictionary(before) or _in_dictionary(after):
        return True
    return not keep_all and not before.isdecimal() and (_square(before) or _square(after))


def _is_dash(segment: str) -> bool:
    return not segment.strip(_DASHES + " ")


def _in_dictionary(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _BY_DICTIONARY)


def _square(letter: str) -> bool:
    """Whether `letter` fills a square and is no Hangul, whose words stay whole."""
    return unicodedata.east_asian_width(letter) in "WF" and not "가" <= letter <= "힣"
