"""English days: 9 October, October 9-12, 2013-10-09 and 10/9/2013."""

import re

from pipeline.languages.normalization.counting import cardinal, ordinal, year
from pipeline.languages.normalization.signs import Rule

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_YEAR = r"(?:1[1-9]|20)\d\d"


def rules() -> list[Rule]:
    """Dates with the month in letters or in digits."""
    return [
        (re.compile(rf"(?<=\d{{4}})\s?[-–—]\s?(?=(?:{_MONTH}) \d)"), " to "),
        (re.compile(rf"(\d{{1,2}} (?:{_MONTH}))\s?[-–—]\s?(?=\d{{1,2}} (?:{_MONTH}))"), r"\1 to "),
        (re.compile(rf"((?:{_MONTH}) \d{{1,2}})\s?[-–—]\s?(?=(?:{_MONTH}) \d)"), r"\1 to "),
        (re.compile(rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?:T(?=\d)|(?!\d|-\d))"), _iso),
        (re.compile(r"(?<![\d/])(\d{1,2})[/](\d{1,2})[/](\d{4}|\d\d)(?![\d/])"), _verbalize_slashed),
        (
            re.compile(
                rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\s?(?:[-–—]|to) ?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)"
            ),
            lambda found: f"{found[1]} {nth(found[2])} to {nth(found[3])}",
        ),
        (
            re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?[ap]\.?m)"),
            lambda found: f"{found[1]} {nth(found[2])}",
        ),
        (
            re.compile(rf"(?<![\d.,$€£])(\d{{1,2}})\s?[-–—]\s?(\d{{1,2}}) ({_MONTH})\b"),
            lambda found: f"the {nth(found[1])} to the {nth(found[2])} of {found[3]}",
        ),
        (
            re.compile(rf"(?<![\d.,$€£])(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b"),
            lambda found: f"the {nth(found[1])} of {found[2]}",
        ),
    ]


def _iso(found: re.Match[str]) -> str:
    return f"{MONTHS[min(max(int(found[2]), 1), 12) - 1]} {nth(found[3])}, {year(int(found[1]), 'en')} "


def _verbalize_slashed(found: re.Match[str]) -> str:
    """9/10/2013: the month first, as in the United States, unless there is no such month."""
    month, day = int(found[1]), int(found[2])
    if month > 12:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return " ".join(cardinal(part, "en") for part in found.groups())
    said = year(int(found[3]), "en") if len(found[3]) == 4 else cardinal(found[3], "en")
    return f"{MONTHS[month - 1]} {nth(str(day))}, {said}"


def nth(digits: str) -> str:
    """The ordinal of a number in digits."""
    return ordinal(int(digits), "en")
