"""Russian roubles with their kopecks."""

import re

from pipeline.languages.normalization.currencies import name
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """To be applied before sums: руб. 35 is none where a number stands before it."""
    return [
        rule(
            "a sum with a full stop before its cents",
            r"([$€£¥]\s?\d{1,9})\.(\d\d)(?![\d.])",
            r"\1,\2",
            "€1.50 -> €1,50",
        ),
        rule(
            "cents",
            r"(?<![\w.,-])(\d{1,3})\s?¢",
            lambda found: f"{found[1]} {name_of_amount(name('$', 'ru')['cents'], found[1], table('ru'))}",
            "99 ¢ -> 99 центов",
        ),
        rule(
            "roubles and kopecks",
            r"(?<![\d,.])(\d+)\s?(?:руб\.?|р\.?|₽)\s?(\d{1,2})\s?(?:коп(?:\.|\b)|к(?:\.|(?!\w)))",
            _verbalize,
            "6 руб. 35 к. -> 6 рублей 35 копеек",
        ),
        rule(
            "roubles by their letter", r"(?<![\w.,-])(\d{2,9})р(?![\w-])\.?", r"\1 руб.", "1000р -> 1000 руб."
        ),
    ]


def _verbalize(found: re.Match[str]) -> str:
    names, rouble = table("ru"), name("руб.", "ru")
    whole, part = found[1], str(int(found[2]))
    return f"{whole} {name_of_amount(rouble, whole, names)} {part} {name_of_amount(rouble['cents'], part, names)}"
