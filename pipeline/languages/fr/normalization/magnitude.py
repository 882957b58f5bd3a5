"""French M for millions."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before sums."""
    return [
        rule(
            "millions of", r"(?<=\d)\s?M(?= d(?:e |[’']))", " millions", "3 M d'euros -> 3 millions d'euros"
        ),
    ]
