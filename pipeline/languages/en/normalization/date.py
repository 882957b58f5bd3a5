"""English dates: 9 October, October 9-12, 2013-10-09 and 10/9/2013."""

import re

from pipeline.languages.en.normalization.ordinal import nth
from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.partial_dates import year_and_month
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import MONTH_FIRST

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thur": "Thursday",
    "Thurs": "Thursday", "Fri": "Friday",
}  # fmt: skip
"""But for Sat and Sun, which are other words."""
_SHORT_MONTHS = {name[:3]: name for name in _MONTHS} | {"Sept": "September"}
_SHORT_MONTH = "|".join(sorted(_SHORT_MONTHS, key=len, reverse=True))
_SMALL_MONTH = "|".join(
    name.lower() for name in (*_MONTHS, *_SHORT_MONTHS) if name not in ("March", "May", "Mar", "Sep")
)
"""That are no other words."""
_LIVES = {"b": "born", "d": "died", "r": "reigned", "fl": "flourished"}
_YEAR = r"(?:1[1-9]|20)\d\d"


def letters() -> list[NamedRule]:
    """Spans of days and months by their names."""
    return [
        _span("from day to day", _DAYS, "Mon-Sat -> Monday to Saturday"),
        _span("from month to month", _MONTHS, "Jan-March -> January to March"),
    ]


def lives() -> list[NamedRule]:
    """To be applied before numbers with No."""
    return [
        rule(
            "a year of a life",
            r"(?<![\w.])(b|d|r|fl)\. ?(?=(?:c\. ?|about )?\d{4}\b)",
            _life,
            "b. 1950 -> born 1950",
        ),
    ]


def digits() -> list[NamedRule]:
    """Dates in digits as other countries write them, as English ones do; before versions."""
    return [
        rule(
            "a moment",
            r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)[T ](\d\d:\d\d)(?::(?:00|(\d\d))(?:\.\d{1,9})?)?(Z?)(?![\w:])",
            lambda found: (
                f"{found[1]} {found[2]}{f':{found[3]}' if found[3] else ''}{' UTC' if found[4] else ''}"
            ),
            "2025-06-01T12:30:00Z -> 2025-06-01 12:30 UTC",
        ),
        rule(
            "a shortened day of the week",
            rf"(?<![\w.-])({'|'.join(_SHORT_DAYS)})\b(?=,? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|(?:{_MONTH}|{_SHORT_MONTH})\b))",
            lambda found: _SHORT_DAYS[found[1]],
            "Fri 13 -> Friday 13",
        ),
        rule(
            "a century by its letter",
            r"(?<=\d[snrt][tdh] )(?:c\.|about)(?= (?:B\.?C|A\.?D|C\.?E|B C|eigh D))",
            "century",
            "3rd c. BC -> 3rd century BC",
        ),
        rule(
            "a date with full stops",
            r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\d.])",
            _dotted_date,
            "4.3.2019 -> 3/4/2019",
        ),
        rule(
            "a date with the year first",
            r"(?<![\d/.])((?:19|20)\d\d)(?:/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])|\.(0[1-9]|1[0-2])\.(0[1-9]|[12]\d|3[01]))(?![\d/]|\.\d)",
            _year_first,
            "2013/10/9 -> 2013-10-09",
        ),
        rule(
            "a date with two digits of its year and hyphens",
            r"(?<![\w/.,-])(0?[1-9]|1[0-2])-(1[3-9]|2\d|3[01])-(\d\d)(?![\w/-]|[.,]\d)",
            r"\1/\2/\3",
            "8-25-12 -> 8/25/12",
        ),
        rule(
            "a date with two digits of its year and full stops",
            r"(?<![\w/.,-])(1[3-9]|2\d|3[01])\.(0?[1-9]|1[0-2])\.(\d\d)(?![\w/-]|[.,]\d)",
            r"\2/\1/\3",
            "25.8.12 -> 8/25/12",
        ),
        rule(
            "a date with hyphens",
            r"(?<![\d-])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![\d-])",
            r"\1/\2/\3",
            "10-9-2013 -> 10/9/2013",
        ),
    ]


def shortened() -> list[NamedRule]:
    """To be applied before metres and millions are told apart."""
    return [
        rule(
            "a month in small letters or capitals before its day",
            rf"\b({_MONTH}|{_SHORT_MONTH})\b\.?(?= \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b)",
            _month,
            "JAN. 15 2020 -> January 15 2020",
            re.IGNORECASE,
        ),
        rule(
            "a month in small letters or capitals behind its day",
            rf"(?<=\d )({_MONTH}|{_SHORT_MONTH})\b\.?(?=,? (?:19|20)\d\d\b)",
            _month,
            "25 jul 2012 -> 25 July 2012",
            re.IGNORECASE,
        ),
        *_alone(),
        rule(
            "a month in capitals before its day",
            rf"\b({'|'.join(name.upper() for name in (*_MONTHS, *_SHORT_MONTHS))})\b\.?(?= [1-9]\d?(?:st|nd|rd|th)?\b(?! ?%))",
            _month,
            "MAY 5 -> May 5",
        ),
        rule(
            "a month that is another word before its day",
            r"(\b(?:on|since|until|before|after|from|by) |^)(march|may)(?= \d{1,2}(?:st|nd|rd|th)?(?:[-–,. ]|$)(?! ?%))",
            lambda found: f"{found[1]}{found[2].title()}",
            "on may 5 -> on May 5",
        ),
        rule(
            "a shortened month before its day",
            rf"\b({_SHORT_MONTH})\.?(?= \d{{1,2}}(?:st|nd|rd|th)?\b)",
            _month,
            "Oct. 9 -> October 9",
        ),
        rule(
            "a shortened month behind its day",
            rf"(?:(?<=\d )|(?<=\d[snrt][tdh] ))({_SHORT_MONTH})\b(?!\w)",
            _month,
            "9 Oct -> 9 October",
        ),
        rule(
            "a shortened month before its year",
            rf"(?<![Dd]el )\b({_SHORT_MONTH})\.?(?= (?:19|20)\d\d\b)",
            _month,
            "Dec 2020 -> December 2020",
        ),
        *_parts_of_years(),
    ]


def _parts_of_years() -> list[NamedRule]:
    """Quarters, halves, fiscal years, and a year that is written behind a name."""
    return [
        rule(
            "a quarter of a year",
            r"(?<![\w.])(?:([1-4])Q|([12])H)\s?['’]?((?:20)?\d\d)(?![\w.])",
            lambda found: (
                f"the {nth(found[1] or found[2])} {'quarter' if found[1] else 'half'} of {found[3]}"
            ),
            "2Q22 -> the second quarter of 22",
        ),
        rule(
            "half a year before its year",
            r"\bH([12]) (?=20\d\d\b)",
            lambda found: f"the {nth(found[1])} half of ",
            "H1 2022 -> the first half of 2022",
        ),
        rule(
            "a quarter behind its year",
            r"(?<![\d.,])(20\d\d)\s?[-/]?(Q[1-4])\b",
            r"\2 \1",
            "2021Q3 -> Q3 2021",
        ),
        rule("a fiscal year", r"\bFY\s?['’]?(?=\d{2})", "fiscal year ", "FY2024 -> fiscal year 2024"),
        rule(
            "a year behind a name",
            r"(?<=[a-z])(?=(?:1[1-9]|20)\d\d(?!\d))",
            " ",
            "election2020 -> election 2020",
        ),
    ]


def _alone() -> list[NamedRule]:
    """Beside a day without a year, and with hyphens."""
    return [
        rule(
            "a month in small letters beside its day alone",
            rf"(?<![\w.])({_SMALL_MONTH})\b\.?(?= \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?[\d%]))|(?:(?<=\d )|(?<=\d[snrt][tdh] )|(?<=\d[snrt][tdh] of ))({_SMALL_MONTH})\b\.?",
            lambda found: _month_named(found[1] or found[2]),
            "june 30 -> June 30",
        ),
        rule(
            "a month in small letters behind its ordinal",
            r"(?<=\d[snrt][tdh] of )(march|may)\b",
            lambda found: found[1].title(),
            "1st of may -> 1st of May",
        ),
        rule(
            "a date with its month's name in hyphens",
            rf"(?<![\w-])(?:({_SHORT_MONTH}|{_MONTH})-(\d{{1,2}})|(\d{{1,2}})-({_SHORT_MONTH}|{_MONTH}))-((?:19|20)\d\d|\d\d)(?![\w-])",
            lambda found: f"{_month_named(found[1] or found[4])} {found[2] or found[3]}, {found[5]}",
            "15-Jan-2020 -> January 15, 2020",
            re.IGNORECASE,
        ),
    ]


def rules() -> list[NamedRule]:
    """Dates with the month in letters or in digits."""
    return [
        *_spans(),
        year_and_month(lambda year, month: f"{_MONTHS[month - 1]} {year}", "2024-05 -> May 2024", "-"),
        rule(
            "a month before its year",
            MONTH_FIRST,
            lambda found: f"{_MONTHS[int(found[1]) - 1]} {found[2]}",
            "03/2020 -> March 2020",
        ),
        rule(
            "a late month before its year",
            r"(?<![\w/.,-])(1[0-2])[-/]((?:19|20)\d\d)(?![\w/-]|[.,]\d)",
            lambda found: f"{_MONTHS[int(found[1]) - 1]} {found[2]}",
            "12-1999 -> December 1999",
        ),
        rule(
            "a month before its year with a hyphen",
            rf"(?<![\w-])({_SHORT_MONTH}|{_MONTH})-(?=(?:19|20)\d\d(?![\d-]))",
            lambda found: f"{_month_named(found[1])} ",
            "Jun-2020 -> June 2020",
        ),
        rule(
            "a date in digits, the year first",
            rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?:T(?=\d)|(?!\d|-\d))",
            _iso,
            "2013-10-09 -> October ninth, twenty thirteen ",
        ),
        rule(
            "a date with strokes",
            r"(?<![\d/])(\d{1,2})[/](\d{1,2})[/](\d{4}|\d\d)(?![\d/])",
            _slashed,
            "10/9/2013 -> October ninth, twenty thirteen",
        ),
        rule(
            "days of a month",
            rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\s?(?:[-–—]|to) ?(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)",
            _days,
            "October 9-12 -> October ninth to twelfth",
        ),
        rule(
            "a month and its day",
            rf"\b({_MONTH}) (0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s?[ap]\.?m)",
            _day,
            "October 9 -> October ninth",
        ),
        rule(
            "days before their month",
            rf"(?<![\d.,$€£])(\d{{1,2}})(?:st|nd|rd|th)?\s?[-–—]\s?(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\b",
            _days_of,
            "9-12 October -> the ninth to the twelfth of October",
        ),
        rule(
            "a day before its month",
            rf"(?<![\d.,$€£])(?:([Tt])he )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b",
            lambda found: f"{found[1] or 't'}he {nth(found[2])} of {found[3]}",
            "9 October -> the ninth of October",
        ),
    ]


def _spans() -> list[NamedRule]:
    """From a month to another."""
    return [
        rule(
            "from a year to a month",
            rf"(?<=\d{{4}})\s?[-–—]\s?(?=(?:{_MONTH}) \d)",
            " to ",
            "2013-October 9 -> 2013 to October 9",
        ),
        rule(
            "from day to day, months behind",
            rf"(\d{{1,2}} (?:{_MONTH}))\s?[-–—]\s?(?=\d{{1,2}} (?:{_MONTH}))",
            r"\1 to ",
            "9 October-12 November -> 9 October to 12 November",
        ),
        rule(
            "from day to day, months before",
            rf"((?:{_MONTH}) \d{{1,2}})\s?[-–—]\s?(?=(?:{_MONTH}) \d)",
            r"\1 to ",
            "October 9-November 12 -> October 9 to November 12",
        ),
    ]


def names() -> list[NamedRule]:
    """Days that history knows by their numbers, before fractions."""
    return [
        rule("the attacks of 2001", r"(?<![\d/])9/11(?![\d/])", "nine eleven", "9/11 -> nine eleven"),
        rule("the attacks of 2005", r"(?<![\d/])7/7(?![\d/])", "seven seven", "7/7 -> seven seven"),
    ]


def _span(name: str, names: tuple[str, ...], example: str) -> NamedRule:
    """Mon-Sat, January-March: the names in full, and to between them."""
    full = {each[:3]: each for each in names}
    any_of = "|".join(rf"{short}(?:{whole[3:]}|[a-z]{{0,2}}\.?)" for short, whole in full.items())
    return rule(
        name,
        rf"\b({any_of})\s?[-–—]\s?({any_of})(?![\w-])",
        lambda found: f"{full[found[1][:3]]} to {full[found[2][:3]]}",
        example,
    )


def _life(found: re.Match[str]) -> str:
    return f"{_LIVES[found[1]]} "


def _month(found: re.Match[str]) -> str:
    return _month_named(found[1])


def _month_named(written: str) -> str:
    name = written.title()
    return _SHORT_MONTHS.get(name, name)


def _days(found: re.Match[str]) -> str:
    return f"{found[1]} {nth(found[2])} to {nth(found[3])}"


def _day(found: re.Match[str]) -> str:
    return f"{found[1]} {nth(found[2])}"


def _days_of(found: re.Match[str]) -> str:
    return f"the {nth(found[1])} to the {nth(found[2])} of {found[3]}"


def _dotted_date(found: re.Match[str]) -> str:
    """4.3.2019: the day first, as wherever dates are written with dots, unless there is no such month."""
    day, month = int(found[1]), int(found[2])
    if month > 12:
        day, month = month, day
    return f"{month}/{day}/{found[3]}" if 1 <= month <= 12 else found.group()


def _iso(found: re.Match[str]) -> str:
    return f"{_MONTHS[min(max(int(found[2]), 1), 12) - 1]} {nth(found[3])}, {year(int(found[1]), 'en')} "


def _year_first(found: re.Match[str]) -> str:
    month, day = found[2] or found[4], found[3] or found[5]
    return f"{found[1]}-{int(month):02}-{int(day):02}"


def _slashed(found: re.Match[str]) -> str:
    """9/10/2013: the month first, as in the United States, unless there is no such month."""
    month, day = int(found[1]), int(found[2])
    if month > 12:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return " ".join(cardinal(part, "en") for part in found.groups())
    said = year(int(found[3]), "en") if len(found[3]) == 4 else cardinal(found[3], "en")
    return f"{_MONTHS[month - 1]} {nth(str(day))}, {said}"
