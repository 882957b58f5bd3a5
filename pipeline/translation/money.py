"""Sums of money in words: models write euros for £ sooner than for pounds, and drop what bn says.

By `money.toml` in the language's folder: `[money]` by sign, `[scales]` by what stands behind a figure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.languages import folders


@dataclass(frozen=True, slots=True)
class _Words:
    money: Mapping[str, tuple[str, str]]
    """By sign: one, several."""
    scales: Mapping[str, str]
    """By what stands behind a figure."""
    pattern: re.Pattern[str]


def in_words(text: str, base: str) -> str:
    """`text` with its sums in words, as 2.8 billion pounds for £2.8bn; as it is in a language without a table.

    `base` is the language's primary subtag.
    """
    words = _words(base)
    return words.pattern.sub(lambda match: _say(match, words), text) if words else text


def _say(match: re.Match[str], words: _Words) -> str:
    one, several = words.money[match["sign"]]
    scale = words.scales.get(match["scale"] or "", "")
    single = match["figure"] == "1" and not scale
    return " ".join(filter(None, (match["figure"], scale, one if single else several)))


@cache
def _words(base: str) -> _Words | None:
    row = folders.table(base, "money")
    return _read(row) if row else None


def _read(row: Mapping[str, Mapping[str, object]]) -> _Words:
    money = {
        sign: (str(each[0]), str(each[1])) for sign, each in row["money"].items() if isinstance(each, list)
    }
    scales = {short: str(word) for short, word in row["scales"].items()}
    signs, shorts = (
        "|".join(re.escape(each) for each in sorted(table, key=len, reverse=True))
        for table in (money, scales)
    )
    # Neither another country's dollars, as A$, nor one end of a span, as £5-10m.
    pattern = rf"(?<![\w$])(?P<sign>{signs})\s?(?P<figure>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>{shorts}))?(?![\w.,]*\d|\w|\s?[-–]\s?[£€$¥₩]?\d)"
    return _Words(money, scales, re.compile(pattern))
