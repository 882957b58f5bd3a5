"""Korean: native and Sino-Korean numbers by what they count, dates, particles by the sound before them.

Own rules: num2words gives one reading of a number only, and no library that is kept tells counters apart.
Words in small Latin letters stay, for the front end says them in English.
"""

from functools import cache

from pipeline.languages.ko.normalization import (
    cardinal,
    citation,
    counter,
    date,
    decimal,
    fraction,
    hanja,
    magnitude,
    measure,
    money,
    particles,
    range,
    score,
    symbol,
    telephone,
    time,
    verbatim,
)
from pipeline.languages.ko.normalization.verbatim import letters
from pipeline.languages.normalization import coordinates, signs
from pipeline.languages.normalization.addresses import addresses
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of

_SIGNS = set("=≠≤≥<>±×÷^")


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("ko")
    text = signs.tags(addresses(particles.mark_particles(text), table, one_by_one), table)
    text = signs.apply_rules(text, range.letters())
    text = signs.ungroup(text, ",")
    text = measure.bare_units(signs.expand_abbreviations(text, table["abbreviations"]))
    if not text.isascii():
        text = hanja.respell(text)
    if _SIGNS & set(text):
        text = signs.apply_rules(text, equations())
    if any(map(str.isdecimal, text)):
        text = signs.apply_rules(text, rules())
    if any("A" <= letter <= "Z" for letter in text):
        text = signs.apply_rules(text, letters())
    text = particles.chosen(signs.symbols(text, table["symbols"], " "))
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".")


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return cardinal.one_by_one(digits)


@cache
def equations() -> list[Rule]:
    """Where there is a sign of arithmetic: differences first, whose dash is no sign of a range."""
    return [*cardinal.differences(), *symbol.rules()]


@cache
def rules() -> list[Rule]:
    """What has digits, in the order in which it is said: what could be taken for something else first."""
    return [*_named(), *_numbered(), *_compared(), *_counted()]


def _named() -> list[Rule]:
    return [*verbatim.names(), *telephone.rules(), *date.rules(), *citation.rules(), *decimal.rules()]


def _numbered() -> list[Rule]:
    return [
        *cardinal.powers(),
        *measure.speeds(),
        *time.hundredths(),
        *fraction.quarters(),
        *date.seasons(),
        *coordinates.rules("ko"),
        *magnitude.rules(),
        *money.rules(),
        *fraction.mixed(),
        *measure.degrees(),
        *date.commemorations(),
        *time.rules(),
    ]


def _compared() -> list[Rule]:
    return [
        *score.rules(),
        *range.rules(),
        *score.dashes(),
        *time.always(),
        *fraction.rules(),
        *date.day_names(),
    ]


def _counted() -> list[Rule]:
    return [*measure.below_zero(), *cardinal.minus(), *measure.rules(), *cardinal.rules(), *counter.rules()]
