"""Arabic times of day by their ordinals, and how long something took."""

import re

from pipeline.languages.ar.normalization.agreement import feminine
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

_UNITS = {
    "ساعة": ("ساعتان", "ساعات"), "دقيقة": ("دقيقتان", "دقائق"), "ثانية": ("ثانيتان", "ثوان"),
}  # fmt: skip
_AND = "و|إلى|حتى"
_HALVES = "صباح|مساء|ظهر|بعد|بتوقيت|ليل|فجر"
_PARTS = {15: "والربع", 30: "والنصف"}


def rules() -> list[NamedRule]:
    """To be applied when dates are said."""
    return [
        rule(
            "a time to the second",
            r"(?<![\d:])(الساعة )?(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])(?: ساعة(?!\w))?",
            _seconds,
            "2:05:10 -> ساعتان وخمس دقائق وعشر ثوان",
        ),
        rule(
            "minutes and parts of a second",
            r"(?<![\d:])(\d{1,2}):([0-5]\d)(\.\d{1,3})(?![\d:])",
            lambda found: f"{_verbalize_unit(int(found[1]), 'دقيقة')} و{int(found[2])}{found[3]} ثانية",
            "3:26.5 -> ثلاث دقائق و26.5 ثانية",
        ),
        rule(
            "two hours",
            rf"(?<=الساعة )(\d{{1,2}}) ({_AND}) ?(\d{{1,2}})(?=\s*(?:$|[.،؛)]|{_HALVES}))",
            _hours,
            "الساعة 3 و5 -> الساعة الثالثة والخامسة",
        ),
        rule(
            "a time of day",
            r"(?<![\d:])(?:الساعة )?([01]?\d|2[0-4]):([0-5]\d)(?![\d:])",
            _clock,
            "الساعة 10:30 -> الساعة العاشرة والنصف",
        ),
        rule(
            "a full hour",
            r"الساعة (\d{1,2})(?!\d)",
            lambda found: f"الساعة {_hour(int(found[1]))}",
            "الساعة 3 -> الساعة الثالثة",
        ),
    ]


def _hours(found: re.Match[str]) -> str:
    space = " " * (found[2] != "و")
    return f"{_hour(int(found[1]))} {found[2]}{space}{_hour(int(found[3]))}"


def _clock(found: re.Match[str]) -> str:
    minutes = int(found[2])
    if minutes in _PARTS and int(found[1]) <= 12:
        return f"الساعة {_hour(int(found[1]))} {_PARTS[minutes]}"
    return f"الساعة {_hour(int(found[1]))}{_minutes(minutes)}"


def _minutes(minutes: int) -> str:
    return f" و{_verbalize_unit(minutes, 'دقيقة')}" if minutes else ""


def _seconds(found: re.Match[str]) -> str:
    """A time of day to the second, or how long something took."""
    hour = f"الساعة {_hour(int(found[2]))}" if found[1] else _verbalize_unit(int(found[2]), "ساعة")
    parts = [_verbalize_unit(int(found[3]), "دقيقة"), _verbalize_unit(int(found[4]), "ثانية")]
    return " و".join([hour, *parts])


def _verbalize_unit(number: int, unit: str) -> str:
    """So many hours, minutes or seconds."""
    two, many = _UNITS[unit]
    if number in (1, 2):
        return (unit, two)[number - 1]
    noun = many if 3 <= number <= 10 else unit
    return f"{feminine(cardinal(str(number), 'ar'), number, noun)} {noun}"


def _hour(number: int) -> str:
    hours: list[str] = table("ar")["hours"]
    return hours[number - 1] if 0 < number <= len(hours) else cardinal(str(number), "ar")
