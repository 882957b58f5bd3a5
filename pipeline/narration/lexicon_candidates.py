"""Words that a front end can only guess at: candidates for a lexicon, with the guesses."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document.article import MarkKind, Sentence, Span
from pipeline.document.lexicon import PHONEMES, Lexicon
from pipeline.document.sound import Run
from pipeline.languages import find
from pipeline.languages.scripts import LETTERS
from pipeline.narration.language_runs import languages

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
    guess: str = ""
    """How it is said as long as no lexicon tells: a respelling, else phonemes between slashes; empty where nothing is said."""


def unsure(texts: Iterable[str], language: str, lexicon: Lexicon | None = None) -> tuple[Unsure, ...]:
    """The words of `texts` that the front end for `language` is unsure of, the most frequent first.

    What the lexicon says how to say is not among them.
    """
    times_of: dict[tuple[str, str], int] = {}
    for text in texts:
        said = _GIVEN.sub(" ", lexicon.apply(text) if lexicon else text)
        for word in (*_doubtful(said, find(language).script), *_unheard(said, language)):
            times_of[word] = times_of.get(word, 0) + 1
    listed = (Unsure(word, why, times, _guess(word, language)) for (word, why), times in times_of.items())
    return tuple(sorted(listed, key=lambda each: (-each.times, each.word)))


def draft(words: Mapping[str, Sequence[Unsure]]) -> str:
    """A lexicon with the guesses at `words`, by language, for somebody to correct; what has none stands in a comment."""
    tables = (
        "\n".join([f"[{tag}]", *map(_row, {each.word: each for each in listed}.values())])
        for tag, listed in words.items()
        if listed
    )
    return "\n\n".join(tables) + "\n"


def _row(unsure: Unsure) -> str:
    term, said = (json.dumps(text, ensure_ascii=False) for text in (unsure.word, unsure.guess))
    return f"{term} = {said}" if unsure.guess else f"# {term} = {said}"


def _guess(word: str, language: str) -> str:
    """How `word` by itself is said."""
    from pipeline.languages.g2p import phonemes, read
    from pipeline.languages.normalization import normalize

    spoken = read(normalize(word, language), language).strip()
    if spoken and spoken != word:
        return spoken
    heard = spoken and _by_kokoro(language) and not any(_unheard(spoken, language))
    return f"/{phonemes(spoken, language)}/" if heard else ""


def _by_kokoro(language: str) -> bool:
    from pipeline.languages.g2p import available
    from pipeline.narration.engines.kokoro import usual

    return usual(language) != "" and available(language)


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
    from pipeline.narration.engines.kokoro import unheard

    if _by_kokoro(language) and any(map(str.isalnum, text)):
        for sign in unheard((Run(text, language),)):
            yield sign, "a character without a reading" if _HAN.match(sign) else "without a sound in Kokoro"


def _doubtful(text: str, script: str) -> Iterator[tuple[str, str]]:
    if script in ("Kore", "Hans", "Hant", "Jpan"):
        yield from ((word, "in Latin letters") for word in _LATIN.findall(text))
        if script == "Kore":
            yield from ((word, "in Chinese characters") for word in _HAN.findall(text))
        return
    yield from ((word, "an abbreviation in capitals") for word in _CAPITALS.findall(text))
    yield from ((word, "in Chinese characters") for word in _HAN.findall(text))
