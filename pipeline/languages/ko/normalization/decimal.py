"""Korean decimals that leave out their zero; those with one are read with what they count."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when versions are known."""
    return [
        rule("a decimal without its zero", r"(?<![\w.)\]])\.(?=\d)", "0.", ".5 -> 0.5"),
    ]
