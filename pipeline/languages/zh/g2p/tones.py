"""Tones as they are said: 一, 不, third tones in a row, no tone, and the ending 儿.

A syllable is pinyin with its tone behind, `5` for none, `r` behind that for 儿. What only a word tells
stands in `words.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

Word = tuple[str, list[str]]
"""A word and its syllables, one a character; an empty one is said with the one before."""

_DIGITS = "零〇一二三四五六七八九十"
_COUNTED = "百千万亿"
_OWN = {"一": "yi1", "不": "bu4"}
_ORDINAL = "月号日楼级战"
_BEFORE_MEASURE = "一二两三四五六七八九十百千万亿几这那哪每各多半数整"


def one_by_one(words: Sequence[Word]) -> list[Word]:
    """`words` with family names as such and without the tones that nobody gives them."""
    named = [_name_reading(words, number) for number in range(len(words))]
    return [_neutral(word, sounds, named, number) for number, (word, sounds) in enumerate(named)]


def apply_sandhi(words: Sequence[Word]) -> list[Word]:
    """`words` as they are read, changed as they are said together."""
    plain = one_by_one(words)
    text = "".join(word for word, _ in plain)
    flat = [sound for _, sounds in plain for sound in sounds]
    _change_one_and_not(text, flat)
    _change_third(_pieces(plain), flat)
    return _attach_erhua(_dealt(plain, flat))


@cache
def own_readings() -> Mapping[str, list[str]]:
    """Our own words and how their characters are read."""
    return {word: sound.split() for word, sound in _table()["words"].items()}


@cache
def single_readings() -> Mapping[str, str]:
    """Characters and how they are read where no word tells."""
    return {each[0]: each[1:] for each in _set("single")}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_table()[name]["words"].split())


def _name_reading(words: Sequence[Word], number: int) -> Word:
    """A family name by its own reading: behind 姓, before 先生, and 朴 at the beginning of a name."""
    word, sounds = words[number]
    names: Mapping[str, str] = _table()["surnames"]
    before = words[number - 1][0] if number else ""
    after = words[number + 1][0] if number + 1 < len(words) else ""
    alone = word in names and (before.endswith("姓") or after in _set("titles"))
    korean = (
        word[0] == "朴"
        and (len(word) <= 3 or not is_known(word))
        and word not in _set("plain")
        and word not in own_readings()
    )
    if alone or korean:
        return word, [names[word[0]], *sounds[1:]]
    if word[0] == "姓" and word[1:] in names:
        return word, [sounds[0], names[word[1:]]]
    return word, sounds


def _neutral(word: str, sounds: list[str], words: Sequence[Word], number: int) -> Word:
    """The word with no tone where there is none: 朋友, 几个."""
    before = words[number - 1][0][-1] if number else ""
    measured = word == "个" and before and before in _BEFORE_MEASURE
    inside = len(word) > 1 and word[-1] == "个" and word[-2] in _BEFORE_MEASURE
    if measured or inside or word in _set("neutral") or (len(word) > 2 and word[-2:] in _set("neutral")):
        return word, [*sounds[:-1], sounds[-1][:-1] + "5"]
    if len(word) > 2 and word[:2] in _set("neutral") and word not in own_readings():
        return word, [sounds[0], sounds[1][:-1] + "5", *sounds[2:]]
    return word, sounds


def _change_one_and_not(text: str, flat: list[str]) -> None:
    for place, letter in enumerate(text):
        following = text[place + 1] if place + 1 < len(text) else ""
        between = place > 0 and following != "" and text[place - 1] == following
        if letter not in _OWN:
            continue
        flat[place] = _OWN[letter]  # pypinyin has some words as they are said
        if not following:
            continue
        weak = between and following not in _DIGITS + _COUNTED  # 看一看
        if weak or text[max(place - 1, 0) : place + 2] in _set("weak_not"):
            flat[place] = flat[place][:-1] + "5"
        elif letter == "不" and _falls(flat[place + 1]):
            flat[place] = "bu2"
        elif letter == "一" and not _counts(text, place):
            flat[place] = "yi2" if _falls(flat[place + 1]) or following == "个" else "yi4"


def _falls(sound: str) -> bool:
    return sound.endswith("4")


def _counts(text: str, place: int) -> bool:
    """Whether 一 is the number by itself: a digit among digits, an ordinal, or the end of its word."""
    before = text[place - 1] if place else ""
    following, next_but_one = text[place + 1], text[place + 2 : place + 3]
    if following in _COUNTED:
        return before == "第"
    digits = before != "" and before in _DIGITS + _COUNTED + "第"
    decimal = following == "点" and next_but_one != "" and next_but_one in _DIGITS
    ends = text[max(place - 2, 0) : place + 1]
    ended = any(ends.endswith(word) for word in _set("ending_in_one"))
    return digits or decimal or ended or following in _DIGITS or following in _ORDINAL


def _pieces(words: Sequence[Word]) -> list[tuple[int, int, bool]]:
    """Where the parts that are said as one begin and end, and whether each goes on in the same word."""
    pieces, place = [], 0
    for word, _ in words:
        sizes = _sizes(word)
        for number, size in enumerate(sizes):
            pieces.append((place, place + size, number + 1 < len(sizes)))
            place += size
    return pieces


def _sizes(word: str) -> list[int]:
    if len(word) == 3 and is_known(word[1:]) and not is_known(word[:2]):  # 纸老虎
        return [1, 2]
    return [2] * (len(word) // 2) + [1] * (len(word) % 2)


def is_known(word: str) -> bool:
    """Whether the word list has `word`."""
    import jieba

    return bool(jieba.dt.FREQ.get(word))


def _change_third(pieces: Sequence[tuple[int, int, bool]], flat: list[str]) -> None:
    """A third tone rises before a third tone: in a part first, then between parts of one word or of one syllable."""
    for begin, end, _ in pieces:
        if end - begin == 2:
            _rise(flat, begin)
    for (begin, end, goes_on), (after, after_end, _) in reversed(list(pairwise(pieces))):
        if goes_on or end - begin == 1 or after_end - after == 1:
            _rise(flat, end - 1)


def _rise(flat: list[str], place: int) -> None:
    if flat[place].endswith("3") and flat[place + 1].endswith("3"):
        flat[place] = flat[place][:-1] + "2"


def _dealt(words: Sequence[Word], flat: Sequence[str]) -> list[Word]:
    dealt, place = [], 0
    for word, sounds in words:
        dealt.append((word, list(flat[place : place + len(sounds)])))
        place += len(sounds)
    return dealt


def _attach_erhua(words: Sequence[Word]) -> list[Word]:
    """儿 at the end of a word as part of the syllable before; not where it is a child (女儿)."""
    curled = []
    for word, sounds in words:
        if len(word) > 1 and word[-1] == "儿" and not _child(word):
            sounds = [*sounds[:-2], sounds[-2] + "r", ""]
        curled.append((word, sounds))
    return curled


def _child(word: str) -> bool:
    return any(word.endswith(child) for child in _set("children"))
