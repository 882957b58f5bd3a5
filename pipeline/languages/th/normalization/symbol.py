"""Thai signs between numbers: scores, spans, minus, times."""

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when sums are said, before units."""
    return [
        rule(
            "a score",
            r"((?:ชนะ|แพ้|เสมอ|สกอร์|ประตู)[^\d\n]{0,30}\d+)\s?[-–:]\s?(\d+)(?![\d.])",
            r"\1ต่อ\2",
            "ชนะ 3-1 -> ชนะ 3ต่อ1",
        ),
        rule(
            "less or more than a number",
            r"(?<![-=<>])(?<!<[A-Za-z])\s?([<>])\s?(?=\d)(?!\d+>)",
            lambda found: (
                found.group() if signs.is_bracket(found) else {"<": "น้อยกว่า", ">": "มากกว่า"}[found[1]]
            ),
            "<5% -> น้อยกว่า5%",
        ),
        rule("from one number to another", r"(?<=\d)(%?)\s?[-–—~]\s?(?=\d)", r"\1ถึง", "5-7 -> 5ถึง7"),
        rule("a number below zero", r"(?<![\w)])[-−](?=\d)", "ลบ", "-5 -> ลบ5"),
    ]


def products() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule("one number times another", r"(?<=\d)\s?[x×]\s?(?=\d)", "คูณ", "3x4 -> 3คูณ4"),
        rule("a hyphen before a number", r"(?<=[A-Za-z])-(?=\d)", " ", "A-4 -> A 4"),
    ]
