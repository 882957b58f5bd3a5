"""One amount of the tokens that make it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from pipeline.languages.numbers import Grammar, Kind, Measure, fold
from pipeline.languages.numbers.phrases import SIGNS
from pipeline.translation.checks.amounts.amount import Amount, Certainty, Made
from pipeline.translation.checks.amounts.joining import apart, value_of
from pipeline.translation.checks.amounts.token import Token

_LARGE = 13
"""From here on, a number in words is no small one, which comes and goes in translations."""
_MONTH_AHEAD = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|last|since|until|till|by|next|early|late|mid|from|to|and|between|this|during|after|before))[ -]+\Z",
    re.IGNORECASE,
)
_ALONE = {
    Kind.ORDINAL: ("ordinal", Certainty.PASSING),
    Kind.PART: ("part", Certainty.LOOSE),
    Kind.GROUP: ("group", Certainty.LOOSE),
    Kind.VAGUE: ("vague", Certainty.LOOSE),
    Kind.LOOSE: ("loose", Certainty.LOOSE),
    Kind.MONTH: ("month", Certainty.LIKELY),
    Kind.CODE: ("code", Certainty.CODE),
}
"""The sign and the certainty of what never joins to numbers."""


def make(text: str, run: Sequence[Token], grammar: Grammar) -> Made:
    """The amount that the tokens `run` are in `text`."""
    if run[0].kind in _ALONE:
        return _alone(text, run[0], grammar)
    if any(token.written and len(token.values) > 1 for token in run):
        return _about(text, run, grammar)
    figures = [token for token in run if token.kind is Kind.FIGURE]
    first = value_of([token.values[0] for token in run], run, grammar)
    values = {
        value
        for chosen in product(*(token.values for token in run))
        if (value := value_of(chosen, run, grammar)) is not None
    }
    if any(token.short for token in run) and figures:
        values |= set(figures[0].values)
    scale = next((token.values[0] for token in reversed(run) if token.kind is Kind.SCALE), Fraction(1))
    amount = Amount(
        frozenset(values),
        frozenset(),
        _certainty(text, run, grammar, first),
        text[run[0].begin : run[-1].end],
        run[0].begin,
        run[-1].end,
        worded=not figures,
        unit=unit_at(text, run[-1].end, grammar),
        parts=tuple(make(text, part, grammar).amount for part in apart(tuple(run), text)),
    )
    if run[-1].kind is Kind.ORDINAL:
        return Made(amount, SIGNS["ordinal"])
    sign = "figure" if figures else "scale" if all(token.kind is Kind.SCALE for token in run) else "word"
    return Made(amount, SIGNS[sign], scale)


def _about(text: str, run: Sequence[Token], grammar: Grammar) -> Made:
    """Two numbers in one, 二三十: twenty or thirty."""
    each = [
        make(
            text,
            [replace(token, values=token.values[place : place + 1] or token.values) for token in run],
            grammar,
        )
        for place in (1, 0)
    ]
    parts = tuple(replace(one.amount, certainty=Certainty.LOOSE) for one in each)
    return replace(each[0], amount=replace(parts[0], values=frozenset(), parts=parts))


def unit_at(text: str, place: int, grammar: Grammar) -> Measure | None:
    """The unit of measure that stands at `place`."""
    found = grammar.units.match(text, place) if grammar.units else None
    return grammar.measures.get(found[1], grammar.measures.get(fold(found[1]))) if found else None


def _alone(text: str, token: Token, grammar: Grammar) -> Made:
    sign, certainty = _ALONE[token.kind]
    written = text[token.begin : token.end]
    several = len(token.values) if token.kind in (Kind.LOOSE, Kind.MONTH, Kind.CODE) else 1
    amount = Amount(
        frozenset(token.values[:several]),
        frozenset(token.values[several:]),
        certainty,
        written,
        token.begin,
        token.end,
        worded=token.kind is not Kind.CODE,
        month=token.kind is Kind.MONTH,
        vague=token.kind is Kind.VAGUE,
        code=fold(written).replace("-", "") if token.kind is Kind.CODE else "",
        unit=unit_at(text, token.end, grammar),
    )
    if token.kind is Kind.MONTH and not _sure_month(text, amount, grammar):
        amount = replace(amount, certainty=Certainty.LOOSE)
    if token.named or (token.kind is Kind.ORDINAL and token.values[0] == 1):
        amount = replace(amount, certainty=Certainty.LOOSE)
    if token.kind is Kind.ORDINAL and token.part is not None:
        sign = "third"
    return Made(amount, SIGNS[sign], part=token.part)


def _sure_month(text: str, amount: Amount, grammar: Grammar) -> bool:
    """Whether a month's name is one: may and march are other words too."""
    if fold(amount.text) not in grammar.loose_months:
        return True
    if re.match(r"\s?,?\s?\d", text[amount.end : amount.end + 3]):
        return True
    return amount.text[0].isupper() and bool(
        _MONTH_AHEAD.search(text[max(0, amount.begin - 12) : amount.begin])
    )


def _certainty(text: str, run: Sequence[Token], grammar: Grammar, value: Fraction | None) -> Certainty:
    if any(token.kind is Kind.FIGURE for token in run):
        return Certainty.SURE if value != 1 else Certainty.LIKELY
    if run[0].named or value is None or value <= 1:
        return Certainty.LOOSE
    if run[0].written and not run[0].whole:
        return _numeral_certainty(text, run, grammar, value)
    return Certainty.SURE if value >= _LARGE and run[0].kind is Kind.COUNT else Certainty.PASSING


def _numeral_certainty(text: str, run: Sequence[Token], grammar: Grammar, value: Fraction) -> Certainty:
    """Of a number in Han or Hangul numerals: sure with a scale and counts, likely where it counts something."""
    scales = sum(token.kind is Kind.SCALE for token in run)
    counts = len(run) - scales
    if grammar.signs == "Hani":
        sure = (bool(counts) and bool(scales)) or counts >= 3
    else:
        sure = bool(counts) and (len(run) >= 3 and scales >= 2)
    if sure:
        return Certainty.SURE if value >= _LARGE else Certainty.PASSING
    counted = (
        re.match(rf"\s?(?:{grammar.counters})", text[run[-1].end : run[-1].end + 4])
        if grammar.counters
        else None
    )
    return Certainty.PASSING if counted and counts == 1 == len(run) and value > 2 else Certainty.LOOSE
