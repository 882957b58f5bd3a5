"""Numbers and sums as English papers write them, which machine translation copies: $1.2bn, £950m, $45,000 -> 1200 millones, 950 Mio., 45000."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.languages.normalization import currencies
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.scales import POWERS, shift
from pipeline.languages.normalization.tables import table

_NAMES = ("k", "K", "mn", "m", "M", "bn", "B", "tn", "T")
_ROWS = {3: "k", 6: "m", 9: "bn", 12: "tn"}
"""The row of a table for each power of ten."""


def rules(base: str) -> list[NamedRule]:
    """The amount in the language's own figures and scale; no scale where its table has no `english_scales`."""
    names = table(base)
    figures = [_figures(base)] if names["decimal"] == "," else []
    if "english_scales" not in names:
        return figures
    sign = currencies.pattern(base)
    return [*figures, *(_thousands(base, sign) if figures else []), _scaled(base, sign)]


def _figures(base: str) -> NamedRule:
    """Numbers that can be read in no other way: with two commas and more, or with a comma and a point behind it."""
    return shared_rule(
        base,
        "a number with English signs",
        r"(?<![\d.,])(\d{1,3}(?:(?:,\d{3})+(?=\.\d)|(?:,\d{3}){2,}))(?:\.(\d+))?(?![.,]?\d)",
        lambda found: found[1].replace(",", "") + (f",{found[2]}" if found[2] else ""),
        "1,234.56 -> 1234,56",
    )


def _thousands(base: str, sign: str) -> list[NamedRule]:
    scale = "|".join(map(re.escape, table(base)["scales"]))
    return [
        shared_rule(
            base,
            "an English sum with commas",
            rf"(?<![A-Za-z])({sign})\s?(\d{{1,3}}(?:,\d{{3}})+)(?![\d.,]*\d|\s?(?:{scale}))",
            lambda found: found[1] + found[2].replace(",", ""),
            "$45,000 -> $45000",
        )
    ]


def _scaled(base: str, sign: str) -> NamedRule:
    amount = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?"
    return shared_rule(
        base,
        "an English sum with its scale",
        rf"(?<![A-Za-z])({sign})\s?({amount})\s?({'|'.join(_NAMES)})(?![\w.]\w|\w)",
        lambda found: f"{found[1]}{_amount(found[2].replace(',', ''), _ROWS[POWERS[found[3]]], table(base))}",
        es="$1.2bn -> $1200 millones",
        fr="£950m -> £950 millions",
        hi="$950m -> $95 करोड़",
    )


def _amount(written: str, row: str, names: Mapping[str, Any]) -> str:
    scales = names["english_scales"]
    large = f"{row}_from_hundred"  # 950m is 95 crore
    power, one, many = scales[large if large in scales and len(written.partition(".")[0]) > 2 else row]
    figures = shift(written, power)
    alone = figures.partition(".")[0] in "01" if names.get("singular_below_two") else figures == "1"
    return f"{figures.replace('.', names['decimal'])} {one if alone else many}"
