"""Signs before and between numbers: minus, times."""

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def signed(base: str) -> list[NamedRule]:
    """To be applied when ranges are said."""
    minus = table(base)["minus"]
    return [
        shared_rule(base, "a number below zero", r"(?<![\w)])[-−](?=\d)", f"{minus} ", f"−5 -> {minus} 5"),
    ]


def multiplied(base: str) -> list[NamedRule]:
    """To be applied last of what has two numbers."""
    times = table(base)["times"]
    return [
        shared_rule(
            base, "one number times another", r"(?<=\d)\s?[x×]\s?(?=\d)", f" {times} ", f"3x4 -> 3 {times} 4"
        ),
    ]
