"""Chapter and verse behind the name of a book: John 3:16, Johannes 3,16, where two points are no time and a comma no decimal."""

import re
from functools import cache

from pipeline.languages.normalization.signs import Rule
from pipeline.languages.normalization.tables import table


@cache
def rules(base: str) -> list[Rule]:
    """The numbers stay digits; to be applied before the rules for times and decimals."""
    names = table(base)
    if "books" not in names:
        return []
    scale = "|".join(map(re.escape, names["scales"]))
    verse = re.compile(
        rf"\b((?:{names['books']}) \d{{1,3}})\s?[:.,]\s?(\d{{1,3}})(?:\s?[-–]\s?(\d{{1,3}}))?(?![\w%]|[.,]\d|\s?(?:h|Uhr|बजे|{scale})\b)"
    )
    comma = names.get("comma", ",")
    return [
        (
            verse,
            lambda found: f"{found[1]}{comma} {found[2]}" + f" {names['range']} {found[3]}" * bool(found[3]),
        )
    ]
