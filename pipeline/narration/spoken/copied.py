"""Sums as English papers write them, which machine translation copies: $1.2bn, £950m -> 1200 millones, 950 Mio."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pipeline.narration.spoken.signs import Rule
from pipeline.narration.spoken.tables import table as table_of

_NAMES = {"k": "k", "K": "k", "m": "m", "mn": "m", "M": "m", "bn": "bn", "B": "bn", "tn": "tn", "T": "tn"}


@cache
def rules(base: str) -> list[Rule]:
    """The amount in the language's own figures and scale; none where its table has no `english_scales`."""
    table = table_of(base)
    if "english_scales" not in table:
        return []
    sign = "|".join(re.escape(name) for name in sorted(table["currencies"], key=len, reverse=True))
    name = "|".join(sorted(_NAMES, key=len, reverse=True))
    amount = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?"
    written = re.compile(rf"(?<![A-Za-z])({sign})\s?({amount})\s?({name})(?![\w.]\w|\w)")
    return [(written, lambda found: f"{found[1]}{_amount(found[2], _NAMES[found[3]], table)}")]


def _amount(written: str, scale: str, table: Mapping[str, Any]) -> str:
    scales, amount = table["english_scales"], Decimal(written.replace(",", ""))
    large = f"{scale}_from_hundred"  # 950m is 95 crore
    times, one, many = scales[large if large in scales and amount >= 100 else scale]
    value = amount * Decimal(times)
    figures = f"{value.normalize():f}".replace(".", table["decimal"])
    alone = value < 2 if table.get("singular_below_two") else value == 1
    return f"{figures} {one if alone else many}"
