"""How much of a text was understood: what was heard beside what is on the page, letter by letter."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.languages import find
from pipeline.languages.g2p import read
from pipeline.languages.normalization import normalize

_NEVER = 1 << 30
_WORDS = re.compile(r"\S+?(?=\s|$|(?<=[^\W\d_]{2}[.!?])(?=\w))")
"""With a stop between two words that were written without a space."""
_LETTERS = re.compile(r"[0-9A-Za-z]+(?:[.,:'’][0-9A-Za-z]+)*|\S")
_HIRAGANA = {letter: letter - 0x60 for letter in range(ord("ァ"), ord("ヷ"))}


def normal(text: str, language: str) -> str:
    """`text` as bare letters: as it is read out, no case, spaces, punctuation or traditional characters.

    Numbers are in words, Latin words in Hangul in Korean, and Japanese katakana, which sounds no other, in hiragana.
    """
    said = read(normalize(unicodedata.normalize("NFKC", text), language), language)
    said = unicodedata.normalize("NFKC", said).casefold()
    match find(language).script:
        case "Hans" | "Hant":
            said = _simplifier().convert(said)
        case "Jpan":
            said = said.translate(_HIRAGANA)
    return "".join(letter for letter in said if unicodedata.category(letter)[0] in "LNM")


def distance(wanted: str, transcript: str) -> int:
    """Letters to be changed, put in or left out: Levenshtein's distance."""
    row = list(range(len(transcript) + 1))
    for letter in wanted:
        row = _next(row, letter, transcript)
    return row[-1]


def divide(transcript: str, texts: Sequence[str], language: str) -> list[str]:
    """Each text's part of what was heard of all of them in one go.

    Cut between words (between letters where no spaces stand), there where the fewest letters differ in all.
    """
    words = list((_WORDS if find(language).spaced else _LETTERS).finditer(transcript))
    letters = [normal(word[0], language) for word in words]
    ends = _cuts("".join(letters), _bounds(letters), [normal(text, language) for text in texts])
    return [
        transcript[words[begin].start() : words[end - 1].end()] if begin < end else ""
        for begin, end in zip([0, *ends], ends, strict=False)
    ]


def _bounds(letters: Sequence[str]) -> dict[int, int]:
    """How many words end before each place of the joined `letters` where one may cut."""
    bounds, place = {0: 0}, 0
    for count, word in enumerate(letters, 1):
        place += len(word)
        bounds[place] = count
    return bounds


def _cuts(transcript: str, bounds: dict[int, int], texts: Sequence[str]) -> list[int]:
    """How many words are heard until each text ends."""
    row, begins = [0, *[_NEVER] * len(transcript)], []
    for text in texts:
        row, origin = _through(text, transcript, row)
        begins.append(origin)
        row = [cost if place in bounds else _NEVER for place, cost in enumerate(row)]
    ends, place = [], len(transcript)
    for origin in reversed(begins):
        ends.append(bounds[place])
        place = origin[place]
    return ends[::-1]


def _through(text: str, transcript: str, row: Sequence[int]) -> tuple[list[int], list[int]]:
    """The costs after `text`, from the costs before it, and for each place where the text's part begins."""
    costs, origins = _skipping(list(row), list(range(len(row))))
    for letter in text:
        below, under = [costs[0] + 1], [origins[0]]
        for place, other in enumerate(transcript):
            cost, origin = costs[place] + (letter != other), origins[place]
            if costs[place + 1] + 1 < cost:
                cost, origin = costs[place + 1] + 1, origins[place + 1]
            if below[place] + 1 < cost:
                cost, origin = below[place] + 1, under[place]
            below.append(cost)
            under.append(origin)
        costs, origins = below, under
    return costs, origins


def _skipping(costs: list[int], origins: list[int]) -> tuple[list[int], list[int]]:
    """Letters that were heard before the first of the text."""
    for place in range(1, len(costs)):
        if costs[place - 1] + 1 < costs[place]:
            costs[place], origins[place] = costs[place - 1] + 1, origins[place - 1]
    return costs, origins


def _next(row: Sequence[int], letter: str, transcript: str) -> list[int]:
    below = [row[0] + 1]
    for place, other in enumerate(transcript):
        below.append(min(row[place] + (letter != other), row[place + 1] + 1, below[place] + 1))
    return below


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
