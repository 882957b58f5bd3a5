"""Tokens that make one number together, and the number that they make."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.translation.checks.amounts.tokens import HAN, HANGUL, TIMES, Token
from pipeline.translation.checks.amounts.words import Kind, Words


def runs(text: str, tokens: Sequence[Token], words: Words) -> Iterator[tuple[Token, ...]]:
    """Tokens gathered to amounts: as many as make one number together."""
    run: list[Token] = []
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if run and _joins(text, run, token, following, words):
            run.append(token)
            continue
        if run:
            yield tuple(run)
        run = [token]
    if run:
        yield tuple(run)


def _joins(text: str, run: Sequence[Token], token: Token, following: Token | None, words: Words) -> bool:
    if {token.kind, run[-1].kind} & {Kind.LOOSE, Kind.MONTH}:
        return False
    gap = text[run[-1].end : token.begin]
    if gap and _is_sign(text, token) and not words.joiner:
        if not re.fullmatch(" |[多余餘来來] ?", gap) or (gap != " " and token.kind is not Kind.TIMES):
            return False
        if token.kind is not Kind.TIMES and not _scaled(text, run, token, following):
            return False
        if text[token.begin] in HANGUL:
            return False
    elif (gap and words.joiner == "" and not re.fullmatch(r"[ -]?", gap)) or (
        gap and not re.fullmatch(rf"[\s\-]{{1,2}}(?:{words.joiner or 'and'}\s?)?", gap)
    ):
        return False
    if token.kind is Kind.FIGURE and words.joiner and not _is_sign(text, run[-1]):
        return run[-1].kind is Kind.TIMES and gap == " " and words.joiner in ("y", "e")
    if token.kind is Kind.COUNT and words.joiner and run[0].kind is Kind.FIGURE:
        return False
    return value_of([*(each.values[0] for each in run), token.values[0]], [*run, token], text) is not None


def _scaled(text: str, run: Sequence[Token], token: Token, following: Token | None) -> bool:
    """Whether `token` counts for the multiplier that follows it, as 5000 does in 1억 5000만."""
    if following is None or following.kind is not Kind.TIMES or run[-1].kind is not Kind.TIMES:
        return False
    return text[token.end : following.begin] in ("", " ")


def _is_sign(text: str, token: Token) -> bool:
    return token.kind is Kind.FIGURE or text[token.begin] in HAN + HANGUL


def value_of(values: Sequence[Fraction], run: Sequence[Token], text: str) -> Fraction | None:
    """The number that the tokens make, None when they make none together."""
    total = section = Fraction(0)
    current: Fraction | None = None
    small = large = Fraction(10**18)
    for value, token in zip(values, run, strict=True):
        signs = text[token.begin] in TIMES or text[token.begin] in HAN + HANGUL
        if token.kind is not Kind.TIMES:
            if token.kind is Kind.FIGURE and current is not None:
                return None
            joined = value if current is None else _together(current, value, signs=signs)
            if joined is None or (section and joined >= small):
                return None
            current = joined
        elif value < 1000 or (signs and value < 10_000):
            if value >= small:
                return None
            section += (1 if current is None else current) * value
            current, small = None, value
        else:
            part = section + (current or 0)
            if value == large:
                return None
            total = (total + part) * value if value > large else total + (part or 1) * value
            section, current, small, large = Fraction(0), None, Fraction(10**18), min(large, value)
            if total == 0:
                total = value
    return total + section + (current or 0)


def _together(current: Fraction, value: Fraction, *, signs: bool) -> Fraction | None:
    """Two counts side by side: 二〇, twenty-five, doscientos cincuenta, خمسة وعشرون."""
    if signs:
        return current * 10 + value if value < 10 else None
    if 0 < value < 10 and 20 <= current < 100 and current % 10 == 0:
        return current + value
    if 0 < value < 100 and current >= 100 and current % 100 == 0:
        return current + value
    if 0 < current < 10 and 10 <= value < 100 and value % 10 == 0:
        return current + value
    return None
