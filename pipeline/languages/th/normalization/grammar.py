"""Thai: the order in which its classes are said. Numbers are words where they stand, and years are of either era as they are written.

Nothing that is counted changes a number, so counters (คน, ราย, แห่ง) need no rules. Words are not set apart by spaces;
those that are there stay.
"""

import re
from functools import cache

from pipeline.languages.normalization import coordinates, signs
from pipeline.languages.normalization.addresses import addresses
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.th.normalization import (
    abbreviation,
    cardinal,
    citation,
    date,
    measure,
    money,
    symbol,
    telephone,
    time,
    verbatim,
)

one_by_one = cardinal.one_by_one

_FOREIGN = re.compile(
    rf"[^\x00-\x7f{abbreviation.THAI}\u2000-\u206f\u20a0-\u20bf·°±×÷\u2190-\u22ff§«»—…]+",
)


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("th")
    text = signs.tags(addresses(text, table, one_by_one), table)
    if any(map(str.isdecimal, text)):
        text = signs.apply_rules(signs.ungroup(text, ","), _clock())
    text = signs.apply_rules(text, _abbreviations())
    if any(map(str.isdecimal, text)):
        text = signs.apply_rules(text, _numeric())
    text = signs.apply_rules(text, _capitals())
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text.replace("ฯ", ""), table["symbols"], " ")).strip()


def rules() -> list[Rule]:
    """All rules, in the order in which they are applied."""
    return [*_clock(), *_abbreviations(), *_numeric(), *_capitals()]


@cache
def _clock() -> list[Rule]:
    """Before น. is taken for an abbreviation."""
    return [*time.rules()]


@cache
def _abbreviations() -> list[Rule]:
    return [*abbreviation.rules()]


@cache
def _numeric() -> list[Rule]:
    """What has digits."""
    return [
        *coordinates.rules("th"),
        *telephone.rules(),
        *date.rules(),
        *citation.rules(),
        *money.rules(),
        *symbol.rules(),
        *measure.rules(),
        *symbol.products(),
        *cardinal.rules(),
    ]


@cache
def _capitals() -> list[Rule]:
    """What is written in Latin capitals, and signs that no figure stood beside."""
    return [*money.signs(), *verbatim.rules()]
