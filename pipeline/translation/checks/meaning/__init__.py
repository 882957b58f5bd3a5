"""Whether a translation means what its source says, as far as words can tell: countries, negations, units, names …

Each kind is a module; the words are tables by language beside it. Where a language has no table, nothing is said.
"""

from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.hedges import hedges
from pipeline.translation.checks.meaning.lexicon import known
from pipeline.translation.checks.meaning.negation import negation
from pipeline.translation.checks.meaning.swapped import swapped

Found = tuple[Code, str, str]
"""A number, words for a person, and the evidence."""


def meant_otherwise(source: str, target: str, of: Language, to: Language, *, running: bool) -> Iterator[Found]:
    """Where `target` says something else than `source`."""
    if not known(of) or not known(to):
        return
    yield from swapped(source, target, of, to)
    yield from negation(source, target, of, to)
    yield from hedges(source, target, of, to)
