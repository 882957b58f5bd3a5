"""Russian telephone numbers, by groups: восемь, восемьсот, пятьсот пятьдесят пять, тридцать пять, тридцать пять."""

import re

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
        rule(
            "a telephone number of a town",
            r"(?<![\w.,/+-])(?:\((\d{3,5})\)\s?)?(\d{2,3})-(\d\d)-(\d\d)(?![\w-]|[.,/]\d)",
            _of_town,
            "(495) 123-45-67 -> четыреста девяносто пять, сто двадцать три, сорок пять, шестьдесят семь",
        ),
        rule(
            "an extension",
            r"(?<!\w)доб\. ?(?=\d)",
            "добавочный ",
            "доб. 12 -> добавочный 12",
        ),
    ]


def _of_town(found: re.Match[str]) -> str:
    """Two digits before are a date, where the middle ones are a month with its zero."""
    if len(found[2]) == len("12") and not found[1] and found[3][0] == "0":
        return found.group()
    return ", ".join(_group(part) for part in found.groups() if part)


def _group(written: str) -> str:
    """As a number; with its zeros where it begins with one."""
    digits = written.lstrip("+")
    return one_by_one(digits, "ru") if digits[0] == "0" else cardinal(digits, "ru")
