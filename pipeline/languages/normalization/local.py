"""The rules that a language written in letters has of its own: the module `grammar` in its folder, or `plain`."""

from functools import cache
from types import ModuleType

from pipeline.languages import folders


@cache
def grammar(base: str) -> ModuleType:
    """A module with `rules(base)` and `letters(base)`, and with `verbalize_count(digits, after, base)`: a number before the noun `after`.

    `rules` are for what has digits and is no plain number, `letters` for Roman numerals and the like.
    """
    from pipeline.languages.normalization.plain import grammar as plain

    return folders.module(base, "normalization.grammar") or plain


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, as that language has it; `after` is empty where nothing follows."""
    return str(grammar(base).verbalize_count(digits, after, base))
