"""French dates: in digits, and the first of a month."""

import re
from collections.abc import Sequence

from pipeline.languages.fr.normalization.ordinal import nth
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import (
    DATE,
    DATE_YEAR_FIRST,
    DAY_AND_MONTH,
    MONTH_FIRST,
    YEAR_AND_MONTH,
    day_before_month,
    is_no_day,
    month_said,
)

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS = _MONTH.split("|")
_SHORT = (
    "janv?",
    "f[ée]vr?",
    "mars",
    "avr",
    "mai",
    "juin",
    "juil?l?",
    "ao[ûu]",
    "sept?",
    "oct",
    "nov",
    "d[ée]c",
)
_YEAR = r"(?:1\d|20)\d\d"
_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"


def in_digits() -> list[NamedRule]:
    """To be applied first."""
    return [
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1]),
            "2013-10-09 -> neuf octobre deux mille treize",
        ),
        rule(
            "a month of a year", YEAR_AND_MONTH, month_said(_month), "2024-05 -> mai deux mille vingt-quatre"
        ),
        rule(
            "a month before its year",
            MONTH_FIRST,
            lambda found: _month(int(found[1]), found[2]),
            "05/2024 -> mai deux mille vingt-quatre",
        ),
        rule(
            "a day and its month in two digits each",
            DAY_AND_MONTH,
            _day_and_month,
            "08/10 -> huit octobre",
        ),
        rule("a date with the day first", DATE, _day_first, "1/10/2013 -> premier octobre deux mille treize"),
    ]


def shortened() -> list[NamedRule]:
    """To be applied before those in digits."""
    short = "|".join(_SHORT)
    return [
        rule(
            "a date with its month shortened",
            rf"(?<![\w.,/-])(\d{{1,2}})([ /-])({short})\.?\2({_YEAR})(?![\d/-]|[.,]\d)",
            lambda found: _date(found[1], str(_number(found[3])), found[4]),
            "12-janv-2020 -> douze janvier deux mille vingt",
            re.IGNORECASE,
        ),
        rule(
            "a month shortened before its year",
            rf"(?<![\w.,/-])({short})(?:\.|/|\./)\s?({_YEAR})(?![\d/-]|[.,]\d)",
            lambda found: _month(_number(found[1]), found[2]),
            "janv/2020 -> janvier deux mille vingt",
            re.IGNORECASE,
        ),
        rule(
            "a day and its month behind a word that says so",
            rf"(?<!\w)((?:{_WEEKDAY}|le|du|au|jusqu'au) \(?)(?!1/[2-5]\b|2/[35]\b|3/[45]\b|24/7\b)(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\w/-]|[.,]\d|\s(?:de|des|du|d['’])\b)",
            lambda found: f"{found[1]}{_day(found[2])} {_MONTHS[int(found[3]) - 1]}",
            "le 5/3 -> le cinq mars",
            re.IGNORECASE,
        ),
        rule(
            "a day and its month in two digits each behind its article",
            r"(?<!\w)([Ll]e )(0[1-9]|[12]\d|3[01])([.-])(0[1-9]|1[0-2])(?=[\s,;:)]|\.?$)(?! ?(?:%|€|[kcm]?m\b|millions?|milliards?|points?|euros?))",
            lambda found: f"{found[1]}{_day(found[2])} {_MONTHS[int(found[4]) - 1]}",
            "le 17.06 -> le dix-sept juin",
        ),
        rule(
            "a date whose year has two digits",
            r"(?<![\w/.,-])(\d{1,2})([/.])(\d{1,2})\2(\d\d)(?![\w/-]|[.,]\d)",
            _short_year,
            "15/03/18 -> quinze mars dix-huit",
        ),
        rule(
            "the first in a date",
            rf"(?<![\w/.,-])1er/(0?[1-9]|1[0-2])(?:/({_YEAR}))?(?![\w/-]|[.,]\d)",
            lambda found: (
                f"premier {_MONTHS[int(found[1]) - 1]}" + (f" {cardinal(found[2], 'fr')}" if found[2] else "")
            ),
            "1er/03/2018 -> premier mars deux mille dix-huit",
        ),
        rule(
            "a quarter of a year",
            r"(?<![\w.,-])(?:([1-4])T|T([1-4]))[ /-]?(20\d\d)(?!\w|[.,]\d)",
            lambda found: f"{nth(int(found[1] or found[2]))} trimestre {cardinal(found[3], 'fr')}",
            "T1 2020 -> premier trimestre deux mille vingt",
        ),
    ]


def _number(written: str) -> int:
    """Of a month that is shortened."""
    return next(place for place, forms in enumerate(_SHORT, 1) if re.fullmatch(forms, written, re.IGNORECASE))


def _short_year(found: re.Match[str]) -> str:
    """Where nothing shows that it is a date it may be a version or a list: 5/10/15."""
    day, month = found[1], found[3]
    is_marked = int(day) > 12 or day[0] == "0" or month[0] == "0"
    is_date = (
        1 <= int(day) <= 31 and 1 <= int(month) <= 12 and is_marked and (found[2] == "/" or len(month) == 2)
    )
    return _date(day, month, found[4]) if is_date else found.group()


def chains() -> list[NamedRule]:
    """To be applied before the digits of a chain are said one by one."""
    return [
        rule(
            "many days of a month",
            rf"(?<![\w.,/-])\d{{1,2}}(?:-\d{{1,2}}){{3,6}}(?= (?:{_MONTH})\b)|(?<![\w.,/-])\d{{1,2}}(?:/\d{{1,2}}){{3,6}}(?= (?:{_MONTH})\b)",
            lambda found: re.sub("[-/]", ", ", found.group()),
            "17-18-19-20 juin -> 17, 18, 19, 20 juin",
        ),
    ]


def days() -> list[NamedRule]:
    """To be applied before ordinals."""
    return [
        rule(
            "from a day of one month to one of another",
            rf"(?<![\w.,/-])(\d{{1,2}}(?:er)? (?:{_MONTH}))\s?[-–—]\s?(?=\d{{1,2}}(?:er)? (?:{_MONTH})\b)",
            r"\1 au ",
            "17 juin-18 juillet -> 17 juin au 18 juillet",
        ),
        rule(
            "a decade behind its word",
            r"\b([Aa]nnées )['’‘]?(?=\d0s?\b)(\d0)(?:['’]?s\b)?",
            r"\1\2",
            "années '80 -> années 80",
        ),
        rule(
            "a decade as English has it",
            r"(?<![\w.,])((?:1[5-9]|20)\d0)['’]?s\b(?!\s?(?:\d|et\b))",
            r"années \1",
            "1980s -> années 1980",
        ),
        rule(
            "from the first of a month",
            rf"(?<![\w.,])1er?\s?[-–]\s?(?=\d{{1,2}} (?:{_MONTH}))",
            "premier au ",
            "Du 1er-3 mai -> Du premier au 3 mai",
        ),
        rule("the first of a month", rf"(?<![\d.,])1 (?={_MONTH})", "premier ", "1 mai -> premier mai"),
        rule(
            "several days of a month",
            rf"(?<![\w.,/-])(\d{{1,2}}(?:er)?)(?:([/-])(\d{{1,2}}))(?:\2(\d{{1,2}}))?(?= (?:{_MONTH})\b)",
            _several,
            "17/18 juin -> 17, 18 juin",
        ),
        rule(
            "from day to day",
            rf"([Dd]u \d{{1,2}})\s?[-–]\s?(?=\d{{1,2}} (?:{_MONTH}))",
            r"\1 au ",
            "du 5-8 mai -> du 5 au 8 mai",
        ),
    ]


def _day_and_month(found: re.Match[str]) -> str:
    """Where neither begins with a zero it may be a fraction: 10/12."""
    if "0" not in (found[1][0], found[2][0]) or is_no_day(found):
        return found.group()
    return f"{_day(found[1])} {_MONTHS[int(found[2]) - 1]}"


def _day(digits: str) -> str:
    return "premier" if int(digits) == 1 else cardinal(str(int(digits)), "fr")


def _several(found: re.Match[str]) -> str:
    """Two with a dash are the ends of a span, but for two that follow each other behind les."""
    days = [day for day in (found[1], found[3], found[4]) if day]
    if found[2] == "-" and len(days) == 2 and not _follow(days, found):
        return found.group()
    return ", ".join(days)


def _follow(days: Sequence[str], found: re.Match[str]) -> bool:
    first, second = (int(day.removesuffix("er")) for day in days)
    return second == first + 1 and signs.before(found).endswith(("les ", "Les "))


def _month(month: int, of: str) -> str:
    return f"{_MONTHS[month - 1]} {cardinal(of, 'fr')}"


def _day_first(found: re.Match[str]) -> str:
    return _date(found[1], found[3], found[4])


def _date(day: str, month: str, year: str) -> str:
    day, month = day_before_month(day, month)
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "fr") for part in (day, month, year))
    return f"{_day(day)} {_MONTHS[int(month) - 1]} {cardinal(year, 'fr')}"
