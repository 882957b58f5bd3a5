"""Italian times with a point."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "a time with a point",
            r"(\b(?:alle|dalle|delle|ore|le) )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)",
            r"\1\2:\3",
            "alle 14.30 -> alle 14:30",
        ),
    ]
