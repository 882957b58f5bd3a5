"""Years behind or before a word that says so, and spans of years."""

import re

from pipeline.languages.normalization.counting import year
from pipeline.languages.normalization.plain.date import YEAR
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied when dates are said."""
    names = table(base)
    if "months" not in names:
        return []
    before, mark = names.get("year_before"), names.get("year_marks")
    return [
        shared_rule(
            base,
            "from year to year",
            rf"(?<![\d.,-]){YEAR}\s?[-–—]\s?{YEAR}(?![\d-]|[.,]\d)",
            lambda found: f"{year(int(found[1]), base)} {names['range']} {year(int(found[2]), base)}",
            cs="2010–2015 -> dva tisíce deset až dva tisíce patnáct",
        ),
        *([_behind_word(base, before)] if before else []),
        *([_before_word(base, mark)] if mark else []),
    ]


def _behind_word(base: str, before: str) -> NamedRule:
    """At the end of what is said too, where `alphabetic.year` leaves it."""
    return shared_rule(
        base,
        "a year behind a word that says so",
        rf"(?<!\w)((?:{before}) ){YEAR}(?![\d%]|[.,]\d)",
        lambda found: found[1] + year(int(found[2]), base),
        flags=re.IGNORECASE,
        cs="roku 2013 -> roku dva tisíce třináct",
        da="i 1986 -> i nitten hundrede og seksogfirs",
    )


def _before_word(base: str, mark: str) -> NamedRule:
    return shared_rule(
        base,
        "a year before a word that says so",
        rf"(?<![\d.,]){YEAR}(?=\s?(?:{mark})(?!\w))",
        lambda found: year(int(found[1]), base),
        bg="2013 г. -> две хиляди и тринадесета г.",
    )
