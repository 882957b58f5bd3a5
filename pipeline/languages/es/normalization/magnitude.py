"""Spanish M for millions."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before sums."""
    return [
        rule(
            "millions of",
            r"(?<=\d)\s?M(?= de [a-záéíóúñ]+s\b)",
            " millones",
            "3 M de euros -> 3 millones de euros",
        ),
    ]
