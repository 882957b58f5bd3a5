"""Chinese characters: Simplified ones as Taiwan writes them, the reverse, and which of them make a word."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

CONFIGURATION = "s2twp"
"""OpenCC's characters and common phrases of Taiwan."""


def traditional(words: str) -> str:
    """Simplified `words` in Taiwan's characters."""
    return str(_converter(CONFIGURATION).convert(words))


def simplify(words: str) -> str:
    """Traditional `words` in Simplified characters; their number may change."""
    return str(_converter("t2s").convert(words))


def converter_version() -> str:
    """The version of what converts."""
    return version("opencc")


def is_word(letters: str) -> bool:
    """Whether Simplified `letters` are a word of jieba's list."""
    return f" {letters} " in _words().get(letters[:1], "")


@cache
def _words() -> Mapping[str, str]:
    """The words by their first character, with a space around each.

    jieba's own table of them takes over a second and 60 MB; this one a fifth of a second and 5 MB.
    """
    package = find_spec("jieba")
    folders = package.submodule_search_locations if package else None
    by_first: dict[str, list[str]] = {}
    for folder in folders or ():
        for line in (Path(folder) / "dict.txt").read_text("utf-8").splitlines():
            by_first.setdefault(line[:1], []).append(line.partition(" ")[0])
    return {first: f" {' '.join(words)} " for first, words in by_first.items()}


@cache
def _converter(configuration: str) -> Any:
    import opencc

    return opencc.OpenCC(configuration)
