"""German citations: chapters, paragraphs, and what follows a page."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman


def letters() -> list[NamedRule]:
    """To be applied before rulers."""
    return [
        rule(
            "a chapter",
            rf"\b(Kapitel|Teil|Band|Artikel|Akt|Phase|Abschnitt|Hartz|Anhang) ({NUMERAL})\b",
            _chapter,
            "Kapitel IV -> Kapitel vier",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before dates."""
    return [
        rule("the next page too", r"(?<=\d) f\.(?!\w)", " folgende", "12 f. -> 12 folgende"),
        rule(
            "the first paragraph",
            r"(?<=\bAbsatz )1(?![\d.,])|(?<=\bSatz )1(?![\d.,])",
            "eins",
            "Absatz 1 -> Absatz eins",
        ),
    ]


def _chapter(found: re.Match[str]) -> str:
    return f"{found[1]} {cardinal(str(roman(found[2])), 'de')}"
