"""Latin abbreviations in Thai: as words, or by the letters as they are called."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def rules() -> list[NamedRule]:
    """To be applied when numbers are said."""
    return [
        rule(
            "an abbreviation in capitals",
            r"(?<![A-Za-z])([A-Z]{2,6})(?![A-Za-z])",
            _by_letters,
            "BBC -> บีบีซี",
        )
    ]


def _by_letters(found: re.Match[str]) -> str:
    names = table("th")
    return str(names["words"].get(found[1]) or "".join(names["letters"][letter] for letter in found[1]))
