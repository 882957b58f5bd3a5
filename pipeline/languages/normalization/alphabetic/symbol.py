"""Signs before and between numbers: minus, times, less and more than, powers."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table

_VARIABLE = re.compile(r"(?:\b[A-Za-z]|\d)\s?$")
_OPERAND = r"\d{1,15}(?:[.,]\d{1,9})?"


def calculated(base: str) -> list[NamedRule]:
    """To be applied before ranges."""
    minus = table(base)["minus"]
    return [
        shared_rule(
            base,
            "a difference",
            rf"(?<=\d)\s?[-–−]\s?(?={_OPERAND}(?:\s?[-–−+×x*÷]\s?{_OPERAND}){{0,4}}\s?=)",
            f" {minus} ",
            f"5 - 3 = 2 -> 5 {minus} 3 = 2",
        ),
        shared_rule(
            base,
            "a quotient",
            rf"(?<=\d)\s?/\s?(?={_OPERAND}\s?=\s?\d)",
            " ÷ ",
            "10 / 2 = 5 -> 10 ÷ 2 = 5",
        ),
        shared_rule(
            base,
            "a product with a star or a dot",
            r"(?<=\d)\s?[*⋅]\s?(?=\d)|(?<=\d)\s?·\s?(?=10(?!\d))",
            " × ",
            "2*3 -> 2 × 3",
        ),
        *_about(base),
    ]


def _about(base: str) -> list[NamedRule]:
    """In languages that say so: others have it between two numbers."""
    if "tilde" not in table(base):
        return []
    sign: str = table(base)["tilde"]
    return [shared_rule(base, "about so many", r"(?<![\w~/.])~\s?(?=\d)", sign, f"~100 -> {sign}100")]


def powers(base: str) -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        shared_rule(
            base,
            "a power",
            r"(?<=[\w)])\^([-−]?)(\d{1,15})(?!\w)",
            lambda found: _power(found, base),
            es="10^2 -> 10 al cuadrado",
            fr="10^6 -> 10 puissance 6",
            en="5^-2 -> 5 to the power of minus 2",
        ),
    ]


def compared(base: str) -> list[NamedRule]:
    """The signs that are brackets elsewhere; to be applied before sums. The others have their names in the table."""
    names = table(base)
    if "less" not in names:
        return []
    than = {"<": names["less"], ">": names["more"]}

    def compare(found: re.Match[str]) -> str:
        return f" {than[found[1]][bool(_VARIABLE.search(signs.before(found)))]} "

    return [
        shared_rule(
            base,
            "less or more than a number",
            r"(?<![-=<>])\s?([<>])\s?(?=[\d.$€£])(?!\d+>)",
            compare,
            f"<5 ->  {names['less'][0]} 5",
        ),
    ]


def signed(base: str) -> list[NamedRule]:
    """To be applied when ranges are said."""
    minus = table(base)["minus"]
    return [
        shared_rule(base, "a number below zero", r"(?<![\w)])[-−](?=\d)", f"{minus} ", f"−5 -> {minus} 5"),
    ]


def multiplied(base: str) -> list[NamedRule]:
    """To be applied last of what has two numbers."""
    times = table(base)["times"]
    sign = table(base).get("times_sign", times)  # of what is multiplied; else by: 3 by 4 metres
    return [
        shared_rule(
            base,
            "one number times another",
            r"(?<=\d)\s?([x×])\s?(?=\d)",
            lambda found: f" {times if found[1] == 'x' else sign} ",
            f"3x4 -> 3 {times} 4",
        ),
    ]


def _power(found: re.Match[str], base: str) -> str:
    """Squares and cubes have names of their own, `powers`; the rest follows the pattern `power`."""
    names, (sign, exponent) = table(base), found.groups()
    known = names.get("powers", {}).get(exponent)
    if known and not sign:
        return f" {known}"
    said = f"{names['minus']} {exponent}" if sign else exponent
    return " " + str(names["power"]).format(said)
