"""Tokens that make one number together, and the number that they make."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest

from pipeline.languages.numbers import Grammar, Kind
from pipeline.translation.checks.amounts.token import Token

Run = tuple[Token, ...]

_JOIN = {Kind.FIGURE, Kind.COUNT, Kind.SCALE}
_SIGN_GAP = re.compile(r" ?[多余餘来來여]? ?")
"""Between numerals that are written sign by sign: 22 億, 三十多万."""
_FULL = 100
"""A smaller figure behind a scale and a space is an amount by itself: 5 million 3 times."""
_TEN = 10
_NO_LIMIT = Fraction(10**18)


def runs(text: str, tokens: Sequence[Token], grammar: Grammar) -> Iterator[Run]:
    """Tokens gathered to numbers: as many as make one number together."""
    run: list[Token] = []
    number = _Sum(grammar)
    for token, following in zip_longest(tokens, tokens[1:]):
        if run and _may_join(text, run, token, following, grammar) and number.add(token.values[0], token):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run, number = [token], _Sum(grammar)
        number.add(token.values[0], token)
    if run:
        yield tuple(run)


def apart(run: Run, text: str) -> tuple[Run, ...]:
    """The runs that `run` is when its figures do not belong together: 37만 5,000 may be two amounts. Else none."""
    for place in range(1, len(run)):
        if run[place].kind is Kind.FIGURE and text[run[place - 1].end : run[place].begin]:
            return run[:place], run[place:]
    return ()


def _may_join(
    text: str, run: Sequence[Token], token: Token, following: Token | None, grammar: Grammar
) -> bool:
    """Whether `token` stands as one that goes on with the number of `run`; what both say is not looked at."""
    last = run[-1]
    if grammar.scales_first and token.kind is not Kind.FIGURE:
        return False
    if last.kind not in _JOIN or token.kind not in _JOIN | {Kind.ORDINAL} or last.whole or token.whole:
        return False
    gap = text[last.end : token.begin]
    if token.named or not _gap_joins(gap, run, token, grammar):
        return False
    if _begins_anew(run, token, following):
        return False
    small = gap and token.kind is Kind.FIGURE and token.values[0] < _FULL
    return not small or _is_scaled(text, token, following)


def _begins_anew(run: Sequence[Token], token: Token, following: Token | None) -> bool:
    """Whether a count begins a number with a scale that the run has already: three million and five million,
    which some languages say in one word for two of it; or a rank stands behind ten: the ten first."""
    if token.kind is Kind.ORDINAL:
        return run[-1].values[0] == _TEN and token.values[0] < _TEN
    if token.kind is Kind.SCALE or following is None or following.kind is not Kind.SCALE:
        return False
    scale = following.values[0]
    return any(each.values[0] in (scale, 2 * scale) for each in run if each.kind is not Kind.FIGURE)


def _is_scaled(text: str, token: Token, following: Token | None) -> bool:
    """Whether a figure counts for the scale that follows it, as 5 does in 22 억 5 천만."""
    return (
        following is not None
        and following.kind is Kind.SCALE
        and text[token.end : following.begin] in ("", " ")
    )


def _gap_joins(gap: str, run: Sequence[Token], token: Token, grammar: Grammar) -> bool:
    last = run[-1]
    if token.kind is Kind.FIGURE:  # 1억 5000만, two million 500,000
        return last.kind is Kind.SCALE and (not gap or gap == " " or bool(grammar.gap.fullmatch(gap)))
    if last.kind is Kind.FIGURE:
        return token.kind is Kind.SCALE and (
            gap in ("", " ", "-") or bool(token.written and _SIGN_GAP.fullmatch(gap))
        )
    if token.written or last.written:
        if last.kind is Kind.SCALE and gap == " ":  # 삼만 오천
            return token.kind is Kind.COUNT
        return not gap or (token.kind is Kind.SCALE and bool(_SIGN_GAP.fullmatch(gap)))
    if run[0].kind is Kind.FIGURE and token.kind is not Kind.SCALE:
        return False
    return not gap or bool(grammar.gap.fullmatch(gap))


def value_of(values: Sequence[Fraction], run: Sequence[Token], grammar: Grammar) -> Fraction | None:
    """The number that the tokens of `run` make with these `values`, None when they make none together."""
    number = _Sum(grammar)
    fits = all(number.add(value, token) for value, token in zip(values, run, strict=True))
    return number.value if fits else None


class _Sum:
    """A number in the making: what its tokens say so far, from the largest scale down."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._total = self._section = Fraction(0)
        self._current: Fraction | None = None
        self._room = self._large = _NO_LIMIT

    @property
    def value(self) -> Fraction:
        """The number as far as it goes."""
        return self._total + self._section + (self._current or 0)

    def add(self, value: Fraction, token: Token) -> bool:
        """Go on with `token`, which says `value`; False, and nothing changed, where it does not fit."""
        if token.kind is not Kind.SCALE:
            return self._add_count(value, token)
        if value < 1000 or (token.written and value < 10_000):
            return self._add_scale(value)
        return self._add_large_scale(value)

    def _add_count(self, value: Fraction, token: Token) -> bool:
        if token.kind is Kind.FIGURE and self._current is not None:
            return False
        joined = (
            value
            if self._current is None
            else _together(self._current, value, self._grammar, written=token.written)
        )
        if (
            joined is None
            or (self._section and joined >= self._room)
            or (self._total and joined >= self._large)
        ):
            return False
        self._current = joined
        return True

    def _add_scale(self, value: Fraction) -> bool:
        """Tens, hundreds, thousands: 三百二十, two hundred."""
        if value >= self._room:
            return False
        self._section += (1 if self._current is None else self._current) * value
        self._current, self._room = None, value
        return True

    def _add_large_scale(self, value: Fraction) -> bool:
        """What all before it counts for: 万, millions."""
        if value == self._large:
            return False
        part = self._section + (self._current or 0)
        if value > self._large:
            self._total = (self._total + part) * value
        else:
            self._total += (part or 1) * value
        self._total = self._total or value
        self._section, self._current = Fraction(0), None
        self._room, self._large = _NO_LIMIT, min(self._large, value)
        return True


def _together(current: Fraction, value: Fraction, grammar: Grammar, *, written: bool) -> Fraction | None:
    """Two counts side by side: 二〇, twenty-five, doscientos cincuenta, خمسة وعشرون."""
    if written:
        return current * 10 + value if value < 10 else None
    last = current % 100
    if 0 < value < 10 <= last and last % 10 == 0:
        return current + value
    if 0 < value < 100 <= current and last == 0:
        return current + value
    if grammar.units_first and 0 < last < 10 and 20 <= value < 100 and value % 10 == 0:
        return current + value
    return None
