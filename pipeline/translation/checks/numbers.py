"""Whether a translation speaks of the same numbers as its source."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.languages import Language
from pipeline.languages.numbers import grammar_of
from pipeline.translation.checks.amounts import LONGEST, Amount, Certainty, amounts
from pipeline.translation.checks.figures import FIGURE, evened
from pipeline.translation.checks.matching import Said, again, alone, same, settled
from pipeline.translation.checks.measures import converted, covered

__all__ = ["Comparison", "compare", "disagreement", "same"]

_ALWAYS = frozenset({Fraction(1)})
"""Every sentence may say: a, one, single, per; Arabic says two by an ending."""
_TWO_DIGITS = 10
_SHOWN = 40
"""Signs of a figure that are shown."""
_FEW, _LARGE = 5, 13
"""Numbers in words below these are left out: in languages that do not show it, and in those that show a lone counter."""
_CLOSE = 60
"""Characters up to which a sentence is translated closely enough that nothing of it is left out."""
_MOST = 300
"""Amounts of a sentence; a text of more is compared by its figures alone, as a longer one is."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts do not have in common."""

    missing: tuple[Amount, ...] = ()
    """Of the source, without a partner in the translation."""
    added: tuple[Amount, ...] = ()
    """Of the translation, without a partner in the source."""
    repeated: tuple[Amount, ...] = ()
    """Of what is missing, what the source only says again in other units: six metres (20 feet)."""
    spare: bool = False
    """Whether the translation has a figure that answers to nothing, even one that alone is no finding."""
    certain: bool = False
    """Whether it is no way of saying the same: people left out small numbers, months and the like in good ones."""


def compare(source: str, target: str, of: Language, to: Language) -> Comparison:
    """The amounts that only one of `source` and `target` speaks of."""
    said, told = amounts(source, of), amounts(target, to)
    if max(len(source), len(target)) > LONGEST or max(len(said), len(told)) > _MOST:
        return _by_figures(source, target)
    found = _compared(*settled(said, _without_originals(source, target, told, to)), to)
    if found.certain or found.added or found.spare:
        return found
    if _lacks_number(evened(target), to):
        return found
    free = len(source) > _CLOSE
    gone = [each for each in found.missing if each in found.repeated or (free and _is_left_out(each, to))]
    return replace(found, missing=tuple(each for each in found.missing if each not in gone))


def disagreement(
    source: str, target: str, of: Language, to: Language
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `source` that `target` lacks, and those of `target` that `source` lacks, as written."""
    found = compare(source, target, of, to)
    return tuple(each.text for each in found.missing), tuple(each.text for each in found.added)


def _compared(said: Sequence[Amount], told: Sequence[Amount], to: Language) -> Comparison:
    free = frozenset({Fraction(2)}) if to.fact("checks", "dual") else frozenset[Fraction]()
    missing = [each for each in alone(said, told) if each.month or not each.values & free]
    surplus = alone(told, said)
    added = [each for each in surplus if each.month or not each.values & _ALWAYS]
    missing, added, rough = converted(missing, added, told)
    here, there = Said(said), Said(told)
    spare = any(not each.worded for each in (*surplus, *(each for each in told if not here.times(each))))
    repeated = [each for each in missing if covered(each, said, missing, added)]
    doubts = [*rough, *repeated]
    missing = [each for each in missing if each not in doubts and not again(each, here, there)]
    added = [
        each for each in added if not covered(each, told, added, missing) and not again(each, there, here)
    ]
    counted = [each for each in added if missing or not (each.month or each.certainty is Certainty.PASSING)]
    return Comparison(
        (*missing, *doubts), tuple(counted), tuple(repeated), spare=spare, certain=_certain(missing, counted)
    )


_GAP = re.compile(r"\S {2}\S")
"""Where a word was, most likely."""


def _is_left_out(amount: Amount, to: Language) -> bool:
    """Whether people leave `amount` out of a longer sentence: the two of them, July of that year."""
    if amount.certainty is Certainty.SURE:
        return False
    return amount.month or max(amount.values) < (_LARGE if grammar_of(to.base).lone else _FEW)


def _lacks_number(target: str, to: Language) -> bool:
    """Whether `target` has a counter without its number, or a gap where one was, or nobody can tell."""
    lone = grammar_of(to.base).lone
    if lone is None and not to.spaced:
        return True
    return bool(_GAP.search(target) or (lone and lone.search(target)))


def _certain(missing: Sequence[Amount], added: Sequence[Amount]) -> bool:
    """Whether a number became another, or one in figures is gone, or one was put there that is no year."""
    if missing and added:
        return True
    return any(each.certainty is Certainty.SURE for each in missing) or any(
        each.certainty is Certainty.SURE
        and min(each.values, default=Fraction(0)) >= _TWO_DIGITS
        and not _is_year(each)
        for each in added
    )


def _is_year(amount: Amount) -> bool:
    return all(value.denominator == 1 and 1900 <= value <= 2100 for value in amount.values)


_ORIGINAL = re.compile(r"[(（](?=[^()（）]*[A-Za-z]{3})[A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9 .,'’\-]*[)）]")


_NOTE = re.compile(r"[(（][^()（）]*[)）]")


def _without_originals(source: str, target: str, told: Sequence[Amount], to: Language) -> Sequence[Amount]:
    """`told`, those loose that stand with Latin names in brackets and so a second time perhaps, or in a translator's note."""
    if to.script == "Latn":
        return told
    added = _ORIGINAL if _NOTE.search(evened(source)) else _NOTE
    places = [found.span() for found in added.finditer(evened(target))]
    return [
        replace(each, certainty=Certainty.LOOSE)
        if any(begin < each.begin < end for begin, end in places)
        else each
        for each in told
    ]


def _by_figures(source: str, target: str) -> Comparison:
    """What figures only one of two texts has that are no sentences; never certain, for words may stand for them."""
    said, told = (Counter(FIGURE.findall(evened(text))) for text in (source, target))
    return Comparison(tuple(map(_bare, said - told)), tuple(map(_bare, told - said)))


def _bare(figure: str) -> Amount:
    return Amount(frozenset(), frozenset(), Certainty.LIKELY, figure[:_SHOWN], 0, 0)
