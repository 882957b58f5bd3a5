"""A sentence that the source has not."""

import re
from collections.abc import Iterator

from pipeline.languages import Language
from pipeline.languages.sentences import split
from pipeline.translation.checks.codes import Code
from pipeline.translation.checks.lengths import strangeness

_BRACKETS = re.compile(r"\s?[(（][^()（）]*[)）]")
"""In which translations give the original beside a name."""
_CLAUSE = re.compile(r"[?!][\"”’']|[,;:，；、]| [-–—] ")
"""Where a short sentence may become two: behind a question that is quoted, and before a clause."""
_SHORT = 80
"""Characters: people do not cut shorter sentences in two."""
_LONGER = {40: 1.5, _SHORT: 1.9}
"""Spreads that a translation is too long, by how many characters the source has at most."""
_MUCH_LONGER = 3.0
"""The same for longer ones."""


def find_added_sentence(
    source: str, target: str, of: Language, to: Language
) -> Iterator[tuple[Code, str, str]]:
    """Whether `target` has more sentences than `source`, and more to say than they would have."""
    if not _BRACKETS.search(source):
        target = _BRACKETS.sub("", target)
    least = next((spread for most, spread in _LONGER.items() if len(source) < most), _MUCH_LONGER)
    strange = strangeness(source, target, of, to)
    if strange is None or strange < least:
        return
    said, target_sentences = split(source, of.tag), split(target, to.tag)
    clauses = len(_CLAUSE.findall(source)) if len(source) < _SHORT else 0
    if len(target_sentences) > len(said) + clauses:
        words = f"{len(said)} sentence{'s' * (len(said) > 1)} became {len(target_sentences)}, and longer: one may have been added."
        yield Code.ADDED, words, target_sentences[-1]
