"""How alike names sound in different scripts, by their consonants: Bell, 벨, 贝尔, ベル.

A transliteration keeps the consonants roughly and the vowels hardly. Each sign stands for sounds that languages
exchange: P for p, b, f and v, S for all sibilants, L for l and r.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline.languages import Language

_SPELLINGS = (
    (r"sch|sh|tch|tsch|cz|sz|zh", "S"), (r"ch", "C"), (r"th", "T"), (r"ph", "P"), (r"(?<=\w)gh", ""), (r"\bju(?=a)", "W"), (r"ck|cc|q|kh", "K"), (r"ng(?![aeiour])", "N"),
    (r"\bkn", "N"), (r"\bwr", "L"), (r"ts|tz|[szç]", "S"), (r"x", "KS"), (r"c(?=[eiy])", "S"), (r"c", "K"),
    (r"g(?=[eiy])", "G"), (r"[gk]", "K"), (r"j", "J"), (r"[pb]", "P"), (r"[fv]", "V"), (r"[td]", "T"), (r"m", "M"), (r"n", "N"),
    (r"l", "L"), (r"r(?=[aeiouyáéíóú])", "L"), (r"r", "r"), (r"h", "H"), (r"w", "W"), (r"[^A-Zr]", ""),
)  # fmt: skip
_INITIALS = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "K K N T T L M P P S S - S S S K T P H".split(), strict=True
    )
)
_FINALS = dict(
    zip(
        "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
        "K K K N N N T L L L L L L L L M P P T T N T T K T P H".split(),
        strict=True,
    )
)
_ROUND = frozenset("ㅘㅙㅚㅝㅞㅟ")
_KANA = {
    "K": "カキクケコガギグゲゴ", "S": "サシスセソザジズゼゾチヂツヅ", "T": "タテトダデド", "N": "ナニヌネノン", "H": "ハヒヘホ", "V": "フヴ",
    "P": "バビブベボパピプペポ", "M": "マミムメモ", "L": "ラリルレロ", "W": "ワヰヱヲウ",
}  # fmt: skip
_PINYIN = {
    **dict.fromkeys(("b", "p"), "P"), "f": "V", "m": "M", **dict.fromkeys("dt", "T"), "n": "N", "l": "L", **dict.fromkeys("gk", "K"),
    "h": "H", **dict.fromkeys(("j", "q", "x", "zh", "ch", "sh", "z", "c", "s"), "S"), "r": "R", "w": "W", "y": "",
}  # fmt: skip
_OTHERWISE = {
    **dict.fromkeys("加伽嘉基金", "K"),
    **dict.fromkeys("吉杰傑贾賈京久奇齐齊江季及简簡", "G"),
    "川": "C",
    **dict.fromkeys("希谢謝辛许許休欣香兴興夏", "X"),
}
"""Signs that Chinese reads in foreign names by an older sound than Mandarin's."""
_SAME = {
    ("X", "S"),
    ("X", "H"),
    ("X", "K"),
    ("C", "S"),
    ("C", "K"),
    ("G", "K"),
    ("G", "S"),
    ("J", "S"),
    ("R", "L"),
    ("R", "S"),
    ("r", "L"),
    ("V", "P"),
    ("G", "G"),
}
_NEAR = {("V", "W"): 0.2, ("V", "H"): 0.3, ("H", "K"): 0.3, ("J", "H"): 0.1, ("J", "K"): 0.4, ("S", "T"): 0.4, ("N", "M"): 0.3,
         ("P", "W"): 0.5, ("L", "N"): 0.6, ("C", "T"): 0.5, ("P", "H"): 0.6, ("r", "N"): 0.8}  # fmt: skip
_MUTE = {"r": 0.1, "H": 0.2, "W": 0.2, "J": 0.4, "R": 0.6, "L": 0.6, "N": 0.6, "T": 0.7, "S": 0.7, "V": 0.8}
"""What it costs that a sound is not written on the other side; 1 where nothing stands here."""


@lru_cache(maxsize=2048)
def of_latin(name: str) -> str:
    """The sounds of a name in Latin letters."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(sign)
    )
    for spelling, sound in _SPELLINGS:
        plain = re.sub(spelling, sound, plain)
    return re.sub(r"(.)\1+", r"\1", plain)


def weight(sounds: str) -> float:
    """What it costs when all `sounds` are missing; 1 at the least."""
    return max(sum(map(_mute, sounds)), 1.0)


def of_other(name: str, language: Language) -> str:
    """The sounds of a name as it is written in Korean, Chinese or Japanese; "" for other languages."""
    way = {"ko": _hangul, "zh": _han, "ja": _kana}.get(language.base)
    return re.sub(r"(.)\1+", r"\1", "".join(map(way, name))) if way else ""


def likeness(one: str, other: str) -> float:
    """From 1, the same sounds, to 0, none in common."""
    longest = max(len(one), len(other))
    return 1 - distance(one, other) / longest if longest else 0.0


@lru_cache(maxsize=8192)
def within(name: str, sounds: str, *, anchored: bool = False) -> float:
    """The least `distance` of `name` from any part of `sounds`, or from any beginning of them where it is `anchored`."""
    row = [0.0]
    for sound in sounds:
        row.append(row[-1] + _mute(sound) if anchored else 0.0)
    return min(_rows(name, sounds, row))


@lru_cache(maxsize=8192)
def distance(one: str, other: str) -> float:
    """How many sounds must be changed, added or left out, less where languages often do."""
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _mute(sound))
    return _rows(one, other, row)[-1]


def _rows(name: str, sounds: str, row: list[float]) -> list[float]:
    """The last row of the table of distances, whose first is `row`."""
    for mine in name:
        before, row = row, [row[0] + _mute(mine)]
        for place, sound in enumerate(sounds):
            row.append(
                min(
                    before[place] + _change(mine, sound),
                    before[place + 1] + _mute(mine),
                    row[-1] + _mute(sound),
                )
            )
    return row


def _mute(sound: str) -> float:
    return _MUTE.get(sound, 1.0)


def _change(one: str, other: str) -> float:
    if one == other or (one, other) in _SAME or (other, one) in _SAME:
        return 0.0
    return min(_NEAR.get((one, other), 1.0), _NEAR.get((other, one), 1.0))


def _hangul(sign: str) -> str:
    parts = unicodedata.normalize("NFD", sign) if "가" <= sign <= "힣" else ""
    if not parts:
        return ""
    number = ord(sign) - ord("가")
    initial = list(_INITIALS)[number // 588]
    vowel = chr(ord("ㅏ") + number % 588 // 28)
    final = number % 28
    head = "W" if vowel in _ROUND and initial == "ㅇ" else _INITIALS[initial].strip("-")
    return head + (list(_FINALS.values())[final - 1] if final else "")


def _kana(sign: str) -> str:
    return next((sound for sound, signs in _KANA.items() if sign in signs), "")


@cache
def _han(sign: str) -> str:
    if not "\u4e00" <= sign <= "\u9fff":
        return ""
    initial, rest = _syllable(sign)
    if sign in _OTHERWISE:
        return _OTHERWISE[sign] + ("N" if rest.endswith(("n", "ng")) else "")
    if rest.startswith("er") and not initial:
        return "L"
    return _PINYIN.get(initial, "") + ("N" if rest.endswith(("n", "ng")) else "")


def _syllable(sign: str) -> tuple[str, str]:
    from pypinyin import Style, lazy_pinyin

    [syllable] = lazy_pinyin(sign, style=Style.NORMAL)
    found = re.match(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)", syllable)
    return (found[1], found[2]) if found else ("", "")
