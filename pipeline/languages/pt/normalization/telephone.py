"""Brazilian telephones: an area of two digits, and four or five before the last four."""

import re

from pipeline.languages.normalization.counting import one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before ranges."""
    return [
        rule(
            "a telephone behind its area",
            r"(?<![\d.,/-])(\(?\d\d\)?) (9?\d{4})-(\d{4})(?![\d-]|[.,]\d)",
            _groups,
            "11 3333-4444 -> um um, três três três três, quatro quatro quatro quatro",
        ),
        rule(
            "a mobile number",
            r"(?<![\d.,/-])()(9\d{4})-(\d{4})(?![\d-]|[.,]\d)",
            _groups,
            "91234-5678 -> nove um dois três quatro, cinco seis sete oito",
        ),
        rule(
            "a postcode of Brazil",
            r"(?<![\d.,/-])()(\d{5})-(\d{3})(?![\d-]|[.,]\d)",
            _groups,
            "01310-100 -> zero um três um zero, um zero zero",
        ),
    ]


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(re.sub(r"\D", "", group), "pt") for group in found.groups() if group)
