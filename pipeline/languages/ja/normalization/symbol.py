"""Signs and spaces beside digits in Japanese text."""

from pipeline.languages.normalization.rules import NamedRule, rule

_SQUARE = "一-龥々ぁ-ん"


def colons() -> list[NamedRule]:
    """To be applied before all other rules."""
    return [
        rule("a wide colon", r"(?<=\d)[：∶](?=\d)", ":", "5：3 -> 5:3"),
    ]


def spaces() -> list[NamedRule]:
    """To be applied before telephones and dates."""
    return [
        rule(
            "a space beside a number",
            rf"(?<=\d)\s+(?=[{_SQUARE}])|(?<=[{_SQUARE}])\s+(?=\d)",
            "",
            "が 6 -> が6",
        ),
        rule("a number behind katakana", r"(?<=[ァ-ヶー])(?=\d)", " ", "グループ2 -> グループ 2"),
    ]
