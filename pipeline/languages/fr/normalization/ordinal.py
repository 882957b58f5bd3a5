"""French ordinals: 1er, 21e, XIXe siècle."""

import re

from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman


def letters() -> list[NamedRule]:
    """Roman numerals; to be applied before kings."""
    return [
        rule(
            "a century, shortened",
            rf"\b(?P<nth>{NUMERAL}(?:e|ᵉ)) s\.(?=\s|$|[,;)])",
            r"\g<nth> siècle",
            "XIXe s. -> XIXe siècle",
        ),
        rule(
            "the first in Roman numerals",
            rf"\b{NUMERAL}(er|re)\b",
            lambda found: "premier" if found[1] == "er" else "première",
            "François Ier -> François premier",
        ),
        rule(
            "a Roman ordinal by its mark",
            rf"\b({NUMERAL})(?:e|ème|ᵉ)s?\b",
            lambda found: nth(roman(found[1])),
            "XIXe siècle -> dix-neuvième siècle",
        ),
        rule(
            "a century without a mark",
            rf"\b({NUMERAL}) (?=siècle)",
            lambda found: f"{nth(roman(found[1]))} ",
            "XIX siècle -> dix-neuvième siècle",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when dates in digits are said."""
    return [
        rule(
            "the first", r"(?<![\d.,])(\d+)(ers?|iers?|res?|[èe]res?)\b", _first, "1re fois -> première fois"
        ),
        rule(
            "the second of two",
            r"(?<![\d.,])2n?d(e?s?)\b",
            r"second\1",
            "2nde guerre -> seconde guerre",
        ),
        rule(
            "an ordinal by its mark",
            r"(?<![\d.,])(\d+)(?:i?[èe]me|e|è)(s?)\b",
            lambda found: nth(int(found[1])) + found[2],
            "80e siècle -> quatre-vingtième siècle",
        ),
    ]


def _first(found: re.Match[str]) -> str:
    number, mark = found.groups()
    if number != "1":
        return f"{cardinal(number, 'fr')} {mark}"
    mark = mark.removeprefix("i")
    return "premi" + ("ères" if mark[-2:] == "es" else "ère" if mark[-1] == "e" else mark)


def nth(number: int) -> str:
    """num2words has it right but for the first, which stands here in the form after another number, and the s of vingts and cents."""
    said = re.sub(r"(vingt|cent|million|milliard)sième", r"\1ième", ordinal(number, "fr"))
    return "premier" if number == 1 else re.sub(r"^un (?=milli(?:onième|ardième)$)", "", said)
