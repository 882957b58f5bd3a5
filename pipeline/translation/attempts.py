"""What became of a sentence that engines were asked for: its translation, and what was refused before it."""

from dataclasses import dataclass

from pipeline.document.notices import Level, Notice
from pipeline.languages import Language
from pipeline.translation.checks import Pair, findings
from pipeline.translation.glossary import Glossary
from pipeline.translation.memory.entry import Entry, Maker

MENDED = "mended"
"""The way of a translation in which a number was written anew."""


@dataclass(frozen=True, slots=True)
class Try:
    """Words for a sentence that were not taken."""

    maker: Maker
    words: str
    """Empty where none came."""
    why: str
    """What is wrong with them, for a person."""
    usable: bool
    """Whether they may be shown at all, should a person accept what is wrong with them."""
    way: str = ""
    """In which other way they were asked for, empty for the plain one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sentence."""

    entry: Entry | None
    """Its translation; None where there is none that can be relied on."""
    way: str = ""
    """In which other way the translation came, empty for the plain one."""
    tries: tuple[Try, ...] = ()
    """What was refused, in the order in which it was made."""


def serious_findings(
    pair: Pair, source: Language, target: Language, glossary: Glossary
) -> tuple[Notice, ...]:
    """Why a translation cannot be relied on: what is found of level ERROR in one sentence by itself."""
    notices = findings((pair,), source, target, glossary)
    return tuple(notice for notice in notices if notice.level is Level.ERROR)
