"""Sums as English papers write them, which machine translation copies: $1.2bn, £950m, $45,000 -> 1200 millones, 950 Mio., 45000."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages.normalization.scales import POWERS, shift
from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table as table_of

_NAMES = ("k", "K", "mn", "m", "M", "bn", "B", "tn", "T")
_ROWS = {3: "k", 6: "m", 9: "bn", 12: "tn"}
"""The row of a table for each power of ten."""


@cache
def rules(base: str) -> list[Rule]:
    """The amount in the language's own figures and scale; none where its table has no `english_scales`."""
    table = table_of(base)
    if "english_scales" not in table:
        return []
    sign = "|".join(re.escape(name) for name in sorted(table["currencies"], key=len, reverse=True))
    name = "|".join(_NAMES)
    amount = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?"
    written = re.compile(rf"(?<![A-Za-z])({sign})\s?({amount})\s?({name})(?![\w.]\w|\w)")
    scale = "|".join(map(re.escape, table["scales"]))
    thousands = re.compile(rf"(?<![A-Za-z])({sign})\s?(\d{{1,3}}(?:,\d{{3}})+)(?![\d.,]*\d|\s?(?:{scale}))")
    return [
        *(
            [(thousands, lambda found: found[1] + found[2].replace(",", ""))]
            if table["decimal"] == ","
            else []
        ),
        (
            written,
            lambda found: f"{found[1]}{_amount(found[2].replace(',', ''), _ROWS[POWERS[found[3]]], table)}",
        ),
    ]


def _amount(written: str, row: str, table: Mapping[str, Any]) -> str:
    scales = table["english_scales"]
    large = f"{row}_from_hundred"  # 950m is 95 crore
    power, one, many = scales[large if large in scales and len(written.partition(".")[0]) > 2 else row]
    figures = shift(written, power)
    alone = figures.partition(".")[0] in "01" if table.get("singular_below_two") else figures == "1"
    return f"{figures.replace('.', table['decimal'])} {one if alone else many}"
