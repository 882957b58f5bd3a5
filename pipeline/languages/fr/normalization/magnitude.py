"""French M for millions."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before sums."""
    return [
        rule("euros behind an apostrophe", r"(?<=\bd['’]) ?€", "euros", "1 million d'€ -> 1 million d'euros"),
        rule(
            "millions of", r"(?<=\d)\s?M(?= d(?:e |[’']))", " millions", "3 M d'euros -> 3 millions d'euros"
        ),
    ]
