"""From … to, between two numbers; and the numbers of a score."""

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied when dates and times are said, before sums."""
    between = table(base)["range"]
    return [
        shared_rule(
            base,
            "from one number to another",
            r"(?<=\d)\s?[-–—]\s?(?=\d)",
            f" {between} ",
            f"5–7 -> 5 {between} 7",
        ),
    ]
