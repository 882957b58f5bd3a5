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
            "a telephone with spaces behind its area",
            r"(?<![\w.,/+-])(?<!\d )\(?[1-9]\d\)? (?!20)[2-5]\d{3} \d{4}(?![\w-]|[.,]\d| \d)",
            _spaced,
            "11 3333 4444 -> um um, três três três três, quatro quatro quatro quatro",
        ),
        rule(
            "a mobile number with a point behind its first digit",
            r"(?<![\w.,/+-])\(\d\d\) 9\.\d{4}-\d{4}(?![\d-]|[.,]\d)",
            _spaced,
            "(11) 9.8888-1234 -> um um, nove, oito oito oito oito, um dois três quatro",
        ),
        rule(
            "a mobile number in one",
            r"(?<![\w.,/+$€-])(?<!\$ )([1-9]\d)(9\d{4})(\d{4})(?![\w-]|[.,]\d| [a-zà-ÿ]| ?[%€])",
            _groups,
            "11988881234 -> um um, nove oito oito oito oito, um dois três quatro",
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


def _spaced(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(group, "pt") for group in re.findall(r"\d+", found.group()))


def _groups(found: re.Match[str]) -> str:
    return ", ".join(one_by_one(re.sub(r"\D", "", group), "pt") for group in found.groups() if group)
