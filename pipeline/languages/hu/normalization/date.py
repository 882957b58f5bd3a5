"""Hungarian dates, which begin with the year; their days are ordinals with an ending."""

import re

from pipeline.languages.hu.normalization.cardinal import numeral
from pipeline.languages.hu.normalization.ordinal import day
from pipeline.languages.hu.normalization.suffix import WRITTEN, attach, choose
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

YEAR = r"(?<![\d.,-])(1\d{3}|20\d\d)"
DASH = r"\s?[-–—]\s?"
_DAY = r"([12]\d|3[01]|0?[1-9])"
_END = rf"(?:\.|{WRITTEN}|(?![\d.:,-]))"
"""What may stand behind a day: 5., 5-én."""


def rules() -> list[NamedRule]:
    """To be applied first."""
    month = "|".join(table("hu")["months"])
    return [
        rule(
            "a date in digits",
            rf"{YEAR}(?:-(\d\d)-(\d\d)(?![\d-])|\.\s?(\d\d?)\.\s?(\d\d?){_END})",
            _date,
            "2013-10-09 -> kétezer-tizenhárom október kilencedike",
        ),
        rule(
            "a year before its month",
            rf"{YEAR}\.(?= (?:{month}))",
            lambda found: numeral(int(found[1])),
            "2013. október -> kétezer-tizenhárom október",
        ),
        rule(
            "from day to day",
            rf"((?:{month}) ){_DAY}\.?{DASH}{_DAY}(?:\.(?!\d)|{WRITTEN})",
            _days,
            "március 5–10. között -> március ötödikétől tizedikéig között",
        ),
        rule(
            "a day behind its month",
            rf"((?:{month}) ){_DAY}{_END}",
            lambda found: f"{found[1]}{day(int(found[2]), found[3] or '')}{_stop(found)}",
            "március 5-én -> március ötödikén",
        ),
        rule(
            "a day alone",
            rf"(?<![\w.,]){_DAY}-(j?[éá](?:n|ig|re|ra|t[őó]l))(?!\w)",
            lambda found: day(int(found[1]), found[2]),
            "5-én -> ötödikén",
        ),
    ]


def _date(found: re.Match[str]) -> str:
    month, of_month = int(found[2] or found[4]), int(found[3] or found[5])
    if not 1 <= month <= 12 or not 1 <= of_month <= 31:
        return " ".join(numeral(int(part)) for part in (found[1], month, of_month))
    named = table("hu")["months"][month - 1]
    return f"{numeral(int(found[1]))} {named} {day(of_month, found[6] or '')}{_stop(found)}"


def _days(found: re.Match[str]) -> str:
    """március 5–10.: from the one to the other; with an ending, which belongs to both, one beside the other."""
    first, last, ending = int(found[2]), int(found[3]), found[4]
    if ending:
        return f"{found[1]}{day(first)}–{day(last, ending)}"
    begin, end = day(first), day(last)
    return f"{found[1]}{attach(begin, choose(begin, 'tól', 'től'))} {attach(end, 'ig')}{_stop(found)}"


def _stop(found: re.Match[str]) -> str:
    """The full stop of the day where it ends the sentence too."""
    return "." if found.group().endswith(".") and found.end() == len(found.string) else ""
