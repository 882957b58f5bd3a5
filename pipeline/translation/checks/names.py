"""Names: Latin ones kept as they are spelt, and one rendering for one name throughout an article."""

import re
import unicodedata
from difflib import SequenceMatcher

from pipeline.languages import Language
from pipeline.translation.checks.meaning.lexicon import find_mentions
from pipeline.translation.checks.script_check import LATIN_WORD

_CLOSE = 0.8
_LONG = 5
_MOST = 200
"""Words of a sentence that are looked at: each is held against each."""


def misspelt(source: str, target: str, language: Language) -> str:
    """A Latin name of `target` that is nearly one of the source, and is not; else "".

    In a language written in Latin letters, names are often translated: there another word of the same name must
    stand beside it unchanged.
    """
    said = LATIN_WORD.findall(source)
    target_words = LATIN_WORD.findall(target)
    known = {word.casefold() for word in said}
    there = frozenset(target_words)
    lost = [
        word for word in dict.fromkeys(said) if word[0].isupper() and len(word) >= _LONG and word not in there
    ]
    del lost[_MOST:]
    for place, word in enumerate(target_words[:_MOST]):
        if len(word) < _LONG or not word[0].isupper() or word.casefold() in known:
            continue
        if language.script == "Latn" and not _beside(place, target_words, said):
            continue
        near = next(
            (name for name in lost if _nearly(name, word) and not _is_translated(name, word, language)), ""
        )
        if near:
            return f"{near} → {word}"
    return ""


def _beside(place: int, target_words: list[str], said: list[str]) -> bool:
    around = target_words[max(0, place - 1) : place] + target_words[place + 1 : place + 2]
    return any(word[0].isupper() and word in said and len(word) > 2 for word in around)


def _is_translated(name: str, word: str, language: Language) -> bool:
    """Whether a word was translated, not misspelt: Intelligence, Inteligencia; President, Präsident; Lithuania, Lituania."""
    if language.script != "Latn":
        return False
    if find_mentions(word, language).keys() & {"country", "city"}:
        return True
    other_end = name.casefold()[-2:] != word.casefold()[-2:]
    accented = name.isascii() and not word.isascii()
    return other_end or accented or _sound(name) == _sound(word)


def _nearly(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
    if one in other or other in one or one[:-1] == other[:-1]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _CLOSE


def _bare(word: str) -> str:
    """`word` without capitals, accents and doubled letters, in which languages differ: Vienna, Viena; García, Garcia."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", word.casefold()) if sign.isalpha())
    return re.sub(r"(.)\1", r"\1", plain)


def _sound(word: str) -> str:
    """`word` in letters that stand for one sound in one language and another: Canal, Kanal; Slovakia, Slowakia."""
    even = _bare(word)
    for spelt, other in _SPELLINGS:
        even = re.sub(spelt, other, even)
    return even.translate(str.maketrans("cqvwdx", "kkuutj"))


_SPELLINGS = (
    ("ph", "f"),
    ("ti(?=[ao])", "ci"),
    (r"ador\Z", "or"),
    ("kh", "j"),
    ("ou", "u"),
    ("(?<=[aeiou])y(?=[aeiou])", ""),
)
"""What one language writes so and another otherwise: Khamenei, Jamenei; Missouri, Misuri; Nikolaev, Nikolayev."""
