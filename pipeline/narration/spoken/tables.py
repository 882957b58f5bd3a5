"""What each language calls the signs on a page: one table a language, `<primary subtag>.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "pt", "zh"})
"""Primary subtags of the languages that have a table."""


@cache
def table(base: str) -> Mapping[str, Any]:
    """The table of the language with the primary subtag `base`, one of `LANGUAGES`."""
    return tomllib.loads((files(__package__) / f"{base}.toml").read_text("utf-8"))
