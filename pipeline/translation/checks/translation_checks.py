"""All checks of translations together: `faults` of one sentence, `findings` of an article, and what a person vouches for."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from pipeline.document.notices import Level, Notice
from pipeline.languages import Language
from pipeline.translation.checks.codes import Code, notice, rank
from pipeline.translation.checks.document_checks import whole
from pipeline.translation.checks.pair import Pair
from pipeline.translation.checks.quotations import quoted_together
from pipeline.translation.checks.sentence_checks import doubtful, unusable
from pipeline.translation.glossary import NO_TERMS, Glossary

_CACHED = 4096
"""Sentences: those of a book. An answer is looked at as it comes, among its neighbours, and once more in the edition."""


@lru_cache(_CACHED)
def faults(
    pair: Pair, source: Language, target: Language, glossary: Glossary = NO_TERMS
) -> tuple[Notice, ...]:
    """Why this answer of an engine cannot be used: ask again, or another engine. Empty when it can.

    All of level ERROR, the gravest first. They are among what `findings` says of the same pair.
    """
    where = f"{target.tag} {pair.id}"
    return tuple(
        notice(code, where, text, shown) for code, text, shown in unusable(pair, source, target, glossary)
    )


def findings(
    pairs: Sequence[Pair], source: Language, target: Language, glossary: Glossary = NO_TERMS
) -> tuple[Notice, ...]:
    """All that is wrong or doubtful in the translation of an article, whose sentences `pairs` are in reading order.

    A sentence with one of level ERROR is not relied on unless a person accepts it. Asked with a single pair, it says
    which answers are worth another try though they may be used.

    The serious ones come first, then those that the sense may have changed, then the rest, each in reading order.
    """
    notices: list[Notice] = []
    together = quoted_together(pairs)
    for pair in pairs:
        notices += faults(pair, source, target, glossary) or (
            each
            for each in _doubts(pair, source, target, glossary)
            if each.code != Code.QUOTATION or pair.id not in together
        )
    worded_pairs = [pair for pair in pairs if (pair.target or "").strip()]
    notices += [
        notice(code, f"{target.tag} {id}", text, shown)
        for id, code, text, shown in whole(worded_pairs, source, target)
    ]
    return tuple(sorted(notices, key=rank))


@lru_cache(_CACHED)
def _doubts(pair: Pair, source: Language, target: Language, glossary: Glossary) -> tuple[Notice, ...]:
    where = f"{target.tag} {pair.id}"
    return tuple(
        notice(code, where, text, shown) for code, text, shown in doubtful(pair, source, target, glossary)
    )


def note(notices: Iterable[Notice], vouched: Set[str]) -> tuple[Notice, ...]:
    """`notices`, as mere notes where it is about a sentence, by its id, that a person vouches for."""
    return tuple(
        replace(each, level=Level.INFO) if each.where.rpartition(" ")[2] in vouched else each
        for each in notices
    )
