"""Signs beside numbers in Arabic text: the percent sign before them, more and less than, letters that stand before digits."""

from pipeline.languages.normalization.rules import NamedRule, rule

_LETTERS = {"ب": "باء", "ك": "كاف", "ل": "لام", "ف": "فاء", "و": "واو"}
_THAN = {"<": "أقل من", ">": "أكثر من", "≤": "لا يزيد على", "≥": "لا يقل عن", "≈": "نحو"}


def rules() -> list[NamedRule]:
    """To be applied when numbers are grouped."""
    return [
        rule(
            "a percent sign before its number",
            r"(?<![\d٪%])(?<!\d )([%٪])\s?(\d+(?:[.,]\d+)?)(?!\s?[%٪]|[.,]?\d)",
            r"\2\1",
            "%5 -> 5%",
        ),
        rule("from percent to percent", r"(\d\s?[%٪])\s?[-–—]\s?(?=\d)", r"\1 إلى ", "5%-10% -> 5% إلى 10%"),
        rule(
            "a letter with a hyphen before digits",
            r"(?<![\w.])([بكلفو])-(?=\d)",
            lambda found: f"{_LETTERS[found[1]]} ",
            "ب-52 -> باء 52",
        ),
        rule("a root", r"\s?√\s?(?=\d)", " جذر ", "√2 ->  جذر 2"),
        rule(
            "less or more than",
            r"(?<![-=<>])([<>≤≥≈])\s?(?=\d)(?!\d+>)",
            lambda found: f" {_THAN[found[1]]} ",
            "<5 ->  أقل من 5",
        ),
    ]


def vitamins() -> list[NamedRule]:
    """To be applied when measures are said."""
    return [
        rule("a vitamin", r"(?<=فيتامين )([بدك])\s?-?(?=\d)", r"\1ي ", "فيتامين ب12 -> فيتامين بي 12"),
    ]
