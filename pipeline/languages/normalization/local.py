"""The rules that a language written in letters has of its own: the module `grammar` in its folder, or `plain`."""

from functools import cache
from types import ModuleType

from pipeline.languages import folders
from pipeline.languages.normalization.signs import Rule


@cache
def grammar(base: str) -> ModuleType:
    """A module with `rules(base)` and `letters(base)`, and with `verbalize_count(digits, after, base)`: a number before the noun `after`.

    `rules` are for what has digits and is no plain number, `letters` for Roman numerals and the like; it may have
    `grouped(base)` for what has groups of figures that are no thousands.
    """
    from pipeline.languages.normalization.plain import grammar as plain

    return folders.module(base, "normalization.grammar") or plain


def grouped(base: str) -> list[Rule]:
    """The language's own rules for telephone numbers and the like; most have none."""
    own = grammar(base)
    return list(own.grouped(base)) if hasattr(own, "grouped") else []


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`, as that language has it; `after` is empty where nothing follows."""
    return str(grammar(base).verbalize_count(digits, after, base))
