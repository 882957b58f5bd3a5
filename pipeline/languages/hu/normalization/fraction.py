"""Hungarian halves behind a number: 2½, két és fél."""

from pipeline.languages.hu.normalization.cardinal import counted, numeral
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before other fractions."""
    return [
        rule(
            "and a half",
            r"(?<![\d/.,])(\d+) 1/2(?![\d/])",
            lambda found: f"{counted(numeral(int(found[1])))} és fél",
            "2 1/2 -> két és fél",
        ),
    ]
