"""Spanish: what it has beside the other Romance languages: veintiún, centuries by letters, times with a point, p. m."""

import re
from functools import cache

from pipeline.languages.normalization import romance
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.signs import Rule, roman


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un barco, veintiuna personas, doscientas mujeres."""
    said, noun = cardinal(digits, base), romance.noun_of(after)
    said = re.sub(r"veintiuno (?=mil)", "veintiún ", re.sub(r"(?<!veinti)uno (?=mil)", "un ", said))
    if romance.feminine(noun):
        return re.sub(r"(cient|quinient)os\b", r"\1as", re.sub(r"uno$", "una", said))
    if noun:
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"(?<!veinti)uno$", "un", said))
    return said


@cache
def letters(base: str) -> list[Rule]:
    """Centuries (s. XXI, ss. XV-XVI, which the table has written out as siguientes) and streets, then what all share."""
    numeral = "([IVX]+)"
    return [
        (re.compile(r"(?<!\w)s\. ?(?=[IVX]+\b)"), "siglo "),
        (
            re.compile(rf"(?<!\w)(?:siguientes|siglos) {numeral}(?: ?[-–] ?| (a|al|y) ){numeral}\b"),
            lambda found: (
                f"siglos {cardinal(str(roman(found[1])), base)} {found[2] or 'a'} {cardinal(str(roman(found[3])), base)}"
            ),
        ),
        (re.compile(r"p\. ?m\."), "de la tarde"),
        (re.compile(r"(?<!\w)[Cc]/ ?(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2})"), "calle "),
        *romance.letters(base),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """Hours of the night, times with a point, M for millions; then what all share."""
    night = re.compile(r"(?<![\d.,:])((?:[89]|1[01])(?:[:.][0-5]\d| y media| y cuarto)?) ?p\. ?m\.")
    point = re.compile(r"(\b[Ll]as? )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)")
    hours = re.compile(r"(?<![\d.,])([01]?\d|2[0-4])\.(?=[0-5]\d\s?h(?:oras|s|rs)?\b)")
    return [
        (night, r"\1 de la noche"),
        (point, r"\1\2:\3"),
        (hours, r"\1:"),
        (re.compile(r"(?<=\d)\s?M(?= de [a-záéíóúñ]+s\b)"), " millones"),
        *romance.rules(base),
    ]
