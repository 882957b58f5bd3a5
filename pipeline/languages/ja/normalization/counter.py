"""Japanese numbers with their counters, as `counters.toml` has them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages import folders
from pipeline.languages.ja.normalization.cardinal import SCALES, counted_by
from pipeline.languages.normalization.rules import NamedRule, rule


def counters() -> Mapping[str, Any]:
    """The rows of the table, by the counter as it is written."""
    return folders.table("ja", "normalization/counters")


@cache
def any_counter() -> str:
    """A pattern for one of them, the longest first; not where the next letters make it a part of another word."""
    rows = counters()
    return "|".join(
        re.escape(name) + (f"(?!{rows[name]['unless']})" if "unless" in rows[name] else "")
        for name in sorted(rows, key=len, reverse=True)
    )


def rules() -> list[NamedRule]:
    """To be applied when ranges, fractions and decimals are said."""
    return [
        rule(
            "a number and its counter",
            rf"(第)?(?<!\d)(\d+)([百千万億兆])?\s?({any_counter()})",
            _count,
            "3本 -> サンボン",
        ),
    ]


def _count(found: re.Match[str]) -> str:
    nth = found[1] or ""
    return nth + counted_by(int(found[2]) * SCALES[found[3] or ""], counters()[found[4]])
