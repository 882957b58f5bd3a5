"""Words that a front end can only guess at: candidates for a lexicon."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.languages import find
from pipeline.narration.lexicon import PHONEMES, Lexicon

_LATIN = re.compile(
    r"[^\W\d_\u3040-\u30ff\u3400-\u9fff가-힣]+(?:['’.-][^\W\d_\u3040-\u30ff\u3400-\u9fff가-힣]+)*"
)
_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}[A-Z0-9]*|(?:[A-Z]\.){2,})(?![a-z])")
_GIVEN = re.compile(f"{PHONEMES[0]}[^{PHONEMES[1]}]*{PHONEMES[1]}")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Unsure:
    """One such word."""

    word: str
    why: str
    times: int


def unsure(texts: Iterable[str], language: str, lexicon: Lexicon | None = None) -> tuple[Unsure, ...]:
    """The words of `texts` that the front end for `language` is unsure of, the most frequent first.

    What the lexicon says how to say is not among them.
    """
    found: dict[tuple[str, str], int] = {}
    for text in texts:
        for word in _doubtful(
            _GIVEN.sub(" ", lexicon.applied(text) if lexicon else text), find(language).base
        ):
            found[word] = found.get(word, 0) + 1
    listed = (Unsure(word, why, times) for (word, why), times in found.items())
    return tuple(sorted(listed, key=lambda each: (-each.times, each.word)))


def _doubtful(text: str, base: str) -> Iterator[tuple[str, str]]:
    if base in ("ko", "zh", "ja"):
        yield from ((found, "in Latin letters") for found in _LATIN.findall(text))
        if base == "ko":
            yield from ((found, "in Chinese characters") for found in _HAN.findall(text))
        return
    yield from ((found, "an abbreviation in capitals") for found in _CAPITALS.findall(text))
    yield from ((found, "in Chinese characters") for found in _HAN.findall(text))
