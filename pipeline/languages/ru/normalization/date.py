"""Russian dates: the day in the case that the word before it asks for, and as a rule in the genitive; the year as an ordinal."""

import re
from functools import cache

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import DATE, DATE_YEAR_FIRST, YEAR_AND_MONTH, month_said
from pipeline.languages.normalization.tables import table
from pipeline.languages.ru.normalization.ordinal import ordinal
from pipeline.languages.ru.normalization.prepositions import case_of_time

YEAR = r"(1\d{3}|20\d\d)"
_DAY = r"([12]\d|3[01]|0?[1-9])(?:[-‑](?:го|ого|е|му|м))?"
_YEAR_WORD = r"(?:\s?(?:года|г\.|г(?!\w)))?"


_SHORT = {
    "янв": 0, "февр": 1, "фев": 1, "мар": 2, "апр": 3, "июн": 5, "июл": 6, "авг": 7, "сент": 8, "сен": 8, "окт": 9,
    "нояб": 10, "ноя": 10, "дек": 11,
}  # fmt: skip


def quarters() -> list[NamedRule]:
    """To be applied before кв. is a flat."""
    return [
        rule(
            "a quarter of a year in short",
            r"(?<![\d.,])([1-4])[ -]?(?:й )?кв\.(?=\s?(?:19|20)\d\d)",
            lambda found: f"{ordinal(int(found[1]), 'masculine')} квартал",
            "1 кв. 2020 -> первый квартал 2020",
        ),
        rule(
            "a quarter of a year by its letter",
            r"(?<!\w)Q([1-4])\s(20\d\d)(?!\d|[.,]\d)(?: года| г\.)?",
            lambda found: f"{ordinal(int(found[1]), 'masculine')} квартал {_year(found[2])}",
            "Q3 2020 -> третий квартал две тысячи двадцатого года",
        ),
    ]


@cache
def rules() -> list[NamedRule]:
    """To be applied before years and times."""
    names = table("ru")
    month = "|".join(names["months"])
    any_month = "|".join((*names["other_months"], *names["months"]))
    return [
        rule(
            "a month in short",
            rf"(?<=\d )({'|'.join(_SHORT)})\.(?=\s?(?:$|[,;)]|{YEAR}|в(?!\w)))",
            lambda found: names["months"][_SHORT[found[1]]],
            "31 дек. 2019 -> 31 декабря 2019",
        ),
        rule(
            "a month in short, without its full stop",
            rf"(?<=\d )({'|'.join(_SHORT)})(?=\s{YEAR}(?!\d))",
            lambda found: names["months"][_SHORT[found[1]]],
            "15 сен 2019 -> 15 сентября 2019",
        ),
        rule(
            "a date with the month first",
            r"(?<![\w/.,-])(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/((?:19|20)\d\d)(?![\w/-]|[.,]\d)",
            lambda found: _in_digits(found, found[2], found[1], found[3]),
            "12/31/1999 -> тридцать первого декабря тысяча девятьсот девяносто девятого года",
        ),
        rule(
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _in_digits(found, found[4], found[3], found[1]),
            "2013-10-09 -> девятого октября две тысячи тринадцатого года",
        ),
        rule(
            "a date with the day first",
            rf"{DATE}{_YEAR_WORD}",
            lambda found: _in_digits(found, found[1], found[3], found[4]),
            "к 09.10.2013 г. -> к девятому октября две тысячи тринадцатого года",
        ),
        *_in_part(),
        rule(
            "a month of a year",
            YEAR_AND_MONTH,
            month_said(lambda month, of: f"{table('ru')['month_names'][month - 1]} {_year(of)}"),
            "2024-05 -> май две тысячи двадцать четвёртого года",
        ),
        rule(
            "a day before its month",
            rf"(?<![\d.,:/-]){_DAY}(?:(\s?[-–—]\s?|\s(?:и|или|по|до)\s){_DAY})?\s({month})(?!\w)",
            _days,
            "с 3 по 5 мая -> с третьего по пятое мая",
        ),
        rule(
            "a year behind its month",
            rf"(?<!\w)({any_month})\s{YEAR}(?![\d-]|[.,]\d){_YEAR_WORD}",
            lambda found: f"{found[1]} {_year(found[2])}",
            "мая 2024 г. -> мая две тысячи двадцать четвёртого года",
        ),
    ]


def _in_part() -> list[NamedRule]:
    """Years of two digits, and a month with its year."""
    return [
        rule(
            "a date with two digits of its year",
            rf"(?<![\w/.,-])(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(\d\d)(?![\w/-]|[.,]\d){_YEAR_WORD}",
            lambda found: _in_digits(found, found[1], found[2], found[3]),
            "01.02.22 -> первого февраля двадцать второго года",
        ),
        rule(
            "a date with two digits of its year and hyphens",
            r"(?<![\w/.,-])(0[1-9]|[12]\d|3[01])-(0[1-9])-(\d\d)(?![\w/-]|[.,]\d)",
            lambda found: _in_digits(found, found[1], found[2], found[3]),
            "01-02-86 -> первого февраля восемьдесят шестого года",
        ),
        rule(
            "a month before its year in digits",
            rf"(?<![\w/.,-])(0[1-9]|1[0-2])\.((?:19|20)\d\d)(?![\w/-]|[.,]\d|\s?%){_YEAR_WORD}",
            lambda found: f"{table('ru')['month_names'][int(found[1]) - 1]} {_year(found[2])}",
            "01.2020 -> январь две тысячи двадцатого года",
        ),
    ]


def _year(digits: str) -> str:
    """Of two digits as they are said, but for 00, which is the year 2000."""
    digits = "2000" if digits == "00" else digits
    return f"{ordinal(int(digits), 'genitive')} года"


def _day(digits: str, case: str) -> str:
    return ordinal(int(digits), "neuter" if case == "nominative" else case)


def _in_digits(found: re.Match[str], day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found.group()
    said = _day(day, case_of_time(found, otherwise="genitive"))
    return f"{said} {table('ru')['months'][int(month) - 1]} {_year(year)}"


def _days(found: re.Match[str]) -> str:
    """The second day is in the case of the first, unless по and до ask for their own."""
    first, between, last, month = found.groups()
    case = case_of_time(found, otherwise="genitive")
    case = "genitive" if case == "prepositional" else case
    said = _day(first, case)
    if last:
        joined = between.strip()
        own = {"по": "nominative", "до": "genitive"}.get(joined, case)
        said += f" {joined if joined.isalpha() else '–'} {_day(last, own)}"
    return f"{said} {month}"
