"""The word lists of jieba and pypinyin, for which a process would have 110 MB otherwise.

jieba's 350,000 words stay in their file; pypinyin's readings of 47,000 phrases are kept once each.
"""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.languages.sorted_lines import SortedLines

_KEPT = 8192
"""Look-ups that are remembered: jieba asks for most words of a text several times. They take 2 MB."""


class Frequencies:
    """In the place of jieba's own dictionary of words and of what words begin with, which have 0; ours are put on top."""

    def __init__(self, path: Path) -> None:
        self._listed = SortedLines(path)
        self._own: dict[str, int] = {}
        self._find = lru_cache(_KEPT)(self._find_listed)

    @property
    def total(self) -> int:
        """Of all words of the list."""
        return sum(int(rest.partition(" ")[0]) for rest in self._listed.rests())

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __setitem__(self, word: str, frequency: int) -> None:
        self._own[word] = frequency

    def get(self, word: str, default: int | None = None) -> int | None:
        """As a dictionary's."""
        found = self._own.get(word)
        if found is None:
            found = self._find(word)
        return default if found is None else found

    def _find_listed(self, word: str) -> int | None:
        if rest := self._listed.find(word):
            return int(rest.partition(" ")[0])
        return 0 if self._listed.begins(word) else None


class Beginnings:
    """What the phrases begin with, in the place of pypinyin's set of all of it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: list[str] = []
        self.train(phrases)

    def train(self, phrases: Iterable[str]) -> None:
        """Know these too; by this name pypinyin asks for it."""
        self._phrases = sorted({*self._phrases, *phrases})

    def __contains__(self, part: str) -> bool:
        place = bisect_left(self._phrases, part)
        return place < len(self._phrases) and self._phrases[place].startswith(part)


def share_readings() -> None:
    """Have pypinyin keep each reading once, no table twice, and of beginnings the phrases alone."""
    from pypinyin import constants, phrases_dict, pinyin_dict
    from pypinyin.seg import mmseg

    phrases_dict.phrases_dict = constants.PHRASES_DICT
    pinyin_dict.pinyin_dict = constants.PINYIN_DICT
    once: dict[tuple[str, ...], Any] = {}
    for phrase, sounds in constants.PHRASES_DICT.items():
        constants.PHRASES_DICT[phrase] = [once.setdefault(tuple(each), list(each)) for each in sounds]
    beginnings: Any = Beginnings(constants.PHRASES_DICT)
    mmseg.p_set = beginnings
    mmseg.seg = mmseg.Seg(beginnings, no_non_phrases=True)
