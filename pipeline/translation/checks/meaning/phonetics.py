"""How alike names sound in different scripts, by their consonants: Bell, 벨, 贝尔, ベル.

A transliteration keeps the consonants roughly and the vowels hardly. Each sign stands for sounds that languages
exchange; `sounds.toml` says which.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.languages import Language

_SYLLABLES = ord("가")
_VOWELS, _LAST = 21, 28
"""Vowels, and last consonants with none among them, by which Unicode orders Korean syllables."""


@dataclass(frozen=True, slots=True)
class _Sounds:
    """The table, made ready."""

    latin: tuple[tuple[re.Pattern[str], str], ...]
    first: str
    last: str
    round: str
    kana: Mapping[str, str]
    pinyin: Mapping[str, str]
    han: Mapping[str, str]
    exchanged: Mapping[str, float]
    mute: Mapping[str, float]


@lru_cache(maxsize=2048)
def sounds_of_latin(name: str) -> str:
    """The sounds of a name in Latin letters."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(sign)
    )
    for spelling, sound in _sounds().latin:
        plain = spelling.sub(sound, plain)
    return _once(plain)


def sounds_of_other(name: str, language: Language) -> str:
    """The sounds of a name as it is written in Korean, Chinese or Japanese; "" for other languages."""
    if language.script == "Kore":
        return _once("".join(map(_hangul, name)))
    if language.script in ("Hans", "Hant"):
        return _once("".join(map(_han, name)))
    return _once("".join(map(_kana, name))) if language.script == "Jpan" else ""


def weigh(sounds: str) -> float:
    """What it costs when all `sounds` are missing; 1 at the least."""
    return max(sum(map(_mute, sounds)), 1.0)


@lru_cache(maxsize=8192)
def distance_within(name: str, sounds: str, *, anchored: bool = False) -> float:
    """How much of `name` must be changed to be the most like part of `sounds`, or their beginning where `anchored`.

    A sound that is another or missing counts 1, and less where languages often exchange it or leave it out.
    """
    row = [0.0]
    for sound in sounds:
        row.append(row[-1] + _mute(sound) if anchored else 0.0)
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
    return min(row)


def _mute(sound: str) -> float:
    return _sounds().mute.get(sound, 1.0)


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    costs = _sounds().exchanged
    return min(costs.get(one + other, 1.0), costs.get(other + one, 1.0))


def _once(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)


@cache
def _hangul(sign: str) -> str:
    if not "가" <= sign <= "힣":
        return ""
    table, number = _sounds(), ord(sign) - _SYLLABLES
    first, vowel, last = number // (_VOWELS * _LAST), number // _LAST % _VOWELS, number % _LAST
    head = table.first[first]
    if head == "-" and chr(ord("ㅏ") + vowel) in table.round:
        head = "W"
    return (head + table.last[last]).replace("-", "")


def _kana(sign: str) -> str:
    return _sounds().kana.get(sign, "")


@cache
def _han(sign: str) -> str:
    if not "\u4e00" <= sign <= "\u9fff":
        return ""
    from pypinyin import Style, lazy_pinyin

    [syllable] = lazy_pinyin(sign, style=Style.NORMAL)
    if syllable == "er":
        return "L"
    initial = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
    table = _sounds()
    head = table.han.get(sign, table.pinyin.get(initial, ""))
    return head + ("N" if syllable.endswith(("n", "ng")) and len(syllable) > 1 else "")


@cache
def _sounds() -> _Sounds:
    table = tomllib.loads((files(__package__) / "sounds.toml").read_text("utf-8"))
    return _Sounds(
        latin=tuple((re.compile(spelling), sound) for spelling, sound in table["latin"]),
        first=table["hangul_first"],
        last=table["hangul_last"],
        round=table["hangul_round"],
        kana=_by_sign({sound: list(signs) for sound, signs in table["kana"].items()}),
        pinyin=_by_sign({sound: initials.split() for sound, initials in table["pinyin"].items()}),
        han=_by_sign({sound: list(signs) for sound, signs in table["han"].items()}),
        exchanged=table["exchanged"],
        mute=table["mute"],
    )


def _by_sign(signs: Mapping[str, list[str]]) -> Mapping[str, str]:
    return {sign: sound for sound, written in signs.items() for sign in written}
