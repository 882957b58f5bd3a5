"""Japanese: numbers with their counters in katakana, as sounds change where they meet: 3本 -> サンボン.

Katakana, because the front end takes は and へ in hiragana for particles. Own rules: num2words gives
imperial years and no counters.
"""

import re
from functools import cache

from pipeline.languages.ja.normalization import (
    cardinal,
    citation,
    counter,
    date,
    decimal,
    fraction,
    kanji,
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
from pipeline.languages.normalization import coordinates, signs
from pipeline.languages.normalization.addresses import addresses
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of

_FOREIGN = re.compile(
    r"[^\x00-\x7f㐀-鿿\uf900-\ufaff々〇〆ヶぁ-ヿ\u2000-\u206f\u20a0-\u20bf\u3000-\u303f\uff00-\uff9f·°±×÷\u2190-\u22ff§«»—…℃〒㎞㎏㎡]+"
)


def in_words(text: str, tag: str) -> str:
    """`text`, cleaned, in words."""
    table = table_of("ja")
    text = signs.apply_rules(signs.tags(addresses(text, table, one_by_one), table), letters())
    if any(map(str.isdecimal, text)):
        text = signs.ungroup(re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text), ",")
        text = signs.apply_rules(text, rules())
    text = verbatim.spell(kanji.COUNTED.sub(_in_kanji, text))
    if not text.isascii():
        text = signs.romanize(text, _FOREIGN)
    return re.sub(r"\s+", " ", signs.symbols(text, table["symbols"], "")).strip()


def one_by_one(digits: str) -> str:
    """Digit by digit."""
    return cardinal.one_by_one(digits)


@cache
def letters() -> list[Rule]:
    """What is said otherwise though it has no digit."""
    return [*range.letters(), *symbol.equations(), *verbatim.numerals()]


@cache
def rules() -> list[Rule]:
    """What has digits, in the order in which it is said: what could be taken for something else first."""
    return [*_named(), *_summed(), *_compared(), *_counted()]


def _named() -> list[Rule]:
    return [
        *symbol.colons(),
        *cardinal.differences(),
        *telephone.machines(),
        *citation.rules(),
        *date.events(),
        *time.durations(),
        *coordinates.rules("ja"),
        *symbol.spaces(),
    ]


def _summed() -> list[Rule]:
    return [
        *measure.rates(),
        *score.words(),
        *fraction.words(),
        *telephone.rules(),
        *date.rules(),
        *time.rules(),
        *magnitude.rules(),
        *money.rules(),
    ]


def _compared() -> list[Rule]:
    return [*range.rules(), *score.rules(), *fraction.rules(), *cardinal.minus()]


def _counted() -> list[Rule]:
    return [
        *measure.rules(),
        *decimal.rules(),
        *date.firsts(),
        *counter.rules(),
        *cardinal.scaled(),
        *verbatim.designations(),
        *cardinal.rules(),
    ]


def _in_kanji(found: re.Match[str]) -> str:
    before = signs.before(found)
    if found.group() == "一日" and before.endswith("月"):
        return "ツイタチ"
    if kanji.is_word(found.group()):
        return found.group()
    apart = " " * bool(kanji.KATAKANA.match(before[-1:]))  # else it would become a part of the word before
    return apart + cardinal.counted_by(kanji.value(found[1]), counter.counters()[found[2]])
