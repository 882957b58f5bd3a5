"""French: premier, ordinals, heures, Roman numerals of centuries and kings, un and une."""

import re
from functools import cache

from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.signs import DATE, NUMERAL, Rule, roman

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_MONTHS = _MONTH.split("|")
_FEMININE = re.compile(
    r"(?:.+(?:tion|sion|té|ette|ance|ence|ure|ée)|personne|heure|minute|seconde|semaine|année|femme|fille|fois|tonne"
    r"|ville|famille|école|page|livre|île|nuit|voix|pièce|vie|victime|couronne)s?$"
)


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un bateau, vingt et une personnes."""
    said = cardinal(digits, base)
    return f"{said}e" if said.endswith("un") and _FEMININE.match(after.lower()) else said


@cache
def letters(base: str) -> list[Rule]:
    """Centuries are counted in order, kings and popes by number but for the first."""
    numeral = f"({NUMERAL})"
    return [
        (re.compile(r"(milli(?:on|ard)s? )de (?=euro)"), r"\1d'"),
        (re.compile(rf"\b(?P<nth>{NUMERAL}(?:e|ᵉ)) s\.(?=\s|$|[,;)])"), r"\g<nth> siècle"),
        (re.compile(rf"\b{numeral}(?:er|re)\b"), "premier"),
        (re.compile(rf"\b{numeral}(?:e|ème|ᵉ)s?\b"), lambda found: _nth(roman(found[1]))),
        (re.compile(rf"\b{numeral} (?=siècle)"), lambda found: f"{_nth(roman(found[1]))} "),
        (
            re.compile(
                rf"\b([A-ZÉÈ][a-zéèêëïîôç-]{{2,}}|chapitre|tome|article|partie|acte|volume|titre|annexe|livre|section|saison) {numeral}\b(?!\.[A-Z])"
            ),
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), 'fr')}",
        ),
    ]


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    return [
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1]),
        ),
        (
            re.compile(DATE),
            lambda found: _date(found[1], found[3], found[4]),
        ),
        (re.compile(r"(\bnuméros? \d+|\b[LRD]\.? ?\d+)-(?=\d)"), r"\1 tiret "),
        (re.compile(r"(?<=\d)\s?M(?= d(?:e |[’']))"), " millions"),
        (
            re.compile(r"(?<![\d.,])(\d+)(ers?|res?|ères?)\b"),
            lambda found: (
                "premi" + ("ères" if found[2][-2:] == "es" else "ère" if found[2][-1] == "e" else found[2])
                if found[1] == "1"
                else f"{cardinal(found[1], 'fr')} {found[2]}"
            ),
        ),
        (
            re.compile(r"(?<![\d.,])(\d+)(?:ème|ième|nde?|e)(s?)\b"),
            lambda found: _nth(int(found[1])) + found[2],
        ),
        (re.compile(rf"(?<![\d.,])1 (?={_MONTH})"), "premier "),
        (
            re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\s?(?:h|:)\s?([0-5]\d)(?![\d:])(?:\s?min\b)?"),
            lambda found: _clock(found[1], found[2]),
        ),
        (re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\s?h\b"), lambda found: _clock(found[1], "0")),
    ]


def _nth(number: int) -> str:
    """num2words has it right but for the first, which stands here in the form after another number."""
    return "premier" if number == 1 else ordinal(number, "fr")


def _date(day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, "fr") for part in (day, month, year))
    said = "premier" if int(day) == 1 else cardinal(str(int(day)), "fr")
    return f"{said} {_MONTHS[int(month) - 1]} {cardinal(year, 'fr')}"


def _clock(hour: str, minutes: str) -> str:
    number, rest = int(hour), int(minutes)
    said = "une heure" if number == 1 else f"{cardinal(str(number), 'fr')} heure" + "s" * (number > 1)
    if not rest:
        return said
    return f"{said} {cardinal(str(rest), 'fr')}" + "e" * (rest in (1, 21, 31, 41, 51))
