"""What a language calls the signs on a page: tables by semiotic class, with the same names in every language."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pipeline.languages import folders

CLASSES = (
    "cardinal", "ordinal", "date", "time", "money", "measure", "fraction", "telephone", "electronic", "symbol",
    "abbreviation", "verbatim", "citation",
)  # fmt: skip
"""The files a language may have in `normalization/`: `money.toml`. Abbreviations are written out; verbatim is what is
said by its letters, or as a word all the same (Unesco, A4); citations are books, articles and their parts."""


@cache
def table(base: str) -> Mapping[str, Any]:
    """All that the language with the primary subtag `base` says in its tables, by key, and its tag as `language`; empty without any."""
    merged: dict[str, Any] = {}
    for name in CLASSES:
        merged.update(folders.table(base, f"normalization/{name}"))
    return {**merged, "language": base} if merged else {}
