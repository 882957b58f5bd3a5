"""地, 得, 为 and 长 by the words around them: 慢慢地 de, 这块地 dì; 我得走 děi, 得奖 dé; 总数为 wéi, 为难民 wèi.

No word list tells: jieba cuts them off as words of one character, or joins them with what follows. Where nothing here
decides they keep pypinyin's reading (dì, dé, wèi, zhǎng).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.languages.zh.g2p.tones import Word, is_known, own_readings

_TAKING = re.compile("(?<![可所难加予得何足用])以(?![色及来后前上下外内往免便])")
"""以 … 为, to take for."""
_NAMING = re.compile("(?:任命|称呼|推选|推举|提名|指定|选举|命名|形容|描述|聘请|认定|选|誉)[^为]{1,8}$")
"""任命 … 为, to appoint and to call."""
_AMOUNT = re.compile(
    "(?:约|近|超过|零下|负|百分之)?(?:[零一二三四五六七八九十百千万两亿]{2,}|[零一二三四五六七八九十百千万两]点|百分之)"
)
"""An amount behind 为, which it then is."""
_BY = re.compile("[^为所]{1,10}所(?![有以谓需在长属])")
"""为 … 所, by whom something is done."""
_FAR = 14
"""So many words or characters behind 为 are looked through."""
_NUMERALS = "零一二三四五六七八九十百千万两几数"


def read(words: Sequence[Word]) -> list[Word]:
    """`words` with these characters as they are read where they stand."""
    return [(word, _sounds(words, number)) for number, (word, _) in enumerate(words)]


def _sounds(words: Sequence[Word], number: int) -> list[str]:
    word, sounds = words[number]
    before = words[number - 1][0] if number else ""
    after = words[number + 1][0] if number + 1 < len(words) else ""
    changed = list(sounds)
    for place, letter in enumerate(word[: len(sounds)]):
        if letter == "地" and _adverbial(word, place, before, after):
            changed[place] = "de5"
        elif letter == "得":
            changed[place] = _gain(word, place, before, after) or sounds[place]
    if len(word) > 1 and word[-1] == "为" and not word.endswith(tuple(_words("serving"))):
        changed[-1:] = ["wei2" if is_known(word) or not _serves(words, number) else "wei4"]
    if word[0] == "为" and (len(word) == 1 or not is_known(word)) and _becomes(words, number):
        changed[0] = "wei2"
    if word[0] == "长" and not (len(word) > 1 and is_known(word)) and (word[1:] or after)[:1] in _measures():
        changed[0] = "chang2"
    return changed


def _adverbial(word: str, place: int, before: str, after: str) -> bool:
    """Whether 地 makes an adverb of the words before it: two characters or more that are no place, with more behind."""
    ground = place == 0 and len(word) > 1 and is_known(word) and word not in _words("ground")
    if place not in (0, len(word) - 1) or ground:
        return False
    if len(word) == 2 and place == 1:
        return False
    stem, following = (word[:place] or before), (word[place + 1 :] or after)
    if len(stem) < 2 or not following or following[0] in _set("ground", "follows"):
        return False
    return stem[-1] not in _set("ground", "ends") and not stem.endswith(_stems())


def _gain(word: str, place: int, before: str, after: str) -> str:
    """How 得 sounds; empty where nothing decides."""
    if word in own_readings():
        return ""
    if len(word) == 1:
        return _alone(before, after)
    if len(word) == 2 and place == 1:
        return "de2" if word in _words("gaining") else _having(word[0]) or "de5"
    return "de5" if len(word) == 3 and place == 1 and word[0] not in "不所自应必难只" else ""


def _alone(before: str, after: str) -> str:
    if not before or not after or after[0] in _set("gaining", "follows"):
        return "de5" if after in _words("managing") else ""
    return _having(before) or ("" if before in _words("getting") else "de5")


def _having(before: str) -> str:
    return "dei3" if before in _words("having") else ""


def _becomes(words: Sequence[Word], number: int) -> bool:
    """Whether 为 is a verb: behind an amount or a verb that takes it, before an amount, and in 以 … 为, 为 … 所."""
    before = [word for word, _ in words[max(number - _FAR, 0) : number]]
    after = (words[number][0][1:] + "".join(word for word, _ in words[number + 1 : number + _FAR]))[:_FAR]
    serves = _serves(words, number)
    if not before or serves:
        sure = bool(before) and before[-1] in _words("becoming") and before[-1] not in _words("either")
        return sure or (not serves and bool(_AMOUNT.match(after)))
    near = "".join(before)[-10:]
    taken = (_TAKING.search(near) and "而" not in after) or _NAMING.search(near)
    told = taken or _AMOUNT.match(after) or _BY.match(after)
    return bool(told) or before[-1] in _words("becoming") or before[-1][-1] in _set("becoming", "ends")


def _serves(words: Sequence[Word], number: int) -> bool:
    """Whether something is done for what stands behind 为."""
    return any(word in _words("serves") for word, _ in words[number + 1 : number + _FAR])


@cache
def _measures() -> frozenset[str]:
    """What a number may begin with."""
    return frozenset(_NUMERALS + _set("measured", "before_number"))


@cache
def _stems() -> tuple[str, ...]:
    return tuple(_set("ground", "stems").split())


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_set(name, "words").split())


def _set(name: str, part: str) -> str:
    return _table()[name][part]


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "particles.toml").read_text("utf-8"))
