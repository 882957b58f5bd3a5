"""Romance dates: in digits, the first of a month, years without their century."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import DATE, DATE_YEAR_FIRST, YEAR_AND_MONTH, is_month
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied before ordinals."""
    names = table(base)
    return [
        shared_rule(
            base,
            "a date with the year first",
            DATE_YEAR_FIRST,
            lambda found: _date(found[4], found[3], found[1], base),
            es="2013-10-09 -> nueve de octubre de dos mil trece",
            it="2013/10/1 -> primo ottobre duemilatredici",
        ),
        shared_rule(
            base,
            "a month of a year",
            YEAR_AND_MONTH,
            lambda found: _month(found, base),
            es="2024-05 -> mayo de dos mil veinticuatro",
            it="2024-05 -> maggio duemilaventiquattro",
        ),
        shared_rule(
            base,
            "a date with the day first",
            DATE,
            lambda found: _date(found[1], found[3], found[4], base),
            es="09/10/2013 -> nueve de octubre de dos mil trece",
            pt="1.10.2013 -> primeiro de outubro de dois mil e treze",
        ),
        shared_rule(base, "a year without its century", r"(?<!\w)['’‘](?=\d\d)", "", "’68 -> 68"),
        shared_rule(
            base,
            "the first of a month",
            rf"(?<![\d.,])1(?:\.?[º°])?(?=\s(?:de )?(?:{'|'.join(names['months'])})\b)",
            names["first_of_month"],
            es="1 de mayo -> primero de mayo",
            it="1º maggio -> primo maggio",
        ),
    ]


def _month(found: re.Match[str], base: str) -> str:
    if not is_month(found):
        return found.group()
    pattern: str = table(base)["date"]
    month: str = table(base)["months"][int(found[3]) - 1]
    return month + pattern.partition("{month}")[2].format(year=cardinal(found[1], base))


def _date(day: str, month: str, year: str, base: str) -> str:
    names = table(base)
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, base) for part in (day, month, year))
    said = names["first_of_month"] if int(day) == 1 else cardinal(str(int(day)), base)
    pattern: str = names["date"]
    return pattern.format(day=said, month=names["months"][int(month) - 1], year=cardinal(year, base))
