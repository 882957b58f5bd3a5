"""English years and decades: twenty thirteen, the nineties, from year to year."""

import re

from pipeline.languages.en.normalization.time import minutes
from pipeline.languages.normalization import currencies, signs
from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.rules import NamedRule, rule

_DECADES = {
    "00": "hundreds", "10": "tens", "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties",
    "60": "sixties", "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_DECADE = "|".join(_DECADES)
_YEAR = r"(?:1[1-9]|20)\d\d"
_COUNTED = (
    r"\s(?:people|men|women|children|dollars|euros|pounds|miles|kilometres|metres|refugees|migrants|soldiers|troops"
    r"|prisoners|votes|homes|jobs|tonnes|days|hours)\b"
)
"""Behind these figures no year is meant: 2,013 people."""


def decades() -> list[NamedRule]:
    """To be applied before months and ages."""
    return [
        rule(
            "from decade to decade of a century",
            rf"(?<![\d.,$€£])(1[1-9]|20)({_DECADE})s?\s?[-–]\s?['’]?({_DECADE})s\b",
            _decades,
            "1980-90s -> nineteen eighties to nineties",
        ),
    ]


def rules() -> list[NamedRule]:
    """Decades and spans of years, when times are said."""
    return [
        rule(
            "a decade with a gap",
            rf"(?<![\d.,$€£])((?:1[1-9]|20)(?:{_DECADE})) s\b(?!\.)",
            r"\1s",
            "1980 s -> 1980s",
        ),
        rule(
            "a decade",
            rf"(?<![\d.,$€£])(1[1-9]|20)({_DECADE})(?:['’]?s)\b",
            _full_decade,
            "1990s -> nineteen nineties",
        ),
        rule(
            "a decade without its century",
            rf"(?:(?<=\s)|^)['’]?({_DECADE[3:]})['’]?s\b",
            _bare_decade,
            "’90s -> nineties",
        ),
        rule(
            "the first decade of the century",
            r"(?:(?<=\s)|^)['’]?00s\b",
            "two thousands",
            "’00s -> two thousands",
        ),
        rule(
            "a year without its century",
            r"(?:(?<=[\s(])|^)['’](\d\d)\b(?!s)",
            _bare_year,
            "’98 -> ninety-eight",
        ),
        rule(
            "a year far away",
            r"\b(in|by|since|until|year|AD) (10\d\d|2[1-9]\d\d)\b(?![.,:/-]\d|%| [a-z]+s\b| people)",
            _far_year,
            "in 1066 -> in ten sixty-six",
            re.IGNORECASE,
        ),
        rule(
            "from year to year",
            rf"(?<![\d.,$€£/-])({_YEAR})\s?[-–—]\s?(?={_YEAR}(?!\d|[.,]\d))",
            r"\1 to ",
            "2010-2015 -> 2010 to 2015",
        ),
        rule(
            "a season over two years",
            rf"(?<![\d.,$€£/-])({_YEAR})\s?[-–—/]\s?(\d\d)(?!\d|[.,]\d)",
            _season,
            "2013-14 -> twenty thirteen to fourteen",
        ),
    ]


def single_years() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule(
            "a year",
            rf"(?<![\d.,$€£+])(?<!\bNo\. )({_YEAR})\b(?![.,]\d|\s?(?:%|km|kg|mm?\b|°|mph|million|billion))",
            _year,
            "2013 -> twenty thirteen",
        ),
    ]


def _decades(found: re.Match[str]) -> str:
    return f"{_century(found[1], found[2])} to {_DECADES[found[3]]}"


def _full_decade(found: re.Match[str]) -> str:
    return _century(found[1], found[2])


def _bare_decade(found: re.Match[str]) -> str:
    return _DECADES[found[1]]


def _century(hundreds: str, tens: str) -> str:
    if tens == "00":
        return "two thousands" if hundreds == "20" else f"{cardinal(hundreds, 'en')} hundreds"
    return f"{cardinal(hundreds, 'en')} {_DECADES[tens]}"


def _bare_year(found: re.Match[str]) -> str:
    return minutes(found[1]).lstrip() or "hundred"


def _far_year(found: re.Match[str]) -> str:
    return f"{found[1]} {year(int(found[2]), 'en')}"


def _season(found: re.Match[str]) -> str:
    first, last = found.groups()
    end = cardinal(str(int(last)), "en") if last[0] != "0" else year(int(first[:2] + last), "en")
    return f"{year(int(first), 'en')} to {end}"


def _year(found: re.Match[str]) -> str:
    """A year, unless it is a sum: INR 2000, 1950 SEK."""
    sign = currencies.pattern("en")
    before, after = signs.before(found), signs.after(found)
    counted = found[1][2:] != "00" and re.match(_COUNTED, after)
    if counted and not re.search(
        r"\b(?:in|by|since|during|until|before|after|from) $", before, re.IGNORECASE
    ):
        return found[1]
    if re.search(rf"(?<![A-Za-z])(?:{sign})\s?$", before) or re.match(rf"\s?(?:{sign})(?!\w)", after):
        return found[1]
    return year(int(found[1]), "en")
