"""Words that are written alike and said otherwise, by the words around them: to lead, of lead.

`homographs.toml` has their readings. A word's cues are tried in turn; where none fits, a noun is told from a verb by
`part_of_speech`, and what that leaves open is eSpeak NG's.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pipeline.languages.en.g2p import part_of_speech

_NEAR = 90
"""Characters before and behind that decide."""
_CAPITAL = frozenset(["Nice", "Polish", "Reading"])
_VOICELESS, _HISSING = "ptkfθ", "szʃʒʧʤ"
_SPACES = re.compile(r"\s+")
_CLAUSE = re.compile(r"[.;:!?()“”\"—]")


class Reading(NamedTuple):
    """What is said for the letters from `begin` to `end`."""

    begin: int
    end: int
    sounds: str


class _Cue(NamedTuple):
    reading: str
    before: re.Pattern[str]
    behind: re.Pattern[str]


def readings(text: str) -> tuple[Reading, ...]:
    """The homographs of `text` that its words decide, in their order."""
    found = _pattern().finditer(text)
    decided = (Reading(each.start(), each.end(), _sounds(each)) for each in found)
    return tuple(reading for reading in decided if reading.sounds)


def known(word: str) -> Mapping[str, str]:
    """The readings of `word` by name: `noun` and `verb`, or its own."""
    names = _words().get(word) or _words().get(word.lower())
    if names:
        return names
    singular = _words().get(word.lower().removesuffix("s"), {})
    return {name: _with_s(sounds) for name, sounds in singular.items()} if word.endswith("s") else {}


def _sounds(found: re.Match[str]) -> str:
    names = known(found.group())
    return names.get(_reading(found), "") if names else ""


def _reading(found: re.Match[str]) -> str:
    """The name of the reading that the words around ask for; empty where they leave it open."""
    word = found.group() if found.group() in _CAPITAL else found.group().lower()
    before = _SPACES.sub(" ", found.string[max(0, found.start() - _NEAR) : found.start()])
    before = _CLAUSE.split(before)[-1].lstrip()
    behind = found.string[found.end() : found.end() + _NEAR]
    for cue in _cues().get(word, ()):
        if cue.before.search(before) and cue.behind.match(behind):
            return cue.reading
    singular = word if word in _words() else word.removesuffix("s")
    as_verb, as_noun = _table()["as_verb"].get(singular, ("verb", "noun"))
    is_verb = part_of_speech.is_verb(before, behind, is_third_person=word != singular)
    return "" if is_verb is None else as_verb if is_verb else as_noun


def _with_s(sounds: str) -> str:
    if sounds[-1] in _HISSING:
        return f"{sounds}ᵻz"
    return sounds + ("s" if sounds[-1] in _VOICELESS else "z")


@cache
def _pattern() -> re.Pattern[str]:
    small = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _words() if word not in _CAPITAL)
    return re.compile(rf"(?<![\w'’-])(?:(?:{small})s?|{'|'.join(sorted(_CAPITAL))})(?![\w'’-])")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    table = _table()
    pairs = {
        word: dict(zip(("noun", "verb"), sounds.split(), strict=True))
        for word, sounds in {**table["nouns_and_verbs"], **table["otherwise"]}.items()
    }
    return pairs | dict(table["readings"])


@cache
def _cues() -> Mapping[str, Sequence[_Cue]]:
    return {word: [_cue(row) for row in rows] for word, rows in _table()["cues"].items()}


def _cue(row: Mapping[str, str]) -> _Cue:
    return _Cue(
        row["reading"],
        re.compile(row.get("before", ""), re.IGNORECASE),
        re.compile(row.get("behind", ""), re.IGNORECASE),
    )


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "homographs.toml").read_text("utf-8"))
