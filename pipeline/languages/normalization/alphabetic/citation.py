"""Chapter and verse behind the name of a book, and parts of a law: John 3:16, article 33.1."""

import re

from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def verses(base: str) -> list[NamedRule]:
    """The numbers stay digits; to be applied before times and decimals, as two points are no time and a comma no decimal here."""
    names = table(base)
    if "books" not in names:
        return []
    scale = "|".join(map(re.escape, names["scales"]))
    return [
        shared_rule(
            base,
            "chapter and verse",
            rf"\b((?:{names['books']}) \d{{1,3}})\s?[:.,]\s?(\d{{1,3}})(?:\s?[-–]\s?(\d{{1,3}}))?(?![\w%]|[.,]\d|\s?(?:h|Uhr|बजे|{scale})\b)",
            lambda found: _verse(found, base),
            en="John 3:16 -> John 3, 16",
            es="Juan 3:16-18 -> Juan 3, 16 a 18",
            de="Johannes 3,16 -> Johannes 3, 16",
        ),
    ]


def _verse(found: re.Match[str], base: str) -> str:
    names = table(base)
    last = f" {names['range']} {found[3]}" if found[3] else ""
    return f"{found[1]}{names.get('comma', ',')} {found[2]}{last}"


def parts(base: str) -> list[NamedRule]:
    """Parts of a law or a version, where a point would be taken for a sign of decimals or thousands."""
    names = table(base)
    if "parts" not in names:
        return []
    return [
        shared_rule(
            base,
            "a part of a law or a version",
            rf"(?<!\w)((?:{names['parts']})\s)(\d+(?:\.\d+)+)(?!\d|,\d)",
            lambda found: found[1] + found[2].replace(".", f" {names['parts_point']} "),
            flags=re.IGNORECASE,
            es="artículo 33.1 -> artículo 33 punto 1",
            fr="version 2.0.1 -> version 2 point 0 point 1",
            it="articolo 33.1 -> articolo 33 punto 1",
        ),
    ]
