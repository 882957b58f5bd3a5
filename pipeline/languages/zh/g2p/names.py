"""Which words in Latin letters are names, that Chinese news says in its own syllables: Joe Worrall -> 乔·沃罗尔.

So are companies whose name in Chinese everybody knows; abbreviations, other brands, titles and ordinary words stay
as they are and are said in English.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from pipeline.languages.packaged import package_text
from pipeline.languages.zh.g2p.transliteration import transliterate

LATIN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ'’.& -]*[A-Za-zÀ-ɏ])?")
"""What stands in Latin letters in a row, as far as the next Chinese one."""

_INNER = re.compile(r"(?:Ma?c|De|Di|Du|La|Le|Van|Fitz|O['’])[A-ZÀ-Þ][a-zß-ɏ]+")
"""Names with a capital inside; other words that have one are brands (YouTube)."""
_GAP = re.compile(r"[ -]+")


def respell(text: str, wrote: Callable[[str], str] = str) -> str:
    """`text` with each name in characters, a dot between its words, as `wrote` gives it back."""
    return LATIN.sub(lambda found: _respell(found.group(), wrote), text)


def _respell(latin: str, wrote: Callable[[str], str]) -> str:
    """Abbreviations and initials part names: BBC Scotland, J K Rowling."""
    if company := _companies().get(latin.replace("’", "'")):
        return wrote(company)
    if _english(latin):
        return latin
    parts = re.split(r"((?<![^ -])[A-Z]+(?![^ -])[ -]*)", latin)
    return "".join(part if number % 2 else _characters(part, wrote) for number, part in enumerate(parts))


def _english(latin: str) -> bool:
    """Whether this is no name: a phrase, or one with a brand's name or the word for an institution in it."""
    words = _GAP.split(latin)
    return any(_phrasing(word) or word in _set("brands") or word in _set("nouns") for word in words)


def _phrasing(word: str) -> bool:
    """Whether `word` is in no name: in small letters, or with a sign or a capital inside."""
    if word in _set("particles"):
        return False
    inner = any(letter.isupper() for letter in word[1:]) and not word.isupper()
    sign = "&" in word or "." in word or word.endswith(("'s", "’s"))
    return not word[:1].isupper() or sign or (inner and not _INNER.fullmatch(word))


def _characters(part: str, wrote: Callable[[str], str]) -> str:
    name = part.strip(" -")
    words = _GAP.split(name)
    known = _known_names()
    if not name or (name not in known and all(map(_ordinary, words))):
        return part
    said = [known[name]] if name in known else [known.get(word) or transliterate(word) for word in words]
    begin, _, end = part.partition(name)
    return begin + wrote("·".join(said)) + end if all(said) else part


def _ordinary(word: str) -> bool:
    """Whether a dictionary has `word` in small letters only: Apple, World, but not Baker, which is a name too."""
    named = word in _known_names() or word in _set("names")
    small = word.lower()
    return small.islower() and _is_listed(small) and not _is_listed(small.capitalize()) and not named


@lru_cache(maxsize=1024)
def _is_listed(word: str) -> bool:
    return f"\n{word}\n" in _dictionary()


@cache
def _dictionary() -> str:
    """The words of kokorog2p's English dictionary, a line each: as a set they would take twenty times as much memory."""
    listed = json.loads(package_text("kokorog2p", "en/data/us_gold.json"))
    return "\n".join(("", *listed, ""))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_table()["words"][name].split())


def _known_names() -> Mapping[str, str]:
    known: Mapping[str, str] = _table()["known"]
    return known


def _companies() -> Mapping[str, str]:
    companies: Mapping[str, str] = _table()["companies"]
    return companies


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
