"""Characters whose reading the characters around them tell, by `contexts.toml`: 很长 cháng, 比赛中将 jiāng, 率部 shuài."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from pipeline.languages.zh.g2p.tones import Word


@dataclass(frozen=True, slots=True)
class _Context:
    """Where a character is read so."""

    pattern: re.Pattern[str]
    """With the character as its group."""
    sound: str
    begins: bool


def read(words: Sequence[Word]) -> list[Word]:
    """`words` with these characters as they are read where they stand."""
    text = "".join(word for word, _ in words)
    told = dict(_told(text, frozenset(accumulate((len(word) for word, _ in words), initial=0))))
    if not told:
        return list(words)
    read, place = [], 0
    for word, sounds in words:
        read.append((word, [told.get(place + number, sound) for number, sound in enumerate(sounds)]))
        place += len(word)
    return read


def _told(text: str, begins: frozenset[int]) -> Iterator[tuple[int, str]]:
    for context in _contexts():
        for found in context.pattern.finditer(text):
            if not context.begins or found.start(1) in begins:
                yield found.start(1), context.sound


@cache
def _contexts() -> tuple[_Context, ...]:
    rows = tomllib.loads((files(__package__) / "contexts.toml").read_text("utf-8"))["context"]
    return tuple(
        _Context(
            re.compile(f"(?:{row['before']})({row['sign']}){row['after']}"),
            row["sound"],
            row.get("begins", False),
        )
        for row in rows
    )
