"""Second parts of compounds, by `compounds.toml`: 시청역 -> 시청녁, 공신력 -> 공신녁, 투표권 -> 투표꿘.

They are rules of chapters 5 to 7 that hold of any first part; compounds that no rule tells stand in `words.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.languages.ko.g2p.letters import coda, hangul, with_onset

_SURNAMES = "김박최윤황홍강"
_ENDED = "(?![가-힣])|[은는이가을를과와의에도만]|까지|부터|마다|보다|으로|로(?![가-힣])|인(?![가-힣])|입니|였"
"""What may follow a noun that ends here."""


@dataclass(frozen=True, slots=True)
class _Second:
    """How a second part begins, and behind what."""

    onset: str
    least: int
    coda: str = ""
    but: str = ""
    ordinals: tuple[str, ...] = ()
    though: tuple[str, ...] = ()
    named: bool = False

    def sounds_behind(self, text: str, place: int) -> bool:
        """Whether the part that begins at `place` of `text` is a second one that sounds so."""
        before = text[max(place - 8, 0) : place]
        first = before[-self.least :]
        if len(first) < self.least or not all(map(hangul, first)) or not self._meets(coda(before[-1])):
            return False
        other = before[-1] in self.but or before.endswith(self.ordinals) or (self.named and _is_name(before))
        return not other or before.endswith(self.though)

    def _meets(self, sound: str) -> bool:
        """Whether it sounds so behind a syllable that ends in `sound`; ㄴ is put behind consonants alone."""
        return sound == self.coda if self.coda else bool(sound) or self.onset != "ㄴ"


def join(text: str) -> str:
    """`text` with each second part of a compound as it begins there."""
    pattern, seconds = _rules()

    def sound(found: re.Match[str]) -> str:
        word = found.group()
        second = seconds[word]
        return with_onset(word, second.onset) if second.sounds_behind(text, found.start()) else word

    return pattern.sub(sound, text)


def _is_name(before: str) -> bool:
    """Whether two syllables stand alone there and begin as names of persons do: 김영권."""
    return before[-2] in _SURNAMES and not hangul(before[-3:-2] or " ")


@cache
def _rules() -> tuple[re.Pattern[str], Mapping[str, _Second]]:
    seconds: dict[str, _Second] = {}
    follows: dict[str, str] = {}
    for row in tomllib.loads((files(__package__) / "compounds.toml").read_text("utf-8"))["second"]:
        for word in row["words"].split():
            seconds[word], follows[word] = _second(row), _follows(row)
    longest = sorted(seconds, key=len, reverse=True)
    return re.compile("(?<=[가-힣])(?:" + "|".join(word + follows[word] for word in longest) + ")"), seconds


def _second(row: Mapping[str, Any]) -> _Second:
    told: dict[str, Any] = {
        name: row[name] for name in ("onset", "least", "coda", "but", "named") if name in row
    }
    told |= {name: tuple(row.get(name, "").split()) for name in ("ordinals", "though")}
    return _Second(**told)


def _follows(row: Mapping[str, Any]) -> str:
    if row.get("closed"):
        return f"(?={_ENDED})"
    return f"(?![{row['unless']}])" if "unless" in row else ""
