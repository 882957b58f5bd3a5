"""From a text to its amounts: tokens, runs of them, each run an amount, then what phrases make of it."""

from functools import lru_cache

from pipeline.languages import Language
from pipeline.languages.numbers import grammar_of
from pipeline.translation.checks.amounts.amount import Amount
from pipeline.translation.checks.amounts.joining import runs
from pipeline.translation.checks.amounts.making import make
from pipeline.translation.checks.amounts.masking import mask
from pipeline.translation.checks.amounts.phrasing import apply_phrases
from pipeline.translation.checks.amounts.tokens import tokens_in
from pipeline.translation.checks.figures import normalize_digits

LONGEST = 4000
"""Characters of a sentence; a longer text is none, and its amounts are not read."""


@lru_cache(maxsize=4096)
def amounts(text: str, language: Language) -> tuple[Amount, ...]:
    """The amounts in `text`, in the order they stand, none of a text longer than `LONGEST`; places are those of the text with
    plain digits."""
    grammar = grammar_of(language.base)
    if len(text) > LONGEST:
        return ()
    even = mask(normalize_digits(text), grammar)
    found = [make(even, run, grammar) for run in runs(even, tokens_in(even, grammar), grammar)]
    return tuple(each.amount for each in apply_phrases(even, found, grammar))
