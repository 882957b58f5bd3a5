"""German ranges: bis between two numbers."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when years are joined."""
    return [
        rule("from number to number", r"(?<=\d)\s?[–—]\s?(?=\d)", " bis ", "5–7 -> 5 bis 7"),
    ]
