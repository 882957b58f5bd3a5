"""Words that a front end can only guess at: candidates for a lexicon."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document.article import MarkKind, Sentence, Span
from pipeline.document.sound import Run
from pipeline.languages import find
from pipeline.languages.scripts import LETTERS
from pipeline.narration.language_runs import languages
from pipeline.narration.lexicon import PHONEMES, Lexicon

_LETTER = f"[^\\W\\d_\u3040-\u30ff가-힣{LETTERS['Hans']}]"
_LATIN = re.compile(f"{_LETTER}+(?:['’.-]{_LETTER}+)*")
_CAPITALS = re.compile(r"\b(?:[A-Z]{2,}[A-Z0-9]*|(?:[A-Z]\.){2,})(?![a-z])")
_GIVEN = re.compile(f"{PHONEMES[0]}[^{PHONEMES[1]}]*{PHONEMES[1]}")
_HAN = re.compile(f"[{LETTERS['Hans']}]+")


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
        said = _GIVEN.sub(" ", lexicon.apply(text) if lexicon else text)
        for word in (*_doubtful(said, find(language).script), *_unheard(said, language)):
            found[word] = found.get(word, 0) + 1
    listed = (Unsure(word, why, times) for (word, why), times in found.items())
    return tuple(sorted(listed, key=lambda each: (-each.times, each.word)))


def own_words(sentence: Sentence, language: str) -> str:
    """The text of `sentence` without the parts that its article marks as another language's, which are said by its rules."""
    own = find(language).base
    return "".join(" " if any(base != own for base in _bases(span)) else span.text for span in sentence.spans)


def _bases(span: Span) -> Iterator[str]:
    for mark in span.marks:
        if mark.kind is MarkKind.LANGUAGE and (known := languages([Sentence("", (span,))])):
            yield find(known[0]).base


def _unheard(text: str, language: str) -> Iterator[tuple[str, str]]:
    """What Kokoro leaves out of `text`, where it speaks the language."""
    from pipeline.languages.g2p import available
    from pipeline.narration.engines.kokoro import unheard, usual

    if usual(language) and available(language) and any(map(str.isalnum, text)):
        for sign in unheard((Run(text, language),)):
            yield sign, "a character without a reading" if _HAN.match(sign) else "without a sound in Kokoro"


def _doubtful(text: str, script: str) -> Iterator[tuple[str, str]]:
    if script in ("Kore", "Hans", "Hant", "Jpan"):
        yield from ((found, "in Latin letters") for found in _LATIN.findall(text))
        if script == "Kore":
            yield from ((found, "in Chinese characters") for found in _HAN.findall(text))
        return
    yield from ((found, "an abbreviation in capitals") for found in _CAPITALS.findall(text))
    yield from ((found, "in Chinese characters") for found in _HAN.findall(text))
