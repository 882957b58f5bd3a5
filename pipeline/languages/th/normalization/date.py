"""Thai dates in figures; with a month's name the numbers are read as they are, in either era."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table
from pipeline.languages.th.normalization.cardinal import numeral


def rules() -> list[NamedRule]:
    """To be applied when telephone numbers are said."""
    return [
        rule(
            "a date with the year first",
            r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])",
            lambda found: _date(found, found[3], found[2], found[1]),
            "2013-10-09 -> เก้า ตุลาคม สองพันสิบสาม",
        ),
        rule(
            "a date with the day first",
            r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])",
            lambda found: _date(found, *found.groups()),
            "9/10/2556 -> เก้า ตุลาคม สองพันห้าร้อยห้าสิบหก",
        ),
    ]


def _date(found: re.Match[str], day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return "ทับ".join(numeral(int(part)) for part in re.findall(r"\d+", found.group()))
    return f"{numeral(int(day))} {table('th')['months'][int(month) - 1]} {numeral(int(year))}"
