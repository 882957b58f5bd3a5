"""Kana as phonemes for Kokoro, by the table of `kana.toml`."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

_HIRAGANA = {katakana: katakana - 0x60 for katakana in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_KATAKANA = {hiragana: katakana for katakana, hiragana in _HIRAGANA.items()}
_VOICED = dict(
    zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True)
)
_SHUT = "っ"
_NASAL = {"m": "mpb", "ŋ": "kɡ", "ɲ": "ɲʨʥ", "n": "ntdɾz"}
"""How ん sounds before which consonants; before all others, and at the end, it is ɴ."""


def hiragana(text: str) -> str:
    """`text` with its katakana as hiragana, but for those that have none (ー, ヷ)."""
    return text.translate(_HIRAGANA)


def katakana(text: str) -> str:
    """`text` with its hiragana as katakana."""
    return text.translate(_KATAKANA)


def sounds(kana: str) -> str:
    """How a word in hiragana sounds; signs that are no kana and no mark of the table are left out."""
    said, place = "", 0
    kana = _spelled_out(kana)
    while place < len(kana):
        syllable = _syllable(kana, place)
        said += _sound(syllable, kana[place + len(syllable) :])
        place += len(syllable)
    return said


def marks(text: str) -> str:
    """`text`, signs that the dictionary does not have, with those of the table as the model knows them."""
    return "".join(_single().get(sign, sign) for sign in text)


def _spelled_out(kana: str) -> str:
    """`kana` with the signs that repeat the one before written as it: いすゞ -> いすず."""
    said = ""
    for sign in kana:
        before = said[-1:]
        said += {"ゝ": before, "ゞ": _VOICED.get(before, "")}.get(sign, sign)
    return said


def _syllable(kana: str, place: int) -> str:
    """The kana that begins at `place`, with the small one behind it."""
    small = kana[place + 1 : place + 2]
    return kana[place] + small if small in _table()["small"] and small else kana[place]


def _sound(syllable: str, rest: str) -> str:
    """A syllable before the `rest` of its word."""
    first, small = syllable[0], syllable[1:]
    if syllable in _together():
        return _together()[syllable]
    if first in _table()["small"]:
        return ""  # without one before it
    if first == "ん":
        return _nasal(rest)
    if first == _SHUT:
        return "" if small else "ʔ"
    said = "ː" if first == "ー" else _single().get(first, "")
    return said[:-1] + _table()["small"][small] if small and said and first != "ー" else said


def _nasal(rest: str) -> str:
    following = _single().get(rest[:1], "")[:1]
    return next((said for said, before in _NASAL.items() if following and following in before), "ɴ")


@cache
def _single() -> Mapping[str, str]:
    """The sounds of one kana or mark."""
    rows = _pairs("rows", list)
    return {**rows, **_table()["small"], **_table()["marks"]}


@cache
def _together() -> Mapping[str, str]:
    """The sounds of a kana and the small one behind it."""
    return _pairs("together", str.split)


def _pairs(name: str, parts: Callable[[str], list[str]]) -> dict[str, str]:
    rows = _table()[name].items()
    return {
        sign: said for row, all_said in rows for sign, said in zip(parts(row), all_said.split(), strict=True)
    }


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "kana.toml").read_text("utf-8"))
