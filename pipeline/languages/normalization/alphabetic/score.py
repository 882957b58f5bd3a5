"""Goals and votes with a colon between them, and what else has one."""

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied when times are said."""
    to = table(base).get("score", table(base)["range"])
    return [
        shared_rule(base, "a score", r"(?<=\d)\s?:\s?(?=\d(?!\d))", f" {to} ", f"3:1 -> 3 {to} 1"),
        shared_rule(base, "two numbers with a colon", r"(?<=\d)\s?:\s?(?=\d)", " ", "25:75 -> 25 75"),
    ]
