"""Whether a word surely stands by itself, or may be part of a name that no glossary tells.

朝鲜 is North Korea in 朝鲜关闭边境, and not in 朝鲜日报, a paper of Seoul. A name that is changed by mistake does harm,
one that is left as it is can be asked for; so whoever changes or refuses a word asks here first. No segmenter
decides it: jieba knows neither 朝鲜日报 nor 朝鲜海峡 and takes 朝鲜人权 for 朝鲜人 and 权. What tells is what stands around
the word, by `longer_names.toml` in the language's folder: regular expressions, in Simplified characters for Chinese.

    titles      pairs of marks around titles: what stands in them is a name
    ahead       what may stand just before the word
    behind      what may stand just behind it
    endings     how names end whose first part the word may be, up to `reach` letters behind it; what `breaks` ends the search
    particles   all that may follow a word which stands alone
    links       small words that join the parts of names, in languages with capitals
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.languages import folders
from pipeline.translation.characters import is_word, simplify
from pipeline.translation.wordforms import Place, find_language

_NEAR = 80
"""Characters before and behind a word that are looked at."""
_REACH = 3
"""Characters by which a Chinese word may reach out of a term."""
_SMALL = 3
"""Letters of a first word that owes its capital to its place: En, In, Der."""
_RUNS = ("[㐀-䶿一-鿿々]", "[ァ-ヺー・]")
"""Japanese letters of one kind in a row are one word, or several grown together."""
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\S")
_ENDS = ".!?…:;¿¡«»“”\"'‘’()[]—–-"


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a word stands."""

    before: str
    here: str
    """The word in the form that stands there."""
    after: str
    base: str
    """The language's primary subtag, whose table it is."""


def stands_alone(place: Place, word: str, text: str, language: str) -> bool:
    """Whether `word`, which stands at `place` of `text`, is surely a term by itself there.

    True for languages of whose names nothing is known.
    """
    begin, end = place
    of = find_language(language)
    if of is None:
        return True
    spot = _Spot(text[max(0, begin - _NEAR) : begin], text[begin:end], text[end : end + _NEAR], of.base)
    table = _table(of.base)
    rule = _RULES.get(of.script) or (_in_capitals if of.cased else _anywhere)
    return not _in_title(spot, table.get("titles", ())) and rule(spot, word, table)


def _in_title(spot: _Spot, titles: Sequence[Sequence[str]]) -> bool:
    return any(
        spot.before.rfind(opening) > spot.before.rfind(closing) and closing in spot.after
        for opening, closing in titles
    )


def _anywhere(spot: _Spot, word: str, table: Mapping[str, Any]) -> bool:
    return True


def _in_chinese(spot: _Spot, word: str, table: Mapping[str, Any]) -> bool:
    text = spot.before + spot.here + spot.after
    plain = simplify(text)
    text = plain if len(plain) == len(text) else text
    begin = len(spot.before)
    end = begin + len(spot.here)
    named = _ahead(spot.base).search(text[:begin]) or _behind(spot.base).match(text, end)
    return not named and not _cut(text, begin, end)


def _cut(text: str, begin: int, end: int) -> bool:
    """Whether two words meet inside a term and at least one reaches out of it: 困难 and 民众 in 难民, 朝鲜 and 人民 in
    朝鲜人. A single character is such a word only where the term is none itself: 对 and 朝鲜 in 对朝."""
    least = 2 if is_word(text[begin:end]) else 1
    firsts = range(max(0, begin - _REACH), begin + 1)
    lasts = range(end, min(len(text), end + _REACH) + 1)
    return any(
        min(middle - first, last - middle) >= least
        and (first, last) != (begin, end)
        and is_word(text[first:middle])
        and is_word(text[middle:last])
        for middle in range(begin + 1, end)
        for first in firsts
        for last in lasts
    )


def _in_japanese(spot: _Spot, word: str, table: Mapping[str, Any]) -> bool:
    joints = (spot.before[-1:] + spot.here[:1], spot.here[-1:] + spot.after[:1])
    return not any(re.fullmatch(f"{run}{{2}}", joint) for run in _RUNS for joint in joints)


def _in_korean(spot: _Spot, word: str, table: Mapping[str, Any]) -> bool:
    if _ahead(spot.base).search(spot.before) or _behind(spot.base).match(spot.after):
        return False
    return bool(_particles(spot.base).match(spot.after))


def _in_capitals(spot: _Spot, word: str, table: Mapping[str, Any]) -> bool:
    """A name has no other name beside it, not even over `of`; any other word stands where it stands."""
    if not word[:1].isupper():
        return True
    if spot.here not in (word, f"{word}s", f"{word}'s", f"{word}’s"):
        return False
    if spot.before.endswith("-") or spot.after.startswith("-"):
        return False
    links = table.get("links", ())
    after = [token for token in _TOKEN.findall(spot.after) if token not in links]
    return not _capital(after[:1]) and not _is_in_name(spot.before, links)


def _is_in_name(before: str, links: Sequence[str]) -> bool:
    """Whether a name leads up to the end of `before`; a short word that begins a sentence is none."""
    tokens = _TOKEN.findall(before)
    linked = tokens[-1:] and tokens[-1] in links
    while tokens and tokens[-1] in links:
        tokens.pop()
    first = len(tokens) < 2 or tokens[-2] in _ENDS
    return _capital(tokens[-1:]) and not (first and not linked and len(tokens[-1]) <= _SMALL)


def _capital(tokens: Sequence[str]) -> bool:
    return bool(tokens) and tokens[0][0].isupper()


_RULES: Mapping[str, Callable[[_Spot, str, Mapping[str, Any]], bool]] = {
    "Hans": _in_chinese,
    "Hant": _in_chinese,
    "Jpan": _in_japanese,
    "Kore": _in_korean,
}


@cache
def _ahead(base: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table(base)['ahead'])})\Z")


@cache
def _behind(base: str) -> re.Pattern[str]:
    """What at once behind a word, or a little further on, ends a name."""
    table = _table(base)
    at_once = "|".join(table["behind"])
    if "endings" not in table:
        return re.compile(f"(?:{at_once})")
    between = rf"(?:(?!{table['breaks']})\w){{0,{table['reach']}}}?"
    return re.compile(f"(?:{at_once})|{between}(?:{'|'.join(table['endings'])})")


@cache
def _particles(base: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_table(base)['particles'])}){{0,3}}(?!\w)")


def _table(base: str) -> Mapping[str, Any]:
    return folders.table(base, "longer_names")
