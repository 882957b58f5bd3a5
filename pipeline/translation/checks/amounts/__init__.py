"""The amounts that a text speaks of, by value: 3 million, 300만, 三百万 and ٣ ملايين are one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import product

from pipeline.languages import Language
from pipeline.translation.checks.amounts.amount import Amount, Made
from pipeline.translation.checks.amounts.joining import runs, value_of
from pipeline.translation.checks.amounts.neighbours import related
from pipeline.translation.checks.amounts.tokens import Token, apart, cleaned, tokens_in
from pipeline.translation.checks.amounts.words import Kind, words_of
from pipeline.translation.checks.figures import evened

__all__ = ["Amount", "amounts"]

_ABOUT = re.compile(r"(?:수|몇|여러|数|數|几|幾|上|成)\s?\Z")
_MONTH_SIGN = re.compile(r"\s?[월月](?!曜|球|薪|光|亮|经|面)")
_MONTH_BEFORE = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|last|since|until|till|by|next|early|late|mid|from|to|and|between|this|during|after|before))[ -]+\Z",
    re.IGNORECASE,
)
_OTHER_WORDS = ("may", "march", "mar", "mars", "jan", "dec", "sep", "marzo", "آب", "ماي", "كانون", "تشرين")
_FIRM_FROM = 2
"""One in words comes and goes in translations."""


@lru_cache(maxsize=4096)
def amounts(text: str, language: Language) -> tuple[Amount, ...]:
    """The amounts in `text`, in the order they stand."""
    even = cleaned(evened(text))
    words = words_of(language.base)
    tokens = sorted(tokens_in(even, language, words), key=lambda token: (token.begin, -token.end))
    made = [_amount(even, run, language) for run in runs(even, apart(tokens), words)]
    return tuple(related(even, made))


def _amount(text: str, run: Sequence[Token], language: Language) -> Made:
    values = {
        value
        for chosen in product(*(token.values for token in run))
        if (value := value_of(chosen, run, text)) is not None
    }
    figures = [token for token in run if token.kind is Kind.FIGURE]
    if any(token.short for token in run):
        values |= set(figures[0].values if figures else ())
    begin, end = run[0].begin, run[-1].end
    first = value_of([token.values[0] for token in run], run, text)
    times = first / figures[0].values[0] if figures and first and figures[0].values[0] else Fraction(1)
    firm = _firm(text, run, language)
    amount = Amount(frozenset(values), firm, text[begin:end], begin, end, worded=not figures)
    if run[0].kind is Kind.MONTH or (run[0].kind is not Kind.LOOSE and _is_month(text, amount, language)):
        sure = run[0].kind is not Kind.MONTH or _sure_month(text, amount)
        amount = replace(amount, month=True, firm=sure)
    return Made(amount, times, run[0].kind in (Kind.LOOSE, Kind.MONTH))


def _is_month(text: str, amount: Amount, language: Language) -> bool:
    small = all(value.denominator == 1 and 1 <= value <= 12 for value in amount.values)
    return (
        language.base in ("ko", "zh", "ja")
        and small
        and bool(_MONTH_SIGN.match(text[amount.end : amount.end + 3]))
    )


def _sure_month(text: str, amount: Amount) -> bool:
    """Whether a month's name is one: May and March, Sept and Jan are other words too."""
    if amount.text.casefold() not in _OTHER_WORDS:
        return True
    if re.match(r"\s?,?\s?\d", text[amount.end : amount.end + 3]):
        return True
    return bool(_MONTH_BEFORE.search(text[: amount.begin]))


def _firm(text: str, run: Sequence[Token], language: Language) -> bool:
    if any(token.kind is Kind.FIGURE for token in run):
        return True
    if run[0].kind is Kind.LOOSE or _ABOUT.search(text[: run[0].begin]):
        return False
    signs = text[run[0].begin : run[-1].end]
    if language.base in ("zh", "ja", "ko"):
        counts = [token for token in run if token.kind is Kind.COUNT]
        if language.base == "ko":
            return bool(counts) and len(run) >= 3 and sum(token.kind is Kind.TIMES for token in run) >= 2
        if all(token.kind is Kind.COUNT for token in run):
            return len(run) >= 3
        return bool(counts) and len(run) >= 2 and not re.search("[一二三四五六七八九]{2}[十百千万萬]", signs)
    value = value_of([token.values[0] for token in run], run, text)
    return value is not None and value >= _FIRM_FROM and run[0].kind is Kind.COUNT
