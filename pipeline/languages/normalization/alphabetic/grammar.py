"""Languages written in letters: the order in which their classes are said."""

import re
from functools import cache

from pipeline.languages.language import languages
from pipeline.languages.normalization import coordinates, local, signs
from pipeline.languages.normalization.addresses import addresses
from pipeline.languages.normalization.alphabetic import (
    cardinal,
    citation,
    electronic,
    fraction,
    magnitude,
    measure,
    money,
    range,
    score,
    symbol,
    telephone,
    time,
    verbatim,
    year,
)
from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.scripts import LETTERS

_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)-?(?=[^\W\d_])")
_SLASH = re.compile(r"\s*/+\s*")
"""Between alternatives: HIV/Aids. What is a fraction, a date or an address has none any more."""
_NOT_LATIN = re.compile(r"[^\x00-\u024f\u0300-\u036f\u1e00-\u20cf\u2100-\u2bff\ufb00-\ufb06]+")
_SPOKEN_LETTERS = {"Arab": "\u0600-\u06ff", "Deva": "\u0900-\u097f"}
"""Of scripts whose letters are more than the front ends say."""


def in_words(text: str, base: str) -> str:
    """`text`, cleaned, in the words of the language with the primary subtag `base`."""
    table = table_of(base)
    text = addresses(text, table, lambda digits: one_by_one(digits, base))
    text = signs.expand_abbreviations(text, table["abbreviations"])
    text = signs.tags(text, table)
    if "." in text:
        text = signs.apply_rules(text, _initials(base))
    if any(map(str.isdecimal, text)):
        text = _numbers(text, base)
    if not text.isascii():
        text = signs.romanize(text, _foreign(base))
    text = signs.apply_rules(text, _letters(base))
    text = _SLASH.sub(f"{table.get('comma', ',')} ", text)
    return _tidy(signs.symbols(text, table["symbols"], " "))


def rules(base: str) -> list[Rule]:
    """All rules that a language is said by, in their order, its own among them."""
    return [*_initials(base), *_grouped(base), *_numeric(base), *_plain(base), *_letters(base)]


def _numbers(text: str, base: str) -> str:
    text = signs.apply_rules(text, _grouped(base))
    text = signs.ungroup(text, table_of(base)["thousands"])
    text = signs.apply_rules(text, _numeric(base))
    text = _BESIDE_DIGITS.sub(" ", text)
    return signs.apply_rules(text, _plain(base))


@cache
def _foreign(base: str) -> re.Pattern[str]:
    """What is put into Latin letters: letters of neither these nor the language's own script, and no signs, which have names."""
    script = next(each.script for each in languages().values() if each.base == base)
    if script == "Latn":
        return _NOT_LATIN
    own = _SPOKEN_LETTERS.get(script) or LETTERS.get(script, "")
    return re.compile(rf"[^\x00-\u024f{own}\u2000-\u20cf\u2100-\u2bff]+")


@cache
def _initials(base: str) -> list[Rule]:
    return [*verbatim.initials(base)]


@cache
def _grouped(base: str) -> list[Rule]:
    """While numbers have the signs of their thousands."""
    return [
        *local.grouped(base),
        *electronic.rules(base),
        *telephone.rules(base),
        *magnitude.rules(base),
        *year.rules(base),
    ]


@cache
def _numeric(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    amount = rf"\d+(?:{re.escape(table_of(base)['decimal'])}\d+)?"
    return [
        *symbol.calculated(base),
        *money.written_alike(base),
        *citation.verses(base),
        *coordinates.rules(base),
        *citation.parts(base),
        *local.grammar(base).rules(base),
        *time.rules(base),
        *range.rules(base),
        *symbol.compared(base),
        *money.rules(base, amount),
        *measure.rules(base, amount),
        *fraction.rules(base),
        *symbol.powers(base),
        *symbol.signed(base),
        *score.rules(base),
        *symbol.multiplied(base),
    ]


@cache
def _plain(base: str) -> list[Rule]:
    return [*cardinal.rules(base)]


@cache
def _letters(base: str) -> list[Rule]:
    """Roman numerals and the like, which have no digits, and what is left in capitals."""
    return [*local.grammar(base).letters(base), *verbatim.capitals(base)]


def _tidy(text: str) -> str:
    return re.sub(r"(?<=\w) (?=[,.;:!?](?:\s|$))", "", " ".join(text.replace("·", " ").split()))
