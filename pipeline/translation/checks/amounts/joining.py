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
_NO_LIMIT = Fraction(10**18)


def runs(text: str, tokens: Sequence[Token], grammar: Grammar) -> Iterator[Run]:
    """Tokens gathered to numbers: as many as make one number together."""
    run: list[Token] = []
    for token, following in zip_longest(tokens, tokens[1:]):
        if run and _joins(text, run, token, following, grammar):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token]
    if run:
        yield tuple(run)


def apart(run: Run, text: str) -> tuple[Run, ...]:
    """The runs that `run` is when its figures do not belong together: 37만 5,000 may be two amounts. Else none."""
    for place in range(1, len(run)):
        if run[place].kind is Kind.FIGURE and text[run[place - 1].end : run[place].begin]:
            return run[:place], run[place:]
    return ()


def _joins(text: str, run: Sequence[Token], token: Token, following: Token | None, grammar: Grammar) -> bool:
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
    if gap and token.kind is Kind.FIGURE and token.values[0] < _FULL and not _scaled(text, token, following):
        return False
    return value_of([*(each.values[0] for each in run), token.values[0]], [*run, token], grammar) is not None


def _begins_anew(run: Sequence[Token], token: Token, following: Token | None) -> bool:
    """Whether a count begins a number with a scale that the run has already: three million and five million."""
    scale = following if token.kind is Kind.COUNT and following and following.kind is Kind.SCALE else None
    return scale is not None and any(each.kind is Kind.SCALE and each.values == scale.values for each in run)


def _scaled(text: str, token: Token, following: Token | None) -> bool:
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
    total = section = Fraction(0)
    current: Fraction | None = None
    room = large = _NO_LIMIT
    for value, token in zip(values, run, strict=True):
        if token.kind is not Kind.SCALE:
            if token.kind is Kind.FIGURE and current is not None:
                return None
            joined = value if current is None else _together(current, value, grammar, written=token.written)
            if joined is None or (section and joined >= room) or (total and joined >= large):
                return None
            current = joined
        elif value < 1000 or (token.written and value < 10_000):
            if value >= room:
                return None
            section += (1 if current is None else current) * value
            current, room = None, value
        else:
            part = section + (current or 0)
            if value == large:
                return None
            total = (total + part) * value if value > large else total + (part or 1) * value
            section, current, room, large = Fraction(0), None, _NO_LIMIT, min(large, value)
            if total == 0:
                total = value
    return total + section + (current or 0)


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
