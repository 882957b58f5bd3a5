"""A negation that is lost, or added."""

from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.lexicon import mentions, tells

_LITERAL = 80
"""Characters: longer sentences are translated more freely, and then an affirmation may well become a denial. That an
English denial becomes an affirmation was hardly ever seen."""


def negation(source: str, target: str, of: Language, to: Language) -> Iterator[tuple[Code, str, str]]:
    """Whether only one of the two denies something.

    What may stand for a negation counts on the other side: to refuse, to fail, only, until.
    """
    if not tells("negation", of, to):
        return
    said, told = mentions(source, of).get("negation", ()), mentions(target, to).get("negation", ())
    lost, added = (next((each for each in side if each.says), None) for side in (said, told))
    literal = max(len(source), len(target)) <= _LITERAL
    if lost and not told and (literal or of.base == "en"):
        yield Code.NEGATION, f"“{lost.text}” has no counterpart: the translation denies nothing.", lost.text
    if added and not said and literal:
        yield Code.NEGATED, f"The translation denies with {added.text} what the source says.", added.text
