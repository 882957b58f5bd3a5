"""Rules with a name and an example, as every language's files by semiotic class list them: `date.py`, `money.py`."""

import re
from collections.abc import Callable
from typing import NamedTuple

Replacement = str | Callable[[re.Match[str]], str]
"""What to say for what was found."""


class NamedRule(NamedTuple):
    """One way of writing, and what is said for it."""

    pattern: re.Pattern[str]
    replacement: Replacement
    name: str
    """What is written so."""
    example: str
    """`2/4분기 -> 이사분기`: what the rule by itself makes of a text; empty where a shared rule shows it in other languages."""

    def shown(self) -> tuple[str, str]:
        """The example as it is written, and after the rule."""
        written, _, said = self.example.partition(" -> ")
        return written, said


def rule(name: str, pattern: str, replacement: Replacement, example: str, flags: int = 0) -> NamedRule:
    """A rule by the source of its pattern."""
    return NamedRule(re.compile(pattern, flags), replacement, name, example)


def shared_rule(
    base: str,
    name: str,
    pattern: str,
    replacement: Replacement,
    example: str = "",
    flags: int = 0,
    **examples: str,
) -> NamedRule:
    """A rule of several languages, for the one with the primary subtag `base`.

    Its example is the one in that language, by keyword, or else `example`, which holds in all of them.
    """
    return rule(name, pattern, replacement, examples.get(base, example), flags)
