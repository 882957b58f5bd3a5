"""Italian: what it has beside the other Romance languages: uno studente, ventimila as one word, times with a point, laws by their year."""

import re
from functools import cache

from pipeline.languages.normalization import romance
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import Rule

_UNO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|x|y")
"""Before what Italian says uno in place of un."""


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: uno studente, un'ora."""
    noun = romance.noun_of(after)
    if digits != "1" or not noun:
        return cardinal(digits, base)
    if romance.feminine(noun):
        return "un'" if noun[0] in "aeiou" else "una"
    return "uno" if _UNO.match(noun) else "un"


@cache
def letters(base: str) -> list[Rule]:
    """What all share, and no space before mila."""
    return [*romance.letters(base), (re.compile(r" mila\b"), "mila")]


@cache
def rules(base: str) -> list[Rule]:
    """Times with a point, laws by their year (law 40 of 1998), an ordinal as typewriters have it (3^ classe); then what all share."""
    time = re.compile(r"(\b(?:alle|dalle|delle|ore|le) )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)")
    law = r"(?:legge|decreto|decreto legislativo|decreto legge|direttiva|regolamento|numero|sentenza)"
    return [
        (time, r"\1\2:\3"),
        (re.compile(rf"(\b{law} \d{{1,4}})/((?:19|20)\d\d)(?!\d)", re.IGNORECASE), r"\1 del \2"),
        (re.compile(r"(?<=\d)\^(?=\s[a-zà]{3})"), "ª"),
        *romance.rules(base),
    ]
