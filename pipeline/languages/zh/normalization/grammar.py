"""Chinese: 两 and 二, years and telephone numbers digit by digit, ranges, scores, percent before the number.

Traditional text becomes simplified first, by OpenCC, for the front end knows no other. Own rules: cn2an,
by which the front end reads digits that are left, reads every 2 as 二 and knows neither years nor scores. Latin words stay, for the
front end says them in English.
"""

import re
from functools import cache
from typing import Any

from pipeline.languages.language import find
from pipeline.languages.normalization import coordinates, signs
from pipeline.languages.normalization.addresses import addresses
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of
from pipeline.languages.zh.normalization import (
    cardinal,
    citation,
    date,
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
)

_HAN = "一-龥"
_FOREIGN = re.compile(
    r"[^\x00-\x7f㐀-鿿\uf900-\ufaff〇\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uff65·°±×÷\u2190-\u22ff§«»—…℃℉㎡㎞㎏]+"
)


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words and simplified characters."""
    table = table_of("zh")
    if find(tag).script == "Hant":
        text = _simplifier().convert(text)
    if "#" in text:
        text = re.sub(r"#([^#\s]+)#", r"\1", text)  # 微博 closes its tags
    text = signs.apply_rules(signs.tags(addresses(text, table, one_by_one), table), letters())
    text = re.sub(rf"(?<={table['hashtag']})\s(?=[{_HAN}])", "", text)
    if any(map(str.isdecimal, text)):
        text = signs.ungroup(re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text), ",")
        text = signs.apply_rules(text, rules())
    text = re.sub(r"(?<![A-Za-z])((?:[A-Z]\.\s?){2,})", lambda found: found[1].replace(".", " "), text)
    text = re.sub(r"(?<![A-Za-z])([A-Z])\.(?=\s?[A-Z][a-z])", r"\1 ", text)
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text, table["symbols"], "")).strip()


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return cardinal.one_by_one(digits)


@cache
def letters() -> list[Rule]:
    """What is said otherwise though it has no digit."""
    return [*range.letters(), *verbatim.numerals()]


@cache
def rules() -> list[Rule]:
    """What has digits, in the order in which it is said: what could be taken for something else first."""
    return [*_named(), *_summed(), *_compared(), *_counted()]


def _named() -> list[Rule]:
    return [
        *symbol.colons(),
        *cardinal.differences(),
        *verbatim.names(),
        *citation.rules(),
        *date.events(),
        *coordinates.rules("zh"),
        *fraction.mixed(),
        *telephone.rules(),
        *date.rules(),
    ]


def _summed() -> list[Rule]:
    return [*measure.rates(), *magnitude.rules(), *money.rules(), *symbol.spaces()]


def _compared() -> list[Rule]:
    return [
        *time.rules(),
        *verbatim.models(),
        *date.days(),
        *citation.roads(),
        *telephone.hotlines(),
        *range.rules(),
        *score.rules(),
    ]


def _counted() -> list[Rule]:
    return [
        *measure.below_zero(),
        *cardinal.minus(),
        *fraction.rules(),
        *cardinal.powers(),
        *measure.rules(),
        *cardinal.more(),
        *verbatim.designations(),
        *date.years(),
        *cardinal.rules(),
    ]


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
