"""Roman numerals behind the name of a part: chapter IV."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import NUMERAL, roman
from pipeline.languages.normalization.tables import table


def letters(base: str) -> list[NamedRule]:
    """To be applied when centuries are said."""
    names = table(base)
    if "numbered" not in names:
        return []
    return [
        shared_rule(
            base,
            "a Roman numeral behind the name of a part",
            rf"\b({names['numbered']}) ({NUMERAL})\b(?!\.\w)",
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), base)}",
            cs="kapitola IV -> kapitola čtyři",
        )
    ]
