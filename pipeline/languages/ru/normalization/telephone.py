"""Russian telephone numbers, by groups: восемь, восемьсот, пятьсот пятьдесят пять, тридцать пять, тридцать пять."""

from pipeline.languages.normalization.counting import cardinal, one_by_one
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied while numbers have the signs between their groups."""
    return [
        rule(
            "a Russian telephone number",
            r"(?<![\w.,+-])(\+7|8)[\s-]?\(?(\d{3})\)?[\s-]?(\d{3})[\s-]?(\d\d)[\s-]?(\d\d)(?![\d-]|[.,]\d)",
            lambda found: ("плюс " if found[1][0] == "+" else "") + ", ".join(map(_group, found.groups())),
            "+7 495 123-45-07 -> плюс семь, четыреста девяносто пять, сто двадцать три, сорок пять, ноль семь",
        ),
    ]


def _group(written: str) -> str:
    """As a number; with its zeros where it begins with one."""
    digits = written.lstrip("+")
    return one_by_one(digits, "ru") if digits[0] == "0" else cardinal(digits, "ru")
