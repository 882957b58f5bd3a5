"""All comparisons of meaning together, in the order in which they are told."""

from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.meaning.additions import find_added_sentence
from pipeline.translation.checks.meaning.casualties import compare_casualties
from pipeline.translation.checks.meaning.hedges import find_lost_hedge
from pipeline.translation.checks.meaning.lexicon import has_table
from pipeline.translation.checks.meaning.listing import find_lost_item
from pipeline.translation.checks.meaning.mixed import find_mixed_name
from pipeline.translation.checks.meaning.negation import compare_negation
from pipeline.translation.checks.meaning.persons import compare_persons
from pipeline.translation.checks.meaning.quantities import compare_units
from pipeline.translation.checks.meaning.swapped import find_swaps
from pipeline.translation.checks.meaning.tails import find_tail

Found = tuple[Code, str, str]
"""A number, words for a person, and the evidence."""


def compare_meaning(
    source: str, target: str, of: Language, to: Language, *, running: bool
) -> Iterator[Found]:
    """Where `target` says something else than `source`."""
    yield from find_tail(source, target, of, to)
    yield from find_mixed_name(source, target, to)
    yield from find_added_sentence(source, target, of, to)
    yield from compare_persons(source, target, of, to)
    if not has_table(of) or not has_table(to):
        return
    yield from find_swaps(source, target, of, to)
    yield from compare_negation(source, target, of, to, running=running)
    yield from find_lost_hedge(source, target, of, to)
    yield from compare_units(source, target, of, to)
    yield from find_lost_item(source, target, of, to)
    yield from compare_casualties(source, target, of, to)
