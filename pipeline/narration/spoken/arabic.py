"""Arabic: dates by month names, times, ordinals and one or two of a thing."""

import re
from functools import cache

from pipeline.narration.spoken.counting import cardinal
from pipeline.narration.spoken.signs import Rule
from pipeline.narration.spoken.tables import table


def counted(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, in the form that counts men; the noun's gender is not known."""
    said = cardinal(digits, base)
    return said if after or not said.endswith(_DUAL) else f"{said}ن"


_DUAL = ("مئتا", "ألفا", "مليونا")
"""num2words has them as they stand before a noun."""


@cache
def letters(base: str) -> list[Rule]:
    """Arabic has no Roman numerals of its own."""
    return []


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        (re.compile(r"(?<=\d)٫(?=\d)"), "."),
        (re.compile(r"(?<=\d)٬(?=\d)"), ""),
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1]),
        ),
        (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"), lambda found: _date(*found.groups())),
        (re.compile(r"(?<![\d:])(?:الساعة )?([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _clock),
        (re.compile(r"الساعة (\d{1,2})(?!\d)"), lambda found: f"الساعة {_hour(int(found[1]))}"),
    ]


def _date(day: str, month: str, year: str) -> str:
    months: list[str] = table("ar")["months"]
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "ar") for part in (day, month, year))
    return f"{cardinal(str(int(day)), 'ar')} {months[int(month) - 1]} {cardinal(year, 'ar')}"


def _clock(found: re.Match[str]) -> str:
    minutes = int(found[2])
    return f"الساعة {_hour(int(found[1]))}" + (f" و{cardinal(str(minutes), 'ar')} دقيقة" if minutes else "")


def _hour(number: int) -> str:
    hours: list[str] = table("ar")["hours"]
    return hours[number - 1] if 0 < number <= len(hours) else cardinal(str(number), "ar")
