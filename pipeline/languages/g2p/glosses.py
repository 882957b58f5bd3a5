"""A name's original spelling in brackets behind its transliteration: 트럼프(Trump), 卡瓦诺（Kavanaugh）.

Both sound the same, so the original is seen on the page and the name said once; so it is where dots part a name in as
many parts. What does not sound as the words before it, as 세계은행(World Bank) or 유럽연합(EU), is no such gloss and is said.
"""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

_BRACKETS = re.compile(r"(?<=[^\W\dA-Za-zÀ-ɏ_])\s?[(（]\s*([A-ZÀ-Þ][A-Za-zÀ-ɏ.’'·\s-]*[a-zß-ɏ])\s*[)）]")
_ALIKE = 0.75
"""The share of their consonants that both have, in order: 트랙 페일린 (Track Palin) 1, 롭 드와르 (Rob Dewar) .86."""

_PARTS = re.compile(r"[^\W\dA-Za-zÀ-ɏ_]+(?:[·・‧][^\W\dA-Za-zÀ-ɏ_]+)+\Z")
"""A foreign name, whose parts Chinese and Japanese set apart by dots: 斯蒂芬·金, スティーブン・キム."""

Consonants = Callable[[str], str]
"""The classes of the consonants that a text sounds with, a letter each."""


def without(text: str, written: Consonants, original: Consonants) -> str:
    """`text` without originals that sound as the words before them.

    `written` hears the text's own script, `original` the Latin one, both in the same classes.
    """

    def keep(found: re.Match[str]) -> str:
        before = text[: found.start()]
        if _has_as_many_parts(before, found[1]):
            return ""
        return "" if _repeats(written(before[-4 * len(found[1]) :]), original(found[1])) else found.group()

    return _BRACKETS.sub(keep, text)


def _has_as_many_parts(before: str, name: str) -> bool:
    """Whether a name in dotted parts stands before `name`, as many as it has words. Its sound may differ: Kim is 金."""
    parts = _PARTS.search(before)
    return parts is not None and len(re.split("[·・‧]", parts[0])) == len(re.split(r"[\s·]+", name.strip()))


def _repeats(before: str, name: str) -> bool:
    """Whether some end of `before` is about `name`; a single consonant proves nothing."""
    if len(name) < 2:
        return False
    lengths = range(max(1, len(name) - 2), len(name) + 3)
    ends = (before[-length:] for length in lengths)
    return any(end[:1] == name[0] and SequenceMatcher(None, end, name).ratio() >= _ALIKE for end in ends)
