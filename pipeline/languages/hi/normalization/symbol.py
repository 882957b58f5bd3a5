"""Signs that compare numbers in Hindi, which are said behind the number."""

from pipeline.languages.normalization.rules import NamedRule, rule

_THAN = {"<": "से कम", ">": "से ज़्यादा", "≤": "से कम या बराबर", "≥": "से ज़्यादा या बराबर"}


def rules() -> list[NamedRule]:
    """To be applied before sums."""
    return [
        rule(
            "less or more than",
            r"(?<![-=<>])([<>≤≥])\s?((?:[$€£₹]\s?)?\d{1,15}(?:[.,]\d{1,9})?(?:\s?%)?)(?!\d+>|[\d.,]*\d)",
            lambda found: f" {found[2]} {_THAN[found[1]]}",
            "x ≤ 5 -> x  5 से कम या बराबर",
        ),
    ]
