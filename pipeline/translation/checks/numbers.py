"""Whether a translation speaks of the same numbers as its source."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.languages import Language
from pipeline.languages.numbers import Grammar, Kind, fold, grammar_of
from pipeline.translation.checks.amounts import LONGEST, Amount, Certainty, amounts
from pipeline.translation.checks.counters import bare_counter, lacks_number
from pipeline.translation.checks.figures import FIGURE, normalize_digits
from pipeline.translation.checks.matching import Said, again, alone, matched_by_digits, settle
from pipeline.translation.checks.measures import is_repeated, without_converted

_ALWAYS = frozenset({Fraction(1)})
"""Every sentence may say: a, one, single, per; Arabic says two by an ending."""
_TWO_DIGITS = 10
_SHOWN = 40
"""Signs of a figure that are shown."""
_FEW, _LARGE = 5, 13
"""Numbers in words below these are left out: in languages that do not show it, and in those that show a lone counter."""
_HUNDRED = 100
_SEVERAL = 4
"""A word that may mean more numbers than this is none of them in particular: a minor."""
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
    bare: str = ""
    """A counter of the translation that stands without its number, where nothing else is found."""
    certain: bool = False
    """Whether it is no way of saying the same: people left out small numbers, months and the like in good ones."""


def compare(source: str, target: str, of: Language, to: Language) -> Comparison:
    """The amounts that only one of `source` and `target` speaks of."""
    said, target_amounts = amounts(source, of), amounts(target, to)
    if max(len(source), len(target)) > LONGEST or max(len(said), len(target_amounts)) > _MOST:
        return _by_figures(source, target)
    grammar, even = grammar_of(to.base), normalize_digits(target)
    lacking, bare = lacks_number(even, target_amounts, grammar), bare_counter(even, target_amounts, grammar)
    sides = settle(said, _without_originals(source, target, target_amounts, to))
    comparison = _compare(*sides, grammar_of(of.base), to)
    if not (comparison.missing or comparison.added) and (lacking or bare):
        return replace(comparison, missing=_strictly_missing(*sides, grammar_of(of.base), grammar), bare=bare)
    if lacking or bare or comparison.certain or comparison.added or comparison.spare:
        return comparison
    free = len(source) > _CLOSE and (grammar.shows_loss or to.spaced)
    gone = [
        each
        for each in comparison.missing
        if each in comparison.repeated or (free and _is_left_out(each, grammar))
    ]
    return replace(comparison, missing=tuple(each for each in comparison.missing if each not in gone))


def _strictly_missing(
    said: Sequence[Amount], target_amounts: Sequence[Amount], of: Grammar, to: Grammar
) -> tuple[Amount, ...]:
    """What is missing in a text that lacks a number: in names too, and no word in passing stands for a figure."""
    wanted = [
        replace(each, certainty=max(each.certainty, Certainty.PASSING))
        for each in said
        if each.month or min(each.values, default=Fraction(0)) > 1
        if each.firm or each.code or not (each.month or each.vague or _comes_and_goes(each, of))
    ]
    figures = [
        each
        for each in target_amounts
        if each.firm or not (fold(each.text) in to.faint or len(each.values) > _SEVERAL)
    ]
    return tuple(alone(wanted, figures))


def _comes_and_goes(amount: Amount, grammar: Grammar) -> bool:
    """Whether it is a word that says a small amount in passing: both, a quarter."""
    word = grammar.words.get(fold(amount.text))
    passing = word is not None and word.kind in (Kind.LOOSE, Kind.GROUP, Kind.PART, Kind.VAGUE)
    return passing and max(amount.values) < _HUNDRED


def disagreement(
    source: str, target: str, of: Language, to: Language
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of `source` that `target` lacks, and those of `target` that `source` lacks, as written."""
    comparison = compare(source, target, of, to)
    return tuple(each.text for each in comparison.missing), tuple(each.text for each in comparison.added)


def _compare(
    said: Sequence[Amount], target_amounts: Sequence[Amount], of: Grammar, to: Language
) -> Comparison:
    free = frozenset({Fraction(2)}) if to.fact("checks", "dual") else frozenset[Fraction]()
    missing = [each for each in alone(said, target_amounts) if each.month or not each.values & free]
    surplus = alone(target_amounts, said)
    added = [each for each in surplus if each.month or not each.values & _ALWAYS]
    here, there = Said(said), Said(target_amounts)
    loose = [
        each for each in target_amounts if not each.firm and (each.values & _ALWAYS or not here.times(each))
    ]
    missing, added, rough = without_converted(missing, added, target_amounts, loose)
    misnamed, other = matched_by_digits(said, target_amounts)
    numerals = Said([each for each in said if each.firm or not _is_article(each, of)])
    spare = any(not each.worded for each in surplus) or any(
        not each.worded and there.times(each) > numerals.times(each) for each in target_amounts
    )
    repeated = [each for each in missing if is_repeated(each, said, missing, added)]
    doubts = [*rough, *repeated]
    swapped = bool(missing and added)
    missing = [each for each in missing if each not in doubts and (swapped or not again(each, here, there))]
    added = [
        each
        for each in added
        if not is_repeated(each, target_amounts, added, missing) and (swapped or not again(each, there, here))
    ]
    missing, added = [*missing, *misnamed], [*added, *other]
    counted = [each for each in added if missing or not (each.month or each.certainty is Certainty.PASSING)]
    return Comparison(
        (*missing, *doubts), tuple(counted), tuple(repeated), spare=spare, certain=_certain(missing, counted)
    )


def _is_article(amount: Amount, grammar: Grammar) -> bool:
    """Whether it says one as every sentence may: a, per, same; a figure may say so, and may be another number gone wrong."""
    word = grammar.words.get(fold(amount.text))
    return word is not None and word.kind is Kind.LOOSE and amount.values == _ALWAYS


def _is_left_out(amount: Amount, grammar: Grammar) -> bool:
    """Whether people leave `amount` out of a longer sentence: the two of them, July of that year."""
    if amount.certainty is Certainty.SURE:
        return False
    return amount.month or max(amount.values) < (_LARGE if grammar.shows_loss else _FEW)


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


def _without_originals(
    source: str, target: str, target_amounts: Sequence[Amount], to: Language
) -> Sequence[Amount]:
    """`target_amounts`, those loose that stand with Latin names in brackets and so a second time perhaps, or in a translator's note."""
    if to.script == "Latn":
        return target_amounts
    added = _ORIGINAL if _NOTE.search(normalize_digits(source)) else _NOTE
    places = [match.span() for match in added.finditer(normalize_digits(target))]
    return [
        replace(each, certainty=Certainty.LOOSE)
        if any(begin < each.begin < end for begin, end in places)
        else each
        for each in target_amounts
    ]


def _by_figures(source: str, target: str) -> Comparison:
    """What figures only one of two texts has that are no sentences; never certain, for words may stand for them."""
    said, target_figures = (Counter(FIGURE.findall(normalize_digits(text))) for text in (source, target))
    return Comparison(tuple(map(_bare, said - target_figures)), tuple(map(_bare, target_figures - said)))


def _bare(figure: str) -> Amount:
    return Amount(frozenset(), frozenset(), Certainty.LIKELY, figure[:_SHOWN], 0, 0)
