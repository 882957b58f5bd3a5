"""Arabic numbers: as num2words has them, with the conjunction on the word it joins, and their signs of decimals and thousands."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule


def numeral(number: int) -> str:
    """125 is مائة وخمسة وعشرون."""
    from num2words import num2words

    said: str = num2words(number, lang="ar", to="cardinal")
    return said.replace(" و ", " و").strip()


def separators() -> list[NamedRule]:
    """To be applied before all other rules for digits."""
    return [
        rule("an Arabic decimal", r"(?<=\d)٫(?=\d)", ".", "3٫5 -> 3.5"),
        rule("a decimal without its zero", r"(?<![\w.,])\.(?=\d+(?![\d.]))", "0.", ".5 -> 0.5"),
        rule("Arabic thousands", r"(?<=\d)٬(?=\d)", "", "12٬500 -> 12500"),
        rule("thousands with an Arabic comma", r"(?<=\d)،(?=\d{3}(?!\d))", "", "12،500 -> 12500"),
    ]


def millions() -> list[NamedRule]:
    """To be applied before versions."""
    return [
        rule(
            "millions with full stops",
            r"(?<![\d.])\d{1,3}(?:\.\d{3}){2}(?!\.?\d)",
            _without_stops,
            "1.500.000 -> 1500000",
        ),
    ]


def thousands() -> list[NamedRule]:
    """To be applied when versions are said."""
    return [
        rule(
            "thousands with a full stop",
            r"(?<![\d.,])\d{1,3}\.000(?!\d|[.,]\d)",
            _without_stops,
            "15.000 -> 15000",
        ),
        rule(
            "thousands with a full stop before a decimal comma",
            r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?=,\d{1,2}(?!\d))",
            _without_stops,
            "1.234,50 -> 1234,50",
        ),
    ]


def decimals() -> list[NamedRule]:
    """To be applied when laws are numbered."""
    return [
        rule(
            "a decimal with an Arabic comma",
            r"(?<=\d)،(?=\d{1,2} (?:ألف|مليون|مليار|تريليون|في المئة|في المائة))",
            ".",
            "3،5 مليون -> 3.5 مليون",
        ),
    ]


def _without_stops(found: re.Match[str]) -> str:
    return found.group().replace(".", "")
