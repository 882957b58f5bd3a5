"""Italian numbers with what they count: uno studente, un'ora."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.romance import agreement
from pipeline.languages.normalization.rules import NamedRule, rule

_UNO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|x|y")
"""Before what Italian says uno in place of un."""

_COUNTED = 15
"""Digits beyond which a number is said digit by digit."""


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: uno studente, un'ora."""
    noun = agreement.noun_of(after)
    if digits != "1" or not noun:
        return _accented(_counted(digits, base))
    if agreement.feminine(noun):
        return "un'" if noun[0] in "aeiou" else "una"
    return "uno" if _UNO.match(noun) else "un"


def _counted(digits: str, base: str) -> str:
    """A thousand milliards, as papers say, and not a billion of the long scale."""
    number = int(digits)
    if len(digits) > _COUNTED or number < 10**12 or number % 10**9:
        return cardinal(digits, base)
    return f"{cardinal(str(number // 10**9), base)} miliardi"


def _accented(said: str) -> str:
    """ventitré, centotré: at the end of a longer number three is stressed."""
    return re.sub(r"(?<=\w)tre\b", "tré", said)


def letters() -> list[NamedRule]:
    """Thousands are one word; to be applied when numbers are said."""
    return [rule("thousands", r" mila\b", "mila", "venti mila -> ventimila")]
