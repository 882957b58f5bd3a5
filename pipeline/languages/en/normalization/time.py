"""English times of day, durations and results of races."""

import re

from pipeline.languages.normalization.counting import cardinal, one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule

_TIMES = {"sec": "second", "min": "minute", "hr": "hour", "yr": "year"}
_HALF = r"(?:\s?([ap])\.?\s?m\b(\.(?!\s+(?-i:[A-Z])|$))?)"


def minutes(digits: str) -> str:
    """What is said behind the hour, a space before it: 05 is oh five, 00 is nothing."""
    if digits in ("", "00"):
        return ""
    return f" {'oh ' if digits[0] == '0' else ''}{cardinal(str(int(digits)), 'en')}"


def spans() -> list[NamedRule]:
    """To be applied before units and ranges."""
    return [
        rule("a zone", r"\b(UTC|GMT)\s?([-−–+])\s?0?(\d{1,2})(?::00)?(?!\d)", _zone, "UTC+2 -> UTC plus 2"),
        rule(
            "from a time",
            r"(\d:\d\d|\bmidnight|\bnoon)\s?[-–—]\s?(?=\d{1,2}(?::\d\d|\s?[ap]\.?m\b))",
            r"\1 to ",
            "noon-5pm -> noon to 5pm",
        ),
        rule(
            "from a half of the day to a time",
            r"(?<= em)\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d)? (?:eigh|pee) em\b)",
            " to ",
            "8 eigh em-5 pee em -> 8 eigh em to 5 pee em",
        ),
        rule(
            "from an hour to one with its half of the day",
            r"(\b\d{1,2}(?:[:.]\d\d)?)\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\b)",
            r"\1 to ",
            "9-10am -> 9 to 10am",
        ),
    ]


def durations() -> list[NamedRule]:
    """To be applied before money and times of day."""
    return [
        rule(
            "hours and minutes",
            r"(?<![\d.])(\d{1,2})\s?h(?:rs?)?\.?\s?(\d{1,2})(?:\s?m(?:ins?)?)?\b(?![.:,]?\d)",
            _hours,
            "5h 30m -> 5 hours 30 minutes",
        ),
        rule(
            "a shortened unit of time",
            r"(?<![\w.])(\d+(?:\.\d+)?)([\s-]?)(sec|min|hr|yr)(?:s?)\b(?:\.(?!\s+[A-Z]|\s*$))?",
            _unit,
            "5 min -> 5 minutes",
        ),
        rule(
            "seconds with a decimal",
            r"(?<![\w.,$€£])(\d+\.\d+)\s?s\b",
            r"\1 seconds",
            "9.58s -> 9.58 seconds",
        ),
        rule("hours", r"(?<![\w.,$€£-])(\d{1,3})h\b", _hour, "24h -> 24 hours"),
        rule(
            "hours, minutes and seconds",
            r"(?<![\d:])(\d):([0-5]\d):([0-5]\d(?:\.\d+)?)(?![\d:]|\s?[apAP]\.?[mM])",
            _marathon,
            "2:05:30 -> 2 hours 5 minutes 30 seconds",
        ),
        rule(
            "a result",
            r"(?<![\d:])(\d{1,2}):([0-5]\d)\.(\d{1,3})(?![\d:])",
            _result,
            "1:58.62 -> one 58 point six two",
        ),
        rule(
            "a time in four digits before ten",
            r"(?<![\d.,$])(0\d)([0-5]\d)(?= (?:hours|hrs|GMT|UTC|Zulu|local time)\b)",
            _military,
            "0900 hours -> zero 9 hundred hours",
        ),
        rule(
            "a time in four digits on the hour",
            r"(?<![\d.,$])(1\d|2[0-3])(00)(?= (?:GMT|UTC|Zulu|local time)\b)",
            _military,
            "1500 GMT -> 15 hundred GMT",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "from time to time",
            r"(\d\s?[ap]\.?m\b\.?)\s?[-–—]\s?(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b)",
            r"\1 to ",
            "9am-5pm -> 9am to 5pm",
            re.IGNORECASE,
        ),
        rule(
            "a time to the second in a half of the day",
            rf"(?<![\d:.,])(\d{{1,2}}):(\d\d):(\d\d)(?!\d){_HALF}",
            _halved_to_the_second,
            "9:30:05 am -> nine thirty and 5 seconds eigh em",
            re.IGNORECASE,
        ),
        rule(
            "a time with minutes in a half of the day",
            rf"(?<![\d:.,])(\d{{1,2}})[:.](\d\d)(?![\d:]){_HALF}",
            _halved,
            "9:30 am -> nine thirty eigh em",
            re.IGNORECASE,
        ),
        rule(
            "an hour in a half of the day",
            rf"(?<![\d:.,])(\d{{1,2}})()(?!\d){_HALF}",
            _halved,
            "9am -> nine eigh em",
            re.IGNORECASE,
        ),
        rule(
            "a time with its half of the day in words",
            r"(?<![\d:.,])(\d{1,2})[.:]([0-5]\d)(?= (?:eigh|pee) em\b)",
            _minutes_past,
            "9.30 eigh em -> nine thirty eigh em",
        ),
        rule(
            "a zone in small letters",
            r"(?:(?<=eigh em )|(?<=pee em )|(?<=:\d\d ))(?:e\.?[sd]\.?t|p\.?[sd]\.?t|c\.?[sd]\.?t|gmt|utc|cet|bst|ist|jst|kst)(?![\w.]\w)",
            lambda found: found.group().replace(".", "").upper(),
            "nine eigh em est -> nine eigh em EST",
        ),
        rule(
            "a time of day", r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])", _clock, "13:10 -> thirteen ten"
        ),
    ]


def always() -> list[NamedRule]:
    """To be applied before fractions."""
    return [
        rule(
            "day and night", r"(?<![\d/])24[/x]7(?![\d/])", "twenty-four seven", "24/7 -> twenty-four seven"
        ),
    ]


def _zone(found: re.Match[str]) -> str:
    return f"{found[1]} {'plus' if found[2] == '+' else 'minus'} {found[3]}"


def _hours(found: re.Match[str]) -> str:
    return f"{_many(found[1], 'hour')} {_many(found[2], 'minute')}"


def _hour(found: re.Match[str]) -> str:
    return _many(found[1], "hour")


def _unit(found: re.Match[str]) -> str:
    unit = _TIMES[found[3]]
    return f"{found[1]} {unit}" if found[2] == "-" else _many(found[1], unit)


def _marathon(found: re.Match[str]) -> str:
    hours, *rest = found.groups()
    return " ".join(
        [_many(hours, "hour")]
        + [_many(_bare(part), unit) for part, unit in zip(rest, ("minute", "second"), strict=True)]
    )


def _many(number: str, unit: str) -> str:
    return f"{number} {unit}{'s' * (number != '1')}"


def _bare(digits: str) -> str:
    return digits.removeprefix("0") or "0"


def _result(found: re.Match[str]) -> str:
    """1:58.62 in a race."""
    said = f"oh {found[2][1]}" if found[2][0] == "0" else found[2]
    return f"{cardinal(found[1], 'en')} {said} point {one_by_one(found[3], 'en')}"


def _military(found: re.Match[str]) -> str:
    past = found[2]
    said = "hundred" if past == "00" else f"oh {past[1]}" if past[0] == "0" else past
    hour = f"zero {found[1][1]}" if found[1][0] == "0" else found[1]
    return f"{hour} {said}"


def _halved(found: re.Match[str]) -> str:
    hour = cardinal(str(int(found[1])), "en")
    return f"{hour}{minutes(found[2])} {'eigh' if found[3] in 'aA' else 'pee'} em"


def _halved_to_the_second(found: re.Match[str]) -> str:
    said = cardinal(str(int(found[1])), "en") + minutes(found[2])
    seconds = f" and {_many(_bare(found[3]), 'second')}" if found[3] != "00" else ""
    return f"{said}{seconds} {'eigh' if found[4] in 'aA' else 'pee'} em"


def _minutes_past(found: re.Match[str]) -> str:
    return cardinal(str(int(found[1])), "en") + minutes(found[2])


def _clock(found: re.Match[str]) -> str:
    hour, past = int(found[1]), found[2]
    if past != "00":
        return cardinal(str(hour), "en") + minutes(past)
    return f"{cardinal(str(hour), 'en')} " + ("o'clock" if 0 < hour < 13 else "hundred")
