"""What an amount's neighbours say of it: a fraction's parts, a range's unit, the half of the day, its unit of measure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.translation.checks.amounts.amount import Amount, Made

_PARTS = re.compile(r"\s?(?:分之|분의\s?|分の)\s?")
_AND_HALF = re.compile(r"[- ]and[- ]a[- ]half|年半|個半|个半|년 반|시간 반|시 반")
_RANGE = re.compile(
    r"\s?(?:[-–—~〜～至到/]|to|and|or|a|y|o|à|et|ou|bis|und|e|و|أو|إلى|에서|부터|또는|から)\s?\$?£?€?"
)
_LATE = re.compile(
    r"\s{0,2}(?:p\.?\s?m\b|pm\b|de la tarde|de la noche|du soir|da tarde|da noite|مساء|عصر)", re.IGNORECASE
)
_EARLY = re.compile(r"\s{0,2}(?:a\.?\s?m\b|am\b|de la mañana|du matin|da manhã|صباح)", re.IGNORECASE)
_LATE_BEFORE = re.compile(r"(?:오후|저녁|밤|下午|晚上|傍晚|午後|夜|晚间|晚間|晚)\s?\Z")
_DECADE = re.compile(r"['’]?s\b|년대|年代")
_ORDINALS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
"""The second quarter of a year is no fraction."""
_TENFOLD = {
    **dict.fromkeys(("decades", "décadas", "décennies", "jahrzehnte", "jahrzehnten", "عقود"), (10,)),
    **dict.fromkeys(("centuries", "siglos", "siècles", "séculos", "jahrhunderte", "قرون"), (100,)),
    **dict.fromkeys(("dozen", "docenas", "douzaines", "dúzias", "dutzend"), (12, 10)),
}
"""Words that make a count years or pieces, in any language: two decades are 20 years."""
_PERCENT = re.compile(r"\s?(?:%|per\s?cent)")
_UNITS = (
    (r"miles?|mph|mi", "1.609"),
    (r"inch(?:es)?", "2.54"),
    (r"(?:feet|foot|ft)", "0.3048"),
    (r"(?:feet|foot|ft)", "30.48"),
    (r"yards?|yds?", "0.9144"),
    (r"pounds?|lbs?", "0.4536"),
    (r"acres?", "0.4047"),
    (r"gallons?", "3.785"),
    (r"ounces?|oz", "28.35"),
)


def related(text: str, made: Sequence[Made]) -> Iterator[Amount]:
    """Amounts whose neighbours say what they mean: a fraction's parts, a range's unit, the half of the day."""
    number = 0
    while number < len(made):
        each = made[number]
        after = made[number + 1] if number + 1 < len(made) else None
        if after is not None and (part := _fraction(text, each, after)):
            yield part
            number += 2
            continue
        values = each.amount.values | frozenset(_also(text, each, after))
        behind = text[each.amount.end : each.amount.end + 20]
        firm = each.amount.firm and not (values == {Fraction(100)} and _PERCENT.match(behind))
        yield replace(each.amount, values=values, firm=firm, near=tuple(_metric(values, behind)))
        number += 1


def _fraction(text: str, each: Made, after: Made) -> Amount | None:
    gap = text[each.amount.end : after.amount.begin]
    one, two = min(each.amount.values), min(after.amount.values)
    firm = each.amount.firm and after.amount.firm
    span = (text[each.amount.begin : after.amount.end], each.amount.begin, after.amount.end)
    if _PARTS.fullmatch(gap) and one:
        values = {two, two / one} if one == 100 else {two / one}
        return Amount(frozenset(values), firm, *span)
    if gap == "/" and firm and 0 < one < two <= 10:
        return Amount(frozenset({one / two}), firm, *span)
    if gap == " " and not each.loose and after.amount.text.casefold() in _TENFOLD and one < 100:
        tens = {one * factor for factor in _TENFOLD[after.amount.text.casefold()]}
        return Amount(frozenset({*tens, *each.amount.values}), each.amount.firm, *span)
    ordinal = each.amount.text.casefold() in _ORDINALS
    if after.loose and gap in (" ", "-") and not each.loose and one < 10 and not ordinal:
        parts = {one * value for value in after.amount.values if value.denominator > 1}
        parts |= {one / value for value in after.amount.values if value.denominator == 1 and 4 < value <= 10}
        if parts and each.amount.text.isalpha():
            return Amount(frozenset(parts), one > 1, *span)
    return None


def _also(text: str, each: Made, after: Made | None) -> Iterator[Fraction]:
    """Other values that an amount may have where it stands."""
    amount = each.amount
    behind, before = text[amount.end : amount.end + 20], text[max(0, amount.begin - 6) : amount.begin]
    for value in amount.values:
        if value < 13:
            yield from _hours(value, before, behind)
        if _DECADE.match(behind) and value % 10 == 0 and (value < 100 or 1000 < value < 2100):
            yield from (value % 100, 1900 + value % 100, 2000 + value % 100)
        if _AND_HALF.match(behind):
            yield value + Fraction(1, 2)
        if value < 100 and re.search(r"(?:1[89]|20)\d\d\s?[-–—/~]\s?\Z", before):
            yield from (1900 + value, 2000 + value)
        if re.search(r"\bhalf an? \Z", text[: amount.begin]) and amount.text[:1].isalpha():
            yield value / 2
        if after is not None and after.times > 1 and _RANGE.fullmatch(text[amount.end : after.amount.begin]):
            yield value * after.times


def _metric(values: frozenset[Fraction], behind: str) -> Iterator[Fraction]:
    for unit, factor in _UNITS:
        if re.match(rf"(?: to \d+| or \d+|-\d+)?[\s-]?(?:{unit})\b", behind):
            yield from (value * Fraction(factor) for value in values)
    if re.match(r"\s?(?:degrees|°F?)", behind):
        yield from ((value - 32) * 5 / 9 for value in values)


def _hours(value: Fraction, before: str, behind: str) -> Iterator[Fraction]:
    if _LATE.match(behind) or _LATE_BEFORE.search(before):
        yield value % 12 + 12
    if _EARLY.match(behind):
        yield value % 12
