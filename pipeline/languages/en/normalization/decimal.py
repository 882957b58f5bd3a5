"""English decimals that leave out their zero."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when cents and versions are known."""
    return [
        rule("a decimal without its zero", r"(?<![\w.])\.(?=\d)", "0.", ".5 -> 0.5"),
    ]
