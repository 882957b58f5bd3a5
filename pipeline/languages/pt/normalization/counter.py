"""Portuguese numbers with what they count: duas crianças, duzentas mil pessoas, but dois milhões."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.romance import agreement


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`; millions have a gender of their own."""
    said = cardinal(digits, base)
    if not agreement.feminine(agreement.noun_of(after)):
        return said
    millions, much, rest = said.rpartition("ões" if "ões" in said else "\0")
    agreeing = re.sub(r"(\w)entos\b", r"\1entas", re.sub(r"\bdois\b", "duas", re.sub(r"\bum$", "uma", rest)))
    return millions + much + agreeing
