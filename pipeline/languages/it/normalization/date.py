"""Italian dates: what is shortened as something else is, and the first behind a preposition."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule

_MONTH = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_OF = {"all": "al", "dall": "dal", "dell": "del", "nell": "nel", "sull": "sul", "l": "il"}


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "January, shortened as generals are",
            r"(?<=\d )generale\b(?=,? \d{4}\b|$)|\bgenerale(?= (?:19|20)\d\d\b)",
            "gennaio",
            "12 generale 2020 -> 12 gennaio 2020",
        ),
        rule(
            "seconds, shortened as centuries are",
            r"(?<=\d )secolo\b(?! [IVX])",
            "secondi",
            "5 secolo -> 5 secondi",
        ),
        rule(
            "the first of a month behind a preposition",
            rf"\b(all|dall|dell|nell|sull|l)['’]1(?= (?:{_MONTH})\b)",
            lambda found: f"{_OF[found[1].lower()]} 1",
            "all'1 gennaio -> al 1 gennaio",
            re.IGNORECASE,
        ),
    ]
