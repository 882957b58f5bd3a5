"""Portuguese: numbers that agree with a noun; the rest as in the other Romance languages."""

import re

from pipeline.languages.normalization import romance
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.romance import letters, rules

__all__ = ["letters", "rules", "verbalize_count"]


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: duas crianças, duzentas mil pessoas, but dois milhões."""
    said = cardinal(digits, base)
    if not romance.feminine(romance.noun_of(after)):
        return said
    millions, much, rest = said.rpartition("ões" if "ões" in said else "\0")
    agreeing = re.sub(r"(\w)entos\b", r"\1entas", re.sub(r"\bdois\b", "duas", re.sub(r"\bum$", "uma", rest)))
    return millions + much + agreeing
