"""What a language calls the signs on a page: tables by semiotic class, with the same names in every language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
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
    """All that the language with the primary subtag `base` says in its tables, by key, and its tag as `language`; empty without any table.

    What it does not say comes from CLDR (signs of decimals and thousands) and from `any.toml`."""
    own: dict[str, Any] = {}
    for name in CLASSES:
        own.update(folders.table(base, f"normalization/{name}"))
    return {**_shared_tables(), **own, **_separators(base, own), "language": base} if own else {}


def _separators(base: str, own: Mapping[str, Any]) -> Mapping[str, str]:
    if own.keys() >= {"decimal", "thousands"}:
        return {}
    from pipeline.languages import cldr

    decimal, thousands = cldr.separators(base)
    return {"decimal": own.get("decimal", decimal), "thousands": own.get("thousands", thousands)}


@cache
def _shared_tables() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "any.toml").read_text("utf-8"))
