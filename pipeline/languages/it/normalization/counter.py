"""Italian numbers with what they count: uno studente, un'ora."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.romance import agreement
from pipeline.languages.normalization.rules import NamedRule, rule

_UNO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|x|y")
"""Before what Italian says uno in place of un."""


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: uno studente, un'ora."""
    noun = agreement.noun_of(after)
    if digits != "1" or not noun:
        return cardinal(digits, base)
    if agreement.feminine(noun):
        return "un'" if noun[0] in "aeiou" else "una"
    return "uno" if _UNO.match(noun) else "un"


def letters() -> list[NamedRule]:
    """Thousands are one word; to be applied when numbers are said."""
    return [rule("thousands", r" mila\b", "mila", "venti mila -> ventimila")]
