"""The sounds of Mandarin for Kokoro: syllables of pinyin and Chinese punctuation, by the table of `sounds.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SYLLABLE = re.compile(r"([a-zü]+)([1-5])(r?)")
_INITIAL = re.compile(r"([zcs]h|[bpmfdtnlgkhjqxrzcs])?(.+)")
_SHORT = {"iu": "iou", "ui": "uei", "un": "uen"}
"""Finals that pinyin writes short after an initial."""
_GLIDES = (("yu", "ü"), ("yi", "i"), ("y", "i"), ("wu", "u"), ("w", "u"))
"""How pinyin writes i, u and ü at the beginning of a syllable, in the order of asking."""


@cache
def sound(syllable: str) -> str:
    """A syllable of pinyin, its tone behind and r where 儿 closes it, for the model; empty when there is none such.

    儿 takes the place of a closing n, or of i after a.
    """
    found = _SYLLABLE.fullmatch(syllable)
    shape = found and _shape(found[1].replace("v", "ü"))
    if not found or not shape:
        return ""
    said = shape.replace("-", _table()["tones"][found[2]])
    return said.removesuffix("n") + "ɚ" if found[3] else said


def western(text: str) -> str:
    """`text` with Chinese punctuation as the model knows it."""
    return text.translate(_marks()).strip()


def _shape(letters: str) -> str:
    """The sounds of a syllable without its tone, "-" where that stands; empty when pinyin has no such syllable."""
    table = _table()
    if whole := table["syllables"].get(letters):
        return whole
    initial, final = _split(letters)
    said = table["finals"].get(final)
    return table["initials"].get(initial, "") + said if said else ""


def _split(letters: str) -> tuple[str, str]:
    """The initial and the final, spelled in full: jun -> j, ün; wo -> "", uo; shi -> sh, ɨ."""
    for written, glide in _GLIDES:
        if letters.startswith(written):
            return "", glide + letters.removeprefix(written)
    found = _INITIAL.fullmatch(letters)
    initial, final = (found[1] or "", found[2]) if found else ("", letters)
    if initial in ("j", "q", "x"):
        final = re.sub("^u", "ü", final)
    elif initial in ("zh", "ch", "sh", "r", "z", "c", "s") and final == "i":
        final = "ɨ"
    return initial, _SHORT.get(final, final)


@cache
def _marks() -> dict[int, str]:
    return str.maketrans(dict(_table()["marks"]))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "sounds.toml").read_text("utf-8"))
