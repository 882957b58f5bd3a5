"""Signs and spaces beside digits in Chinese text."""

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.rules import NamedRule, rule

_HAN = "一-龥"


def colons() -> list[NamedRule]:
    """To be applied before all other rules."""
    return [
        rule(
            "less or more than a number",
            r"(?<![-=<>])(?<!<[A-Za-z])\s?([<>])\s?(?=\d)(?!\d+>)",
            lambda found: found.group() if signs.is_bracket(found) else {"<": "小于", ">": "大于"}[found[1]],
            "<5% -> 小于5%",
        ),
        rule("a wide colon", r"(?<=\d)[：∶](?=\d)", ":", "5：3 -> 5:3"),
    ]


def spaces() -> list[NamedRule]:
    """To be applied when sums are said."""
    return [
        rule(
            "a space beside a number",
            rf"(?<=\d)\s+(?=[{_HAN}%])|(?<=[{_HAN}])\s+(?=\d)",
            "",
            "有 2 个 -> 有2个",
        ),
        rule("a space beside a sign", r"\s?([=≠≤≥<>±×÷])\s?(?=\d)", r"\1", "2 ≤ 4 -> 2≤4"),
    ]
