"""Spanish eras, in all the ways in which they are shortened."""

from pipeline.languages.normalization.rules import NamedRule, rule

_BEHIND_DIGITS = r"(?<=\d) ?"
_BEHIND_CENTURY = r"(?<=[IVX]) "


def rules() -> list[NamedRule]:
    """Behind a year."""
    return [*_eras(_BEHIND_DIGITS, "behind a year", "44")]


def letters() -> list[NamedRule]:
    """Behind a century; to be applied before Roman numerals are said."""
    return [
        *_eras(_BEHIND_CENTURY, "behind a century", "V"),
        rule(
            "the common era in capitals behind a century",
            r"(?<=\b[Ss]iglo )([IVX]+) (?:EC|ec)(?!\w)",
            r"\1 de la era común",
            "siglo X EC -> siglo X de la era común",
        ),
    ]


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
            rf"{where}(?:a\. ?n\. ?e\.|ANE)(?!\w)",
            " antes de nuestra era",
            f"{example} a.n.e. -> {example} antes de nuestra era",
        ),
        rule(
            f"before the common era {named}",
            rf"{where}(?:a\. ?e\. ?c\.|AEC)(?!\w)",
            " antes de la era común",
            f"{example} a.e.c. -> {example} antes de la era común",
        ),
        rule(
            f"of the common era {named}",
            rf"{where}e\. ?c\.(?!\w)",
            " de la era común",
            f"{example} e.c. -> {example} de la era común",
        ),
    ]
