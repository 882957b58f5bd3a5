"""Sums that are written out in digits."""

from pipeline.languages.normalization.rules import NamedRule, rule


def difference(minus: str) -> NamedRule:
    """The rule of a language that says `minus` between two numbers. To be applied before ranges and scores, which have a dash
    too; a source behind a full-width equals sign (1-0＝写真) makes no sum of a score."""
    dash = r"(?<=\d)\s?[-−–]\s?(?=\d+(?:\.\d+)?\s?=\s?[\d(xy?？])"
    return rule("a difference", dash, minus, f"5-3=2 -> 5{minus}3=2")
