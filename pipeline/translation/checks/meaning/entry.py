"""One entry of a language's tables of words, as it is written there and as it is looked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages import Language

_FOLDED: dict[int, int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(sign): ord(plain) for sign, plain in zip("’‘\u00a0\u202f\u3000‑", "''   -", strict=True)},
}
_PARTICLES = (
    "", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "에서", "에게", "으로", "부터", "까지", "에는",
    "에도", "에서는", "와의", "과의", "로부터", "이나", "나", "보다", "이라는", "인", "이다", "이었다", "입니다", "였다",
)  # fmt: skip

_PREFIXES = re.compile(r"(?<![^\W_])[وفبلك]{0,2}(?:ال|لل)?\Z")
_PREFIXED = 6
"""Signs before an Arabic word that are looked at: its article and the particles written to it, and one more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, or several, and what it means."""

    kind: str
    concept: str
    """What it means: a country's two letters, a weekday; "" for what only looks like a word of its kind."""
    body: str
    """What is looked for, folded."""
    cased: str = ""
    """How it must be written where capitals matter."""
    firm: bool = True
    """Whether it says what it means by itself, and does not only answer to it."""
    attached: bool = False
    """Whether it may be written to what stands before it."""
    ending: str = ""
    """`*` any letters may follow, `|` at most a Korean particle, `_` none, "" as the language has it."""
    number_before: bool = False
    number_after: bool = False


def fold(text: str) -> str:
    """`text` in small letters and with half-width signs, sign for sign."""
    text = text.translate(_FOLDED)
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign.lower()[:1] for sign in text)


def parse_row(kind: str, concept: str, row: str, language: Language) -> Iterator[Entry]:
    """The entries of one row of a table."""
    for written in row.split(","):
        if word := written.strip():
            yield from _entry(kind, concept, word, language)


def _entry(kind: str, concept: str, word: str, language: Language) -> Iterator[Entry]:
    firm = not word.startswith("~")
    word = word.removeprefix("~").strip()
    before, after = word.startswith("# "), word.endswith(" #")
    word = word.removeprefix("# ").removesuffix(" #").strip()
    attached = word.startswith("-") and len(word) > 1
    word = word[1:] if attached else word
    ending = word[-1] if word[-1:] in "*|_" and len(word) > 1 else ""
    word = word.removesuffix(ending)
    spellings = (
        {word, word.replace(" ", "")} if language.script in ("Kore", "Hans", "Hant", "Jpan") else {word}
    )
    for spelt in spellings:
        cased = spelt.translate(_FOLDED) if spelt != spelt.lower() else ""
        yield Entry(kind, concept, fold(spelt), cased, firm, attached, ending, before, after)


def ends_well(entry: Entry, text: str, end: int, language: Language) -> int | None:
    """Where a word that was seen to `end` ends in `text`, folded; None when it goes on to be another word."""
    following = text[end : end + 1]
    last = entry.body[-1]
    if entry.ending == "*":
        return _word_end(text, end)
    if entry.ending == "_":
        return None if following.isalnum() else end
    if language.script == "Kore" and _hangul(last):
        return end if not entry.ending or _particle_only(text, end) else None
    if not language.spaced:
        return None if _runs_on(last, following) else end
    if language.fact("writing", "attached"):
        return None if following.isalnum() else end
    return None if (following.isalnum() or following == "_") and last.isalnum() else end


def begins_well(entry: Entry, text: str, begin: int, language: Language) -> bool:
    """Whether a word may begin at `begin`."""
    before, first = text[begin - 1 : begin] if begin else "", entry.body[0]
    if entry.attached or not before:
        return True
    if first.isdecimal():
        return not before.isdecimal()
    if not language.spaced or (language.script == "Kore" and not _hangul(first)):
        return not _runs_on(before, first)
    if language.script == "Kore":
        return not _hangul(before)
    if language.fact("writing", "attached"):
        return _PREFIXES.search(text, max(0, begin - _PREFIXED), begin) is not None
    return not (first.isalnum() and (before.isalnum() or before == "_"))


def _runs_on(one: str, other: str) -> bool:
    """Whether two neighbours belong to one word of a script without spaces: Latin letters, katakana."""
    latin = one.isascii() and one.isalpha() and other.isascii() and other.isalpha()
    return latin or (_katakana(one) and _katakana(other))


def _katakana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign == "ー"


def _hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"


def _particle_only(text: str, end: int) -> bool:
    rest = end
    while rest < len(text) and _hangul(text[rest]) and rest - end < 4:
        rest += 1
    return text[end:rest] in _PARTICLES


def _word_end(text: str, end: int) -> int:
    while end < len(text) and (text[end].isalnum() or text[end] in "'-"):
        end += 1
    return end
