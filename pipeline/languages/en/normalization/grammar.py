"""English: dates, clock times, years and decades, ordinals, Roman numerals, scores and well-known numbers."""

import re
from functools import cache

from pipeline.languages.en.normalization import amounts, citations, magnitudes
from pipeline.languages.en.normalization import date as days
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, one_by_one, ordinal, year
from pipeline.languages.normalization.signs import NUMERAL, Rule, roman
from pipeline.languages.normalization.tables import table

_DECADES = {
    "00": "hundreds", "10": "tens", "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties",
    "60": "sixties", "70": "seventies", "80": "eighties", "90": "nineties",
}  # fmt: skip
_NUMBERED = (
    r"World War|Part|Chapter|Act|Scene|Phase|Article|Volume|Vol\.|Section|Title|Annex|Book|Appendix|Super Bowl"
    r"|Level|Stage|Type|Class|Category|Schedule|Tier|Grade|Round|Protocol|Apollo|Amendment|Table|Figure"
)
_ROMAN = r"(?=[IVXLC])(?:X[LC]|L?X{0,3})(?:I[VX]|V?I{0,3})(?<=[IVXLC])"
_YEAR = r"(?:1[1-9]|20)\d\d"
_COUNTED = (
    r"\s(?:people|men|women|children|dollars|euros|pounds|miles|kilometres|metres|refugees|migrants|soldiers|troops"
    r"|prisoners|votes|homes|jobs|tonnes|days|hours)\b"
)
"""Behind these figures no year is meant: 2,013 people."""
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "(?:thir|four|fif|six|seven|eigh|nine)teen", "(?:twen|thir|for|fif|six|seven|eigh|nine)ty", "hundred", "thousand",
    "million", "billion", "trillion", "point", "and", "zero",
)  # fmt: skip
_BEHIND = (
    r"(?:and|or|for|in|to|on|from|of|a|an|at|per|by|with|more|less|each|every|worth|when|that|which|after|before|they|he"
    r"|she|we|it|you|I|was|were|is|are|had|has|will|would|could|can|may|might|paid|spent|raised|so|already|alone|into|as"
    r"|but|if|over|under|during|since|until|while|through|between|out|up|down|off)\b"
)
"""What follows a sum that is no adjective: a million dollars in cash, but a million dollar deal."""


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`."""
    return cardinal(digits, base)


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals: chapters are numbered, kings and popes are the second or the fourteenth."""
    number = "|".join(_NUMBERS)
    return [
        *citations.names(),
        (
            re.compile(
                rf"((?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his)|['’]s) (?:(?:{number})(?:[- ](?:{number}))* ))(dollar|pound|euro)s(?=-| (?!{_BEHIND})[A-Za-z])"
            ),
            r"\1\2",
        ),
        (
            re.compile(rf"\b((?:{_NUMBERED})s?) ({_ROMAN})\b(?!\.[A-Z])"),
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), 'en')}",
        ),
        (
            re.compile(rf"\b([A-Z][a-zé]{{2,}}) ((?=[IVX]{{2}}){NUMERAL})\b"),
            lambda found: f"{found[1]} the {ordinal(roman(found[2]), 'en')}",
        ),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        *citations.rules(),
        *amounts.rules(),
        *_short(),
        *magnitudes.rules(),
        *amounts.measure_rules(),
        *_models(),
        *days.rules(),
        *_times(),
        *_years(),
        *_marked_rules(),
    ]


def _short() -> list[Rule]:
    """What is shortened beside a number: 9 Oct, 5'10", 50p, FY2024, 18-24s."""
    months = {name[:3]: name for name in days.MONTHS} | {"Sept": "September"}
    month, decade = "|".join(sorted(months, key=len, reverse=True)), "|".join(_DECADES)
    return [
        (
            re.compile(rf"(?<![\d.,$€£])(1[1-9]|20)({decade})s?\s?[-–]\s?['’]?({decade})s\b"),
            lambda found: f"{_century(found[1], found[2])} to {_DECADES[found[3]]}",
        ),
        (re.compile(rf"\b({month})\.?(?= \d{{1,2}}\b)"), lambda found: months[found[1]]),
        (re.compile(rf"(?<=\d )({month})\b(?!\w)"), lambda found: months[found[1]]),
        (re.compile(r"(?<![\d.])(\d)['’′]\s?(\d{1,2})(?:[\"”″]|['’]['’])"), _feet),
        (re.compile(r"(?<![\d.])([4-7])(?:['’′]|ft\.?)(\d{1,2})(?![\d'’\"”″s.])"), _feet),
        (re.compile(r"\b7([0-8]7)s\b"), lambda found: f"seven{_minutes(found[1])}s"),
        (re.compile(r"\b([A-Z]\d{3})-(?=\d{3,4}\b)"), r"\1 "),
        (
            re.compile(r"(?<![\d.,$€£:-])(\d{1,2})p\b(?!-)"),
            lambda found: f"{found[1]} {'penny' if found[1] == '1' else 'pence'}",
        ),
        (re.compile(r"\bFY\s?['’]?(?=\d{2})"), "fiscal year "),
        (re.compile(r"(?<![\d.,$€£/-])(\d\d)\s?[-–]\s?(\d\d)s\b"), r"\1 to \2 year-olds"),
        (re.compile(r"(?<=[a-z])(?=(?:1[1-9]|20)\d\d(?!\d))"), " "),
        (re.compile(r"(?<![\w.])\.(?=\d)"), "0."),
        (re.compile(r"(?<![\w.)-])(-\d{1,2})C\b(?!-)"), r"\1°C"),
    ]


def _models() -> list[Rule]:
    """The names of machines: Boeing 737-800, two MiG-29s, A380, flight MH370."""
    return [
        (
            re.compile(r"\b([A-Z]{1,2})-?([1-9])(\d\d)\b(?![.,]\d|%|-\d)"),
            lambda found: f"{found[1]} {cardinal(found[2], 'en')}{_minutes(found[3]) or ' hundred'}",
        ),
        (
            re.compile(r"\bBoeing 7([0-8]7)(?!\d)(?:-(?=\d))?"),
            lambda found: f"Boeing seven{_minutes(found[1])} ",
        ),
        (
            re.compile(r"(?<=[A-Za-z])-(?!(?:1[1-9]|20)\d0)(\d+)s\b"),
            lambda found: f" {_plural(cardinal(found[1], 'en'))}",
        ),
    ]


def _times() -> list[Rule]:
    noon = r"(?:\s?([ap])\.?\s?m\b(\.(?!\s+[A-Z]|$))?)"
    return [
        (
            re.compile(
                r"(\d\s?[ap]\.?m\b\.?)\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b)", re.IGNORECASE
            ),
            r"\1 to ",
        ),
        (
            re.compile(rf"(?<![\d:.,])(\d{{1,2}})[:.](\d\d)(?::\d\d)?(?![\d:]){noon}", re.IGNORECASE),
            _verbalize_halved,
        ),
        (re.compile(rf"(?<![\d:.,])(\d{{1,2}})()(?!\d){noon}", re.IGNORECASE), _verbalize_halved),
        (
            re.compile(r"(?<![\d:.,])(\d{1,2})[.:]([0-5]\d)(?= (?:eigh|pee) em\b)"),
            lambda found: cardinal(found[1], "en") + _minutes(found[2]),
        ),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _clock),
    ]


def _verbalize_halved(found: re.Match[str]) -> str:
    hour, minutes = cardinal(str(int(found[1])), "en"), found[2]
    return f"{hour}{_minutes(minutes)} {'eigh' if found[3] in 'aA' else 'pee'} em"


def _clock(found: re.Match[str]) -> str:
    hour, minutes = int(found[1]), found[2]
    if minutes != "00":
        return cardinal(str(hour), "en") + _minutes(minutes)
    return f"{cardinal(str(hour), 'en')} " + ("o'clock" if 0 < hour < 13 else "hundred")


def _minutes(minutes: str) -> str:
    if minutes in ("", "00"):
        return ""
    return f" {'oh ' if minutes[0] == '0' else ''}{cardinal(str(int(minutes)), 'en')}"


def _years() -> list[Rule]:
    decade = "|".join(_DECADES)
    return [
        (
            re.compile(rf"(?<![\d.,$€£])(1[1-9]|20)({decade})(?:['’]?s)\b"),
            lambda found: _century(found[1], found[2]),
        ),
        (re.compile(rf"(?:(?<=\s)|^)['’]?({decade[3:]})['’]?s\b"), lambda found: _DECADES[found[1]]),
        (re.compile(r"(?:(?<=\s)|^)['’]?00s\b"), "two thousands"),
        (
            re.compile(r"(?:(?<=[\s(])|^)['’](\d\d)\b(?!s)"),
            lambda found: _minutes(found[1]).lstrip() or "hundred",
        ),
        (
            re.compile(
                r"\b(in|by|since|until|year|AD) (10\d\d|2[1-9]\d\d)\b(?![.,:/-]\d|%| [a-z]+s\b| people)",
                re.IGNORECASE,
            ),
            lambda found: f"{found[1]} {year(int(found[2]), 'en')}",
        ),
        (re.compile(rf"(?<![\d.,$€£/-])({_YEAR})\s?[-–—]\s?(?={_YEAR}(?!\d|[.,]\d))"), r"\1 to "),
        (
            re.compile(rf"(?<![\d.,$€£/-])({_YEAR})\s?[-–—/]\s?(\d\d)(?!\d|[.,]\d)"),
            lambda found: f"{year(int(found[1]), 'en')} to {_end(found[1], found[2])}",
        ),
        (re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)"), " to "),
        (
            re.compile(
                rf"(?<![\d.,$€£+])(?<!\bNo\. )({_YEAR})\b(?![.,]\d|\s?(?:%|km|kg|mm?\b|°|mph|million|billion))"
            ),
            _year,
        ),
    ]


def _year(found: re.Match[str]) -> str:
    """A year, unless it is a sum: INR 2000, 1950 SEK."""
    sign = "|".join(re.escape(name) for name in table("en")["currencies"])
    before, after = signs.before(found), signs.after(found)
    counted = found[1][2:] != "00" and re.match(_COUNTED, after)
    if counted and not re.search(
        r"\b(?:in|by|since|during|until|before|after|from) $", before, re.IGNORECASE
    ):
        return found[1]
    if re.search(rf"(?<![A-Za-z])(?:{sign})\s?$", before) or re.match(rf"\s?(?:{sign})(?!\w)", after):
        return found[1]
    return year(int(found[1]), "en")


def _century(hundreds: str, tens: str) -> str:
    if tens == "00":
        return "two thousands" if hundreds == "20" else f"{cardinal(hundreds, 'en')} hundreds"
    return f"{cardinal(hundreds, 'en')} {_DECADES[tens]}"


def _end(first: str, last: str) -> str:
    return cardinal(str(int(last)), "en") if last[0] != "0" else year(int(first[:2] + last), "en")


def _marked_rules() -> list[Rule]:
    return [
        (re.compile(r"(?<![\d.,])(\d+)(?:st|nd|rd|th)\b"), lambda found: days.nth(found[1])),
        (re.compile(r"(?<![\d/])24/7(?![\d/])"), "twenty-four seven"),
        (re.compile(r"(?<![\d/])9/11(?![\d/])"), "nine eleven"),
        (re.compile(r"(?<![\d/])7/7(?![\d/])"), "seven seven"),
        (re.compile(r"(?<![\d/-])50[/-]50(?![\d/-])"), "fifty fifty"),
        (re.compile(r"(?<![\d/])20/20(?![\d/])"), "twenty twenty"),
        (re.compile(r"(?<![\d.])(\d)\s?ft\.? (\d{1,2})\s?in\b\.?"), _feet),
        (re.compile(r"(?<![\w.])(\d{1,2}\.\d)C\b(?!-)"), r"\1°C"),
        (re.compile(r"\b((?:at|to|of|below|above|reached|hit) -?\d{1,2})C\b(?!-)"), r"\1°C"),
        (
            re.compile(r"\b(call|dial|phone|text|dialled|dialed|called) (\d{3})\b(?! \w+s\b)", re.IGNORECASE),
            lambda found: f"{found[1]} {one_by_one(found[2], 'en')}",
        ),
        (
            re.compile(r"\b((?:on|call|dial|phone|text|ring) )(\d{3}) (\d{3,4})(?!\d|[.,]\d| [a-z]+s\b)"),
            lambda found: f"{found[1]}{one_by_one(found[2], 'en')}, {one_by_one(found[3], 'en')}",
        ),
        (re.compile(r"#\s?(?=\d)"), "number "),
        (re.compile(r"\b([Nn])o\.\s?(?=\d)"), r"\1umber "),
        (re.compile(r"(?<=\d)\+"), " plus "),
        (re.compile(r"~\s?(?=\d)"), "about "),
    ]


def _feet(found: re.Match[str]) -> str:
    return f"{found[1]} {'foot' if found[1] == '1' else 'feet'} {found[2]} inch" + "es" * (found[2] != "1")


def _plural(number: str) -> str:
    """MiG-29s, F-16s, the number's last word in the plural."""
    if number.endswith("y"):
        return f"{number[:-1]}ies"
    return number + ("es" if number.endswith("x") else "s")
