"""Italian ordinals as typewriters have them."""

import re

from pipeline.languages.normalization.counting import ordinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule("an ordinal with a circumflex", r"(?<=\d)\^(?=\s[a-zà]{3})", "ª", "3^ classe -> 3ª classe"),
        rule(
            "an ordinal in the plural",
            r"((?i:\b(?:i|gli|dei|degli|ai|agli|dai|dagli|nei|sui|le|delle|alle|dalle|nelle|sulle) ))(\d{1,2})(?:[ªº°]?([ie]))(?=\s[a-zà]{3}|[.,;)]|$)",
            _many,
            "i 1i posti -> i primi posti",
        ),
    ]


def _many(found: re.Match[str]) -> str:
    number = int(found[2])
    return found[1] + (re.sub(r"o$", found[3], ordinal(number, "it")) if number else found[2] + found[3])


def letters() -> list[NamedRule]:
    """Two centuries before their name; to be applied before what all share."""
    return [
        rule(
            "from century to century before their name",
            rf"(?<![\w.])({NUMERAL})( ?[-–/] ?| ed? )(?={NUMERAL} secol[oi])",
            lambda found: (
                ordinal(roman(found[1]), "it") + (found[2] if found[2].strip()[0] == "e" else " e ")
            ),
            "XV-XVI secolo -> quindicesimo e XVI secolo",
        )
    ]
