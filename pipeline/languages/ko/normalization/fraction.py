"""Korean fractions, the part behind the whole."""

from pipeline.languages.ko.normalization import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule


def quarters() -> list[NamedRule]:
    """Quarters of a year, which are no fractions."""
    return [
        rule(
            "a quarter of the year",
            r"(?<!\d)([1-4])/4(?=분기)",
            lambda found: f"{cardinal.sino(int(found[1]))}사",
            "2/4분기 -> 이사분기",
        ),
    ]


def mixed() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule(
            "a whole and a fraction",
            r"(?<![\d/])(\d+) (\d{1,2}/\d{1,2})(?![\d/])",
            r"\1과 \2",
            "14 1/2 -> 14과 1/2",
        ),
    ]


def rules() -> list[NamedRule]:
    """What is still written with a stroke."""
    return [
        rule(
            "a root over a number",
            r"√(\d{1,4})/(\d{1,4})(?![\d/])",
            r" \2분의 루트 \1",
            "√1/2 ->  2분의 루트 1",
        ),
        rule(
            "a number over a root",
            r"(?<![\d/])(\d{1,4})/√(\d{1,4})(?!\d)",
            r" 루트 \2분의 \1",
            "1/√3 ->  루트 3분의 1",
        ),
        rule("a fraction", r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])", r"\2분의 \1", "1/2 -> 2분의 1"),
    ]
