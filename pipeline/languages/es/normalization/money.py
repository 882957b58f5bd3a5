"""Spanish sums with a code that is also another thing: COP 28, 97 DOP."""

from pipeline.languages.normalization.rules import NamedRule, rule

_SIGNS = {"COP": "COL$", "CRC": "₡", "CUP": "CU$", "DOP": "RD$", "PEN": "S/"}
_SUM = r"(?:(?!(?:1\d|20)\d\d(?!\d))\d{4,}(?:,\d\d)?|\d{1,3},\d\d)"
"""Of thousands or with hundredths, and no year."""


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    codes = "|".join(_SIGNS)
    return [
        rule(
            "a sum with a code that is also another thing",
            rf"(?<![\w.,-])(?:({codes}) ?({_SUM})(?![\w-]|[.,]\d)|({_SUM}) ?({codes})(?!\w))",
            lambda found: f"{_SIGNS[found[1] or found[4]]} {found[2] or found[3]}",
            "50000 COP -> COL$ 50000",
        ),
    ]
