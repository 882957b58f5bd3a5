"""Numbers before a noun, in its gender as far as its ending shows it."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.numerals import agreeing
from pipeline.languages.normalization.tables import table


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, in its gender as far as the noun's ending shows it."""
    names = table(base)
    said = cardinal(digits, base)
    if not after or after.lower() in names.get("uncounted", ()):
        return said
    return agreeing(said, gender_of(after.lower(), base), names)


def gender_of(noun: str, base: str) -> str:
    """By the patterns in the table's `nouns`; what it says of all others where none fits."""
    for gender, pattern in table(base).get("nouns", {}).items():
        if re.fullmatch(pattern, noun):
            return str(gender)
    return str(table(base).get("gender", ""))
