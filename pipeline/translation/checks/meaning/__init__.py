"""Whether a translation means what its source says, as far as words can tell: countries, negations, units, names …

Each kind is a module; the words are tables by language beside it. Where a language has no table, nothing is said.
"""

from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.additions import added_sentence
from pipeline.translation.checks.meaning.casualties import casualties
from pipeline.translation.checks.meaning.hedges import hedges
from pipeline.translation.checks.meaning.lexicon import known
from pipeline.translation.checks.meaning.listing import lost_item
from pipeline.translation.checks.meaning.mixed import mixed
from pipeline.translation.checks.meaning.negation import negation
from pipeline.translation.checks.meaning.persons import persons_changed
from pipeline.translation.checks.meaning.quantities import units
from pipeline.translation.checks.meaning.swapped import swapped
from pipeline.translation.checks.meaning.tails import tail

Found = tuple[Code, str, str]
"""A number, words for a person, and the evidence."""


def meant_otherwise(
    source: str, target: str, of: Language, to: Language, *, running: bool
) -> Iterator[Found]:
    """Where `target` says something else than `source`."""
    yield from tail(source, target, of, to)
    yield from mixed(source, target, to)
    yield from added_sentence(source, target, of, to)
    yield from persons_changed(source, target, of, to)
    if not known(of) or not known(to):
        return
    yield from swapped(source, target, of, to)
    yield from negation(source, target, of, to, running=running)
    yield from hedges(source, target, of, to)
    yield from units(source, target, of, to)
    yield from lost_item(source, target, of, to)
    yield from casualties(source, target, of, to)
