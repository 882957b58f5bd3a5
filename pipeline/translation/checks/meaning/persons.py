"""Persons: a name that became another, and one that has no counterpart."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.phonetics import (
    distance_within,
    sounds_of_latin,
    sounds_of_other,
    weigh,
)

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = re.compile(rf"[{_LATIN}]+(?:['’-][{_LATIN}]+)*")
_NAME = re.compile(
    rf"(?<![{_LATIN}'’-])[A-ZÀ-Þ][{_LATIN}]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][{_LATIN}]{{2,}}(?:-[{_LATIN}]+)*){{1,3}}"
)
_MOST = 8
"""Persons of one sentence that are looked for."""
_TITLE = 20
"""Signs before a name in which a title stands."""
_LONGEST = 2000
"""Signs: in a longer translation no name is looked for."""
_LOST = 0.5
"""A name of which more than this part of the sounds is nowhere has no counterpart."""
_HEARD, _OTHER = 0.25, 0.55
"""So much of a given name may be missing where it stands, and so much of a family name beside it must be where it is
another."""
_ALONE = 0.4
"""So much of one name may be missing where the other is not there at all."""
_CLOSE = 0.75
_SEGMENTS = {"Kore": "[가-힣]+", "Jpan": "[ァ-ヺー]+"}
"""What may be a name, by language; Chinese has characters for it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A given name and the family name behind it, as the source writes them."""

    given: str
    family: str

    @property
    def name(self) -> str:
        """Both."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a person's names sound best in a translation, and how much of them is missing there, from 0 to 1."""

    missing: float
    given: float = 1.0
    family: float = 1.0
    pieces: tuple[int, ...] = ()


def compare_persons(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """The persons of `source` whose names `target` lacks, in whole or the family name."""
    if of.script != "Latn" or len(target) > _LONGEST:
        return
    people = find_persons(source)[:_MOST]
    unwritten = [
        person
        for person in people
        if not _is_written(person.family, target) and not _is_known(person, target)
    ]
    if not unwritten:
        return
    for person, missing in (
        _spelt(people, target) if to.script == "Latn" else _sounding(unwritten, target, to)
    ):
        yield Code.PERSON, f"“{person.name}” {missing}.", person.name


def _is_known(person: Person, target: str) -> bool:
    """Whether `target` has what a language calls a well-known person, whose name it does not write by its sound."""
    called = _known_persons().get(person.family, "")
    return any(name in target for name in called.split())


def find_persons(text: str) -> list[Person]:
    """The persons named in `text` by a common given name and a family name, in their order, each once."""
    found: dict[Person, None] = {}
    for run in _NAME.finditer(text):
        words = [word for word in run[0].split(" ") if not word.endswith(".")]
        while len(words) > 2 and words[1] in _given_names():  # Juan Carlos Varela
            del words[1]
        if (
            len(words) > 1
            and words[0] in _given_names()
            and not _no_person(text[max(0, run.start() - _TITLE) : run.start()], words[1])
        ):
            found[Person(words[0], words[1])] = None
    return list(found)


def _no_person(before: str, family: str) -> bool:
    """Whether a title stands before a name that is translated, or behind it a word that no family is called by."""
    title = before.rstrip(" ").rpartition(" ")[2]
    return bool(
        re.fullmatch(_names()["titles"], title.rstrip(".")) or re.fullmatch(_names()["no_name"], family)
    )


def _spelt(people: Sequence[Person], target: str) -> Iterator[tuple[Person, str]]:
    """Those of whom a translation in Latin letters has not the family name, and why they count as missing."""
    for person in people:
        if not _is_written(person.family, target):
            there = _is_written(person.given, target)
            yield (
                person,
                "has another family name in the translation"
                if there
                else "has no counterpart in the translation",
            )


def _sounding(people: Sequence[Person], target: str, to: Language) -> Iterator[tuple[Person, str]]:
    """Those whose names sound nowhere as the source says them; each piece of the translation answers to one person."""
    pieces = _pieces(target, to)
    if pieces is None:
        return
    waiting = list(people)
    while waiting:
        similarities = {person: _hear(person, pieces, ends=to.script == "Kore") for person in waiting}
        person = min(waiting, key=lambda each: similarities[each].missing)
        waiting.remove(person)
        best = similarities[person]
        if best.missing > _LOST and not _alone(person, pieces, ends=to.script == "Kore"):
            yield person, "has no counterpart in the translation"
        elif best.given <= _HEARD and best.family > _OTHER:
            yield person, "has another family name in the translation"
        pieces = [
            "" if number in best.pieces and best.missing <= _LOST else piece
            for number, piece in enumerate(pieces)
        ]


def _alone(person: Person, pieces: Sequence[str], *, ends: bool) -> bool:
    """Whether a translation calls a person by one of the names only."""
    return any(
        weigh(name) >= 2 and distance_within(name, piece, anchored=ends) <= _ALONE * weigh(name)
        for name in map(sounds_of_latin, (person.given, person.family))
        for piece in pieces
        if piece
    )


def _hear(person: Person, pieces: Sequence[str], *, ends: bool) -> Heard:
    """Where the two names stand in one piece or in neighbours. `ends` says that words are pieces, and names begin them."""
    given, family = sounds_of_latin(person.given), sounds_of_latin(person.family.partition("-")[0])
    best = Heard(1.0)
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        mine = distance_within(given, piece, anchored=ends)
        beside = [
            (distance_within(family, pieces[near], anchored=True), near)
            for near in (place + 1, place - 1)
            if 0 <= near < len(pieces) and pieces[near]
        ]
        if len(piece) >= len(given) + len(family) - 2:
            beside.append((distance_within(family, piece), place))
        other, near = min(beside, default=(weigh(family), place))
        missing = (mine + other) / (weigh(given) + weigh(family))
        if missing < best.missing:
            best = Heard(missing, mine / weigh(given), other / weigh(family), (place, near))
    return best


def _pieces(target: str, to: Language) -> list[str] | None:
    """The sounds of all that may be a name in `target`; None for languages whose sounds are not known."""
    pattern = _SEGMENTS.get(to.script) or (f"[{_han()}]+" if to.script in ("Hans", "Hant") else None)
    if pattern is None:
        return None
    return [sounds_of_other(piece, to) for piece in re.findall(pattern, target)]


def _is_written(name: str, target: str) -> bool:
    """Whether `name` stands in `target` in Latin letters, with what endings and accents languages give it."""
    plain = _plain(name)
    stem = plain[: max(4, len(plain) - 2)]
    return any(
        word.startswith(stem) or (plain.startswith(word) and len(word) > 3) or _nearly(plain, word)
        for word in map(_plain, _WORD.findall(target))
    )


def _nearly(one: str, other: str) -> bool:
    """Whether a name is the same but for a slip or another way to spell it."""
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() >= _CLOSE


def _plain(word: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(sign)
    )


@cache
def _names() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))


@cache
def _known_persons() -> dict[str, str]:
    return tomllib.loads((files(__package__) / "called.toml").read_text("utf-8"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_names()["given"].split())


@cache
def _han() -> str:
    return "".join(dict.fromkeys(_names()["han"].replace("\n", "")))
