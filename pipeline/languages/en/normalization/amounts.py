"""English amounts: mixed fractions, sums and measures with hyphens, spans of the same unit, durations and results in seconds."""

import re
from functools import cache

from pipeline.languages.normalization.counting import cardinal, one_by_one
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table

_PARTS = {"1/2": "a half", "1/4": "a quarter", "1/3": "a third"}
_BEFORE_NOUN = {"1/2": "half", "1/4": "quarter", "3/4": "three-quarter", "1/3": "third", "2/3": "two-thirds"}
_TIMES = {"sec": "second", "min": "minute", "hr": "hour", "yr": "year"}
_AREAS = {
    "ft": "feet", "feet": "feet", "mi": "miles", "miles": "miles", "mile": "mile", "m": "metres", "km": "kilometres",
    "metres": "metres", "meters": "meters", "in": "inches", "yards": "yards", "yd": "yards",
}  # fmt: skip
_SMALL = {"$": ("cent", "cents"), "€": ("cent", "cents"), "£": ("penny", "pence")}
_ADJECTIVES = (
    "mm",
    "cm",
    "km",
    "kg",
    "mg",
    "MW",
    "GW",
    "kW",
    "GB",
    "TB",
    "MB",
    "ft",
    "ha",
    "ml",
    "°",
    "MHz",
    "GHz",
)
_ELECTRIC = {"V": "volt", "W": "watt"}
_THAN = {"<": "less than", ">": "more than"}
_NOT_BEHIND = (
    r"(?!(?:long|wide|high|tall|deep|away|and|or|to|from|of|in|on|at|per|by|north|south|east|west)\b)"
)


@cache
def rules() -> list[Rule]:
    """To be applied before money, dates and times."""
    return [*_fractions(), *_sums(), *_spans(), *_durations(), *_areas()]


@cache
def measure_rules() -> list[Rule]:
    """Units before the noun that they describe, when m is known to be metres: a 9mm pistol."""
    unit = "|".join(_ADJECTIVES)
    return [
        (
            re.compile(rf"\b([Aa]n?) (\d+(?:\.\d+)?)\s?({unit}) (?=[a-z]){_NOT_BEHIND}"),
            lambda found: f"{found[1]} {found[2]} {table('en')['units'][found[3]][0]} ",
        ),
        (
            re.compile(rf"(?<=\d)-({unit})(?![\w/])|(?<=\d)({unit})-(?=[a-z])"),
            lambda found: f" {table('en')['units'][found[1] or found[2]][0]}{'-' * bool(found[2])}",
        ),
        (
            re.compile(r"(?<![\w.,-])(\d+)([VW])(?![\w.])"),
            lambda found: f"{found[1]} {_many(found[1], _ELECTRIC[found[2]]).split()[1]}",
        ),
        (re.compile(r"(?<=\d)(\s?(?:mm|cm|m|km|ft))\s?[x×]\s?(?=\d)"), r"\1 by "),
    ]


def _fractions() -> list[Rule]:
    return [
        (re.compile(r"(?<![\d.])(\d[\d.]*)\s?(['’′]|[\"”″])\s?[x×]\s?(\d[\d.]*)\s?\2"), _sides),
        (
            re.compile(r"(?<![\d./,$€£])(?<![$€£]\d)(\d+)[ -]+(1/[234])(?![\d/]|-\d)"),
            lambda found: f"{found[1]} and {_PARTS[found[2]]}",
        ),
        (
            re.compile(r"(?<![\d./,])([1-3]/[2-4])-(?=[a-z])"),
            lambda found: f"{_BEFORE_NOUN.get(found[1], found[1])}-",
        ),
        (
            re.compile(r"(?<![\d/])(\d0)/(\d0)(?![\d/])"),
            lambda found: f"{found[1]}{' ' if int(found[1]) + int(found[2]) == 100 else '/'}{found[2]}",
        ),
        (re.compile(r"(?<![\d/])(\d+\.\d)/(\d{1,3})(?![\d/])"), r"\1 out of \2"),
        (re.compile(r"(?<![\d/])(\d{1,2})/(5|10)(?= (?:stars?|ratings?|score)\b)"), r"\1 out of \2"),
        (re.compile(r"(?<![\d/])(\d/\d{1,2})(?:ths|rds|nds|th|rd)\b"), r"\1"),
    ]


def _sides(found: re.Match[str]) -> str:
    unit = "feet" if found[2] in "'’′" else "inches"
    return f"{found[1]} {unit} by {found[3]} {unit}"


def _sums() -> list[Rule]:
    return [
        (re.compile(r"(?<=\d)-(?=(?:million|billion|trillion|thousand|hundred)\b)"), " "),
        (
            re.compile(r"(?<=\d)((?:\s?(?:million|billion|trillion|thousand|mn|m|bn|tn|k|K|M|B))?)\s?[-–—]\s?(?=(?:US|A|C)?[$£€¥₩₹]\s?\d)"),
            r"\1 to ",
        ),
        (
            re.compile(r"(?<![A-Z])([$€£])0?\.(\d\d)(?!\d|\s?(?:[mb]n?|[mb]illion|trillion)\b)"),
            lambda found: f"{int(found[2])} {_SMALL[found[1]][found[2] != '01']}",
        ),
        (re.compile(r"(?<![\d.,])(\d{3,})\s?pp\b"), r"\1 pages"),
    ]  # fmt: skip


def _spans() -> list[Rule]:
    return [
        (re.compile(r"(?<![-=<>])([<>])\s?(?=[\d.$€£])(?!\d+>)"), lambda found: f" {_THAN[found[1]]} "),
        (
            re.compile(r"\b(UTC|GMT)\s?([-−–+])\s?0?(\d{1,2})(?::00)?(?!\d)"),
            lambda found: f"{found[1]} {'plus' if found[2] == '+' else 'minus'} {found[3]}",
        ),
        (re.compile(r"(\d:\d\d|\bmidnight|\bnoon)\s?[-–—]\s?(?=\d{1,2}(?::\d\d|\s?[ap]\.?m\b))"), r"\1 to "),
        (re.compile(r"(?<=\d)\s?y/?o\b"), " year-old"),
        (
            re.compile(
                rf"(?<=\d)((?:\s?(?:mg|µg|g|kg|km|ml|l|L|GB|t|million|bn|m|k))?)/({'|'.join(_PER)})\b"
            ),
            lambda found: f"{found[1]} per {_PER[found[2]]}",
        ),
        (
            re.compile(r"\b\d(?:-\d){2,4}(?= (?:formation|system|shape)\b)"),
            lambda found: found.group().replace("-", " "),
        ),
        (re.compile(rf"(?<![\w.])(\d(?:\.\d)?)C(?=\s?[-–]\s?\d|{_WARMER}\b)"), r"\1°C"),
        (re.compile(r"(?<![\w.])(\d(?:\.\d)?(?: (?:and|to|or) |°C\s?[-–]\s?)\d(?:\.\d)?)C\b"), _both_warm),
        (re.compile(r"(?<=\d)\s?º\s?(?=[CF]\b)"), "°"),
        (re.compile(r"(?<![^\s(])(?<!\d\s)[–−](?=\d+(?:\.\d+)?\s?(?:°|%|C\b))"), "-"),
        (re.compile(r"(?<=\d)\s?−\s?(?=\d)"), " minus "),
        (
            re.compile(r"(\d\s?(%|°[CF]?|km|kg|cm|mm|ft|mph|MW|GW))\s?[-–—]\s?(?=[-−]?\d[\d.]*\s?\2)"),
            r"\1 to ",
        ),
        (re.compile(r"(\d\d['’]?s)\s?[-–—]\s?(?=['’]?\d{2,4}['’]?s\b)"), r"\1 to "),
        (re.compile(r"\b([QH])([1-4])\s?[-–—]\s?\1?([1-4])\b"), r"\1\2 to \1\3"),
        (re.compile(r"\b1(0|00|000)s(?= of\b)"), lambda found: _TENS[found[1]]),
        (
            re.compile(r"(\b\d{1,2}(?:[:.]\d\d)?)\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b)"),
            r"\1 to ",
        ),
    ]


def _both_warm(found: re.Match[str]) -> str:
    return re.sub(r"°C\s?[-–]\s?", "°C to ", found[1]) + "°C"


_PER = {
    "kg": "kilogram", "bbl": "barrel", "MWh": "megawatt hour", "kWh": "kilowatt hour", "oz": "ounce", "lb": "pound",
    "min": "minute", "ha": "hectare", "hr": "hour", "yr": "year", "mo": "month", "wk": "week", "day": "day",
    "hour": "hour", "year": "year", "month": "month", "week": "week", "barrel": "barrel", "person": "person",
    "night": "night", "tonne": "tonne", "ton": "ton", "head": "head", "gallon": "gallon", "litre": "litre",
}  # fmt: skip
_WARMER = r" (?:to|warming|rise|target|limit|goal|above|increase|threshold|hotter|warmer|colder|world)"
_TENS = {"0": "tens", "00": "hundreds", "000": "thousands"}


def _durations() -> list[Rule]:
    return [
        (
            re.compile(r"(?<![\d.])(\d{1,2})\s?h(?:rs?)?\.?\s?(\d{1,2})(?:\s?m(?:ins?)?)?\b(?![.:,]?\d)"),
            lambda found: f"{_many(found[1], 'hour')} {_many(found[2], 'minute')}",
        ),
        (
            re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)([\s-]?)(sec|min|hr|yr)(?:s?)\b(?:\.(?!\s+[A-Z]|\s*$))?"),
            lambda found: (
                f"{found[1]} {_TIMES[found[3]]}" if found[2] == "-" else _many(found[1], _TIMES[found[3]])
            ),
        ),
        (re.compile(r"(?<![\w.,$€£])(\d+\.\d+)\s?s\b"), r"\1 seconds"),
        (re.compile(r"(?<![\w.,$€£-])(\d{1,3})h\b"), lambda found: _many(found[1], "hour")),
        (
            re.compile(r"(?<![\d:])(\d):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:]|\s?[ap]\.?m)"),
            lambda found: (
                f"{_many(found[1], 'hour')} {_many(_bare(found[2]), 'minute')} {_many(_bare(found[3]), 'second')}"
            ),
        ),
        (re.compile(r"(?<![\d:])(\d{1,2}):([0-5]\d)\.(\d{1,3})(?![\d:])"), _result),
        (re.compile(r"(?<![\d.,$])(0\d)([0-5]\d)(?= (?:hours|hrs|GMT|UTC|Zulu|local time)\b)"), _military),
        (re.compile(r"(?<![\d.,$])(1\d|2[0-3])(00)(?= (?:GMT|UTC|Zulu|local time)\b)"), _military),
    ]


def _many(number: str, unit: str) -> str:
    return f"{number} {unit}{'s' * (number != '1')}"


def _bare(digits: str) -> str:
    return digits.removeprefix("0") or "0"


def _result(found: re.Match[str]) -> str:
    """1:58.62 in a race."""
    said = f"oh {found[2][1]}" if found[2][0] == "0" else found[2]
    return f"{cardinal(found[1], 'en')} {said} point {one_by_one(found[3], 'en')}"


def _military(found: re.Match[str]) -> str:
    minutes = found[2]
    said = "hundred" if minutes == "00" else f"oh {minutes[1]}" if minutes[0] == "0" else minutes
    hour = f"zero {found[1][1]}" if found[1][0] == "0" else found[1]
    return f"{hour} {said}"


def _areas() -> list[Rule]:
    area = "|".join(sorted(_AREAS, key=len, reverse=True))
    return [
        (
            re.compile(rf"(?<=\d )sq\.? ?({area})\b(?:\.(?!\s+[A-Z]|\s*$))?"),
            lambda found: f"square {_AREAS[found[1]]}",
        ),
    ]
