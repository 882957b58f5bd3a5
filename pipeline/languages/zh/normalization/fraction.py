"""Chinese fractions and percentages, the whole before the part."""

from pipeline.languages.normalization.rules import NamedRule, rule

_NUMBER = r"\d+(?:\.\d+)?"


def mixed() -> list[NamedRule]:
    """To be applied before spaces go."""
    return [
        rule("a whole and a fraction", r"(?<=\d)\s(?=(?:1/[234]|2/3|3/4)(?!\d))", "又", "4 1/2 -> 4又1/2"),
    ]


def rules() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule("thousandths", rf"({_NUMBER})‰", r"千分之\1", "5‰ -> 千分之5"),
        rule(
            "from percent to percent",
            rf"(百分之{_NUMBER}到)({_NUMBER})%",
            r"\1百分之\2",
            "百分之70到90% -> 百分之70到百分之90",
        ),
        rule("percent", rf"({_NUMBER})%", r"百分之\1", "40% -> 百分之40"),
        rule("a fraction", r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])", r"\2分之\1", "1/2 -> 2分之1"),
    ]
