"""Spanish eras, in all the ways in which they are shortened."""

from pipeline.languages.normalization.rules import NamedRule, rule

_BEHIND_DIGITS = r"(?<=\d) ?"
_BEHIND_CENTURY = r"(?<=[IVX]) "


def rules() -> list[NamedRule]:
    """Behind a year."""
    return [*_eras(_BEHIND_DIGITS, "behind a year", "44")]


def letters() -> list[NamedRule]:
    """Behind a century; to be applied before Roman numerals are said."""
    return [*_eras(_BEHIND_CENTURY, "behind a century", "V")]


def _eras(where: str, named: str, example: str) -> list[NamedRule]:
    return [
        rule(
            f"before Christ {named}",
            rf"{where}(?:a\.? ?(?:de )?[cC]\.?|a\.? ?(?:de )?[jJ]\. ?[cC]\.|A\.? ?C\.?)(?!\w)",
            " antes de Cristo",
            f"{example} a.C. -> {example} antes de Cristo",
        ),
        rule(
            f"after Christ {named}",
            rf"{where}(?:d\. ?(?:de )?[cC]\.?|d[cC]|d\.? ?(?:de )?[jJ]\. ?[cC]\.|D\.? ?C\.?)(?!\w)",
            " después de Cristo",
            f"{example} d.C. -> {example} después de Cristo",
        ),
        rule(
            f"before our era {named}",
            rf"{where}(?:a\. ?n\. ?e\.|ANE|a\. ?e\. ?c\.|AEC)(?!\w)",
            " antes de nuestra era",
            f"{example} a.n.e. -> {example} antes de nuestra era",
        ),
    ]
