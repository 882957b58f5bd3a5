"""English names with digits: aircraft, flights, machines; and streets."""

import re

from pipeline.languages.en.normalization.time import minutes
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """What was taken for a saint."""
    return [
        rule(
            "a street",
            r"\b((?!Patron)[A-Z][a-z]+|\w+(?:st|nd|rd|th)) Saint(?=\s*(?:$|[,;)]|(?:in|and|at|on|near|to)\b))",
            r"\1 Street",
            "Main Saint -> Main Street",
        ),
    ]


_STREETS = {
    "St": "Street", "Ave": "Avenue", "Rd": "Road", "Blvd": "Boulevard", "Dr": "Drive", "Ln": "Lane", "Ct": "Court",
    "Pl": "Place", "Ter": "Terrace", "Cir": "Circle", "Pkwy": "Parkway",
}  # fmt: skip
_SIDES = {"N": "North", "E": "East", "S": "South", "W": "West"}


_BEGIN = "(?:It|He|She|They|We|I|The|This|That|There|In|On|At|A|An|But|And|When|After|No)"
"""How a sentence begins, and no name of a saint."""


_BEFORE_DOCTOR = re.compile(r"\b(?:in|the|a|since|by|of|this|that) $", re.IGNORECASE)
"""Behind these a year, no house, stands before what may be a physician: the 1996 Young Doctor."""


def streets() -> list[NamedRule]:
    """To be applied before all other rules for digits."""
    return [
        rule(
            "a house in its street",
            rf"(?<![\w.,])(\d{{1,5}})(?: ([NSEW])[. ]?)?((?: [A-Z][a-z]+){{1,2}}| \d+(?:st|nd|rd|th)) ({'|'.join(_STREETS)}|Doctor(?=\s*(?:$|[,;]|\.$))|Street|Saint(?=\s*(?:$|[,;.)])| (?:{_BEGIN})\b| [a-z]))(?:\b\.(?!\s+[A-Z]|\s*$)|\b(?!\s(?!{_BEGIN}\b)[A-Z]))( (?={_BEGIN}\b))?",
            _house,
            "1428 Elm St. was -> fourteen twenty-eight Elm Street was",
        ),
    ]


def designations() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule("several airliners", r"\b7([0-8]7)s\b", _airliners, "737s -> seven thirty-sevens"),
        rule("an airliner with its variant", r"\b([A-Z]\d{3})-(?=\d{3,4}\b)", r"\1 ", "A320-200 -> A320 200"),
    ]


def models() -> list[NamedRule]:
    """To be applied before dates and years."""
    return [
        rule(
            "three digits behind letters",
            r"\b([A-Z]{1,2})-?([1-9])(\d\d)\b(?![.,]\d|%|-\d)",
            _model,
            "A380 -> A three eighty",
        ),
        rule(
            "an airliner",
            r"\bBoeing 7([0-8]7)(?!\d)(?:-(?=\d))?",
            _airliner,
            "Boeing 737-800 -> Boeing seven thirty-seven 800",
        ),
        rule(
            "several of a model",
            r"(?<=[A-Za-z])-(?!(?:1[1-9]|20)\d0)(\d+)s\b",
            _several,
            "MiG-29s -> MiG twenty-nines",
        ),
    ]


def _house(found: re.Match[str]) -> str:
    digits, side, name, kind, ends = found[1], found[2], found[3], found[4], found[5] or ""
    if kind == "Doctor" and _BEFORE_DOCTOR.search(signs.before(found)):
        return found.group()
    number = year(int(digits), "en") if len(digits) == 4 else digits
    if ends and kind == "Saint":
        ends = ". "  # the full stop went with the abbreviation
    street = "Drive" if kind == "Doctor" else _STREETS.get(kind, "Street")
    return f"{number}{f' {_SIDES[side]}' if side else ''}{name} {street}{ends}"


def _airliners(found: re.Match[str]) -> str:
    return f"seven{minutes(found[1])}s"


def _airliner(found: re.Match[str]) -> str:
    return f"Boeing seven{minutes(found[1])} "


def _model(found: re.Match[str]) -> str:
    return f"{found[1]} {cardinal(found[2], 'en')}{minutes(found[3]) or ' hundred'}"


def _several(found: re.Match[str]) -> str:
    """MiG-29s, F-16s, the number's last word in the plural."""
    number = cardinal(found[1], "en")
    if number.endswith("y"):
        return f" {number[:-1]}ies"
    return f" {number}" + ("es" if number.endswith("x") else "s")
