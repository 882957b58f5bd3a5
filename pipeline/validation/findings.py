"""Findings, and the table of what their numbers mean."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.document.notices import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """What one number stands for."""

    number: str
    """A letter for the subject and two digits; it never changes its meaning."""
    level: Level
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an edition."""

    number: str
    where: str
    """A file within the edition, with a line, an id or a time where there is one."""
    text: str
    level: Level
    """An error hides text or sound from somebody; a warning makes it harder to get at."""


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by number, in order."""
    table = tomllib.loads((files(__package__) / "rules.toml").read_text("utf-8"))
    return {
        number: Rule(number, Level(level), title)
        for level, numbers in table.items()
        for number, title in numbers.items()
    }


def finding(number: str, where: str, text: str) -> Finding:
    """The finding `number`, which must be in the table."""
    return Finding(number, where, text, rules()[number].level)
