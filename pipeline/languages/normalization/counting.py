"""Numbers in words for languages written in letters: by num2words (LGPL, no run-time downloads), or by names of our own.

num2words was right in English, German, French, Spanish, Portuguese, Italian and Arabic cardinals; it is
not used for its years (Spanish and French have none of their own, Japanese ones are imperial), its
decimals (a wrong word in Spanish, none in Arabic), its ordinals but English and German ones, nor for
Korean, Chinese and Japanese, where the reading depends on what is counted. It knows no Hindi, Greek or Bulgarian.

A language says in `cardinal.toml` how it counts: `num2words` is that package's name for it, `names` are its own (see
`numerals`). One that needs more has `numeral(number)` in a module `cardinal`.
"""

from functools import lru_cache

from pipeline.languages import folders
from pipeline.languages.normalization import numerals
from pipeline.languages.normalization.tables import table

_LONGEST = 15
"""Digits of a number beyond which it is said digit by digit."""


@lru_cache(4096)
def cardinal(digits: str, base: str) -> str:
    """`digits` as a number; one by one when they begin with a zero or are very many."""
    if not _counts(base):
        return digits
    if (len(digits) > 1 and digits[0] == "0") or len(digits) > _LONGEST:
        return one_by_one(digits, base)
    return _words(int(digits), base, "cardinal")


@lru_cache(4096)
def ordinal(number: int, base: str) -> str:
    """The ordinal number, for a man or in the neuter."""
    return _words(number, base, "ordinal")


@lru_cache(1024)
def year(number: int, base: str) -> str:
    """English and German years by hundreds, those of most other languages as numbers, of some as ordinals."""
    if "years" in table(base):
        return _words(number, base, "year")
    return numerals.agreeing(cardinal(str(number), base), "year", table(base))


def one_by_one(digits: str, base: str) -> str:
    """Digit by digit, as in telephone numbers."""
    return " ".join(cardinal(digit, base) for digit in digits)


def _counts(base: str) -> bool:
    own = folders.module(base, "normalization.cardinal")
    return hasattr(own, "numeral") or bool({"num2words", "names"} & table(base).keys())


def _words(number: int, base: str, form: str) -> str:
    own = folders.module(base, "normalization.cardinal")
    if own and form == "cardinal":
        return str(own.numeral(number))
    if "num2words" not in table(base):
        return numerals.year(number, table(base)) if form == "year" else numerals.numeral(number, table(base))
    from num2words import num2words

    said: str = num2words(number, lang=table(base)["num2words"], to=form)
    return said.replace(",", "")
