"""Thai times of day: 14.30 น., and 14:30 without."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.th.normalization.cardinal import numeral

_HOUR, _MINUTES, _MARK = r"([01]?\d|2[0-4])", r"([0-5]\d)", r"\s?(?:น\.|นาฬิกา)"


def rules() -> list[NamedRule]:
    """To be applied first."""
    return [
        rule(
            "from time to time",
            rf"(?<![\d.:]){_HOUR}[.:]{_MINUTES}\s?(?:[-–—]|ถึง)\s?(?={_HOUR}[.:]{_MINUTES}(?:{_MARK}|(?<=:\d\d)))",
            lambda found: f"{_time(found)}ถึง",
            "09.00-10.30 น. -> เก้านาฬิกาถึง10.30 น.",
        ),
        rule(
            "a time of day",
            rf"(?<![\d.:])(?:{_HOUR}\.{_MINUTES}{_MARK}|{_HOUR}:{_MINUTES}(?![\d:])(?:{_MARK})?)",
            _time,
            "14.30 น. -> สิบสี่นาฬิกาสามสิบนาที",
        ),
        rule(
            "a full hour",
            rf"(?<![\d.:]){_HOUR}{_MARK}",
            lambda found: f"{numeral(int(found[1]))}นาฬิกา",
            "8 น. -> แปดนาฬิกา",
        ),
    ]


def _time(found: re.Match[str]) -> str:
    hour, minutes = [int(part) for part in found.groups() if part][:2]
    return f"{numeral(hour)}นาฬิกา" + (f"{numeral(minutes)}นาที" if minutes else "")
