"""Findings: most do not stop the work; a sentence with an error's is not relied on unless a person accepts it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters; `--strict` turns warnings into an error."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    """Of a translation: it is not published unless accepted."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One finding."""

    code: str
    """Room and subject, stable for machines: `reading.contents-line`, `narration.fallback`."""
    level: Level
    where: str
    """A file, a language, a block or sentence id."""
    text: str
    """For a person: what was found, and what to do if something is to be done."""
    evidence: str = ""
    """The whole text it is about: what was set aside, or what is doubtful."""
