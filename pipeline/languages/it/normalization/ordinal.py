"""Italian ordinals as typewriters have them."""

from pipeline.languages.normalization.counting import ordinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [rule("an ordinal with a circumflex", r"(?<=\d)\^(?=\s[a-zà]{3})", "ª", "3^ classe -> 3ª classe")]


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
