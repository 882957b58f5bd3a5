"""Dates in digits, and days and years beside a month's name."""

from pipeline.languages.normalization.counting import cardinal, year
from pipeline.languages.normalization.numerals import agreeing
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import DATE, DATE_YEAR_FIRST
from pipeline.languages.normalization.tables import table

YEAR = r"(1\d{3}|20\d\d)"
_DAY = r"(?<![\d.,:/-])([12]\d|3[01]|0?[1-9])"


def rules(base: str) -> list[NamedRule]:
    """To be applied before years and times."""
    if "months" not in table(base):
        return []
    return [*_in_digits(base), *_with_names(base)]


def _in_digits(base: str) -> list[NamedRule]:
    return [
        shared_rule(
            base,
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1], base),
            cs="2013-10-09 -> devátého října dva tisíce třináct",
            sv="2013-10-09 -> nionde oktober tvåtusen tretton",
        ),
        shared_rule(
            base,
            "a date with the day first",
            DATE,
            lambda found: _date(found[1], found[3], found[4], base),
            cs="09.10.2013 -> devátého října dva tisíce třináct",
        ),
        shared_rule(
            base,
            "a date with full stops and spaces",
            rf"(?<![\d.,])(\d{{1,2}})\. (\d{{1,2}})\. {YEAR}(?!\d)",
            lambda found: _date(found[1], found[2], found[3], base),
            cs="9. 10. 2013 -> devátého října dva tisíce třináct",
        ),
    ]


def _with_names(base: str) -> list[NamedRule]:
    names = table(base)
    month = "|".join((*names["months"], *names.get("other_months", ())))
    mark, between = names.get("day_mark", r"\.?"), names.get("day_between", " ")
    before_month = rf"{mark}(?={between}(?:{month})(?!\w))"
    return [
        shared_rule(
            base,
            "a year behind its month",
            rf"((?:{month}),? {names.get('before_year', '')}){YEAR}(?![\d.,]*\d)",
            lambda found: found[1] + year(int(found[2]), base),
            cs="října 2013 -> října dva tisíce třináct",
        ),
        shared_rule(
            base,
            "from day to day before their month",
            rf"{_DAY}{mark}\s?[-–—]\s?([12]\d|3[01]|0?[1-9]){before_month}",
            lambda found: f"{_day(found[1], base)} {names['range']} {_day(found[2], base)}",
            cs="5.–7. října -> pátého až sedmého října",
        ),
        shared_rule(
            base,
            "a day before its month",
            rf"{_DAY}{before_month}",
            lambda found: _day(found[1], base),
            cs="5. října -> pátého října",
            ro="1 octombrie -> întâi octombrie",
        ),
    ]


def _day(digits: str, base: str) -> str:
    names, day = table(base), int(digits)
    if "days" in names:
        return str(names["days"]).split()[day - 1].replace("_", " ")
    if day == 1 and "first_of_month" in names:
        return str(names["first_of_month"])
    return agreeing(cardinal(str(day), base), names.get("day_gender", ""), names)


def _date(day: str, month: str, of: str, base: str) -> str:
    names = table(base)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return " ".join(cardinal(part, base) for part in (day, month, of))
    pattern: str = names["date"]
    return pattern.format(
        day=_day(day, base), month=names["months"][int(month) - 1], year=year(int(of), base)
    )
