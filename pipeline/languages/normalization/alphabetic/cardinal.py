"""What is still in digits when everything else is said: decimals, then numbers."""

import re

from pipeline.languages.normalization.counting import cardinal, one_by_one
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.numerals import name_of_amount
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.tables import table


def rules(base: str) -> list[NamedRule]:
    """To be applied last."""
    names = table(base)
    over = "|".join(names["plain_scales"]) or "(?!)"
    return [
        shared_rule(
            base,
            "a decimal",
            r"(\d+)[.,](\d+)(?![.,]?\d)",
            lambda found: _decimal(found, base),
            es="3,05 -> tres coma cero cinco",
            cs="3,5 -> tři celé pět",
            hi="3.5 -> तीन दशमलव पाँच",
        ),
        shared_rule(
            base,
            "a number",
            rf"(\d+)(?:(?=(?:\s{names['range']}\s\d+)?(?:\s(?:{over}))?\s([^\W\d_]+)))?",
            lambda found: verbalize_count(found[1], found[2] or "", base),
            es="21 personas -> veintiuna personas",
            de="1 Person -> eine Person",
            ar="3 رجال -> ثلاثة رجال",
        ),
    ]


def _decimal(found: re.Match[str], base: str) -> str:
    names = table(base)
    point = name_of_amount(names["point"], found[1], names)
    whole = verbalize_count(found[1], point if "nouns" in names else "", base)
    return f"{whole} {point} {_places(found[2], base)}"


def _as_number(digits: str, base: str) -> str:
    number = digits.lstrip("0")
    zeros = one_by_one("0" * (len(digits) - len(number)), base)
    return " ".join(filter(None, (zeros, number and cardinal(number, base))))


def _places(digits: str, base: str) -> str:
    """Digit by digit; as a number of tenths or hundredths in a language that names them (`decimal_places`), as a number behind its
    zeros where so many are said so (`places_as_number`)."""
    if 1 < len(digits) <= table(base).get("places_as_number", 0):
        return _as_number(digits, base)
    places = table(base).get("decimal_places", ())
    if not 0 < len(digits) <= len(places):
        return one_by_one(digits, base)
    name = name_of_amount(places[len(digits) - 1], str(int(digits)), table(base))
    return f"{verbalize_count(str(int(digits)), name, base)} {name}"
