"""German ordinals by the word before them, and rulers."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.signs import NUMERAL, roman

_ENDED = {
    **dict.fromkeys(("der", "die", "das", "jede", "jeder", "jedes", "diese", "dieser", "dieses"), "e"),
    **dict.fromkeys(
        [
            "am",
            "vom",
            "zum",
            "im",
            "beim",
            "ab",
            "bis",
            "seit",
            "dem",
            "den",
            "des",
            "ans",
            "ins",
            "zur",
            "nach",
            "vor",
            "jeden",
            "diesem",
            "diesen",
            "einer",
        ],
        "en",
    ),
}
"""Endings of an ordinal by the word before it; without one it stands alone: neunter Oktober."""
BEFORE = "|".join(_ENDED)
"""A pattern for those words."""
_DATIVE = "mit|von|bei|nach|zu|aus|seit|unter|vor|gegenüber|außer"
_ACCUSATIVE = "für|gegen|durch|ohne|um|über"


_NOUNS = {
    "er": r"Platz\b|Weltkrieg|Rang\b|Tag\b|Spieltag|Jahrestag|Geburtstag|Sieg\b|Stock\b|Bezirk\b|Kongress\b|Parteitag|Vorsitzender\b|Titel\b|Versuch\b",
    "es": r"Jahrhundert|Jahrtausend|Mal\b|Quartal|Halbjahr|Kapitel\b|Viertel\b|Jahr\b|Buch\b|Tor\b|Spiel\b|Semester\b",
    "e": r"Runde\b|Etage\b|Klasse\b|Liga\b|Auflage\b|Halbzeit\b|Minute\b|Etappe\b|Staffel\b|Folge\b|Ausgabe\b|Welle\b|Republik\b|Sitzung\b|Woche\b",
}
"""Nouns that are numbered without an article, by the ending of the ordinal before them."""
_WORD = re.compile(r"(?<!\w)([a-zäöüß]+) $")
_WEAK = re.compile(r".*e[nm]$|(?:[msd]?ein|kein|ihr|unser|euer|dies|jed|jen|welch)e[rs]$")
"""Words behind which it ends in -en: ihren 40. Jahrestag, seines 60. Geburtstags."""
_MIXED = re.compile(r"(?!heute$|ohne$).*e$")
"""Words behind which it ends in -e: der neue 17. Bezirk."""


def nth(digits: str, before: str) -> str:
    """The ordinal of a number in digits, in the form that the word `before` asks for."""
    if not int(digits):
        return cardinal(digits, "de")
    return ordinal(int(digits), "de")[:-1] + _ENDED.get(before.lower(), "er")


def rules() -> list[NamedRule]:
    """To be applied when dates and years are said."""
    return [
        rule(
            "an ordinal behind an article",
            rf"\b({BEFORE}) (\d{{1,3}})\. (?=[A-ZÄÖÜa-z])",
            _after_article,
            "die 3. Runde -> die dritte Runde",
            re.IGNORECASE,
        ),
        rule(
            "an ordinal without an article",
            rf"(?<![\d.,])(\d{{1,2}})\. (?=({_NOUNS['er']})|({_NOUNS['es']})|({_NOUNS['e']}))",
            _alone,
            "5. Platz -> fünfter Platz",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when chapters are numbered."""
    return [
        rule(
            "a ruler",
            rf"(?:\b({_DATIVE}|{_ACCUSATIVE}) )?\b((?:[A-ZÄÖÜ][a-zäöüß]{{2,}} ){{1,5}})({NUMERAL})\.",
            _ruler,
            "Friedrich II. -> Friedrich der zweite",
        ),
    ]


def _after_article(found: re.Match[str]) -> str:
    return f"{found[1]} {nth(found[2], found[1])} "


def _alone(found: re.Match[str]) -> str:
    """The Second World War has a capital of its own."""
    said = ordinal(int(found[1]), "de")
    word = _WORD.search(signs.before(found))
    if word and _WEAK.match(word[1]):
        said += "n"
    elif not (word and _MIXED.match(word[1])):
        said += "r" if found[2] else "s" if found[3] else ""
    return f"{said.capitalize() if found[2] == 'Weltkrieg' else said} "


def _ruler(found: re.Match[str]) -> str:
    """Friedrich II. is the second, and of the second behind a word that asks for it."""
    before, name, numeral = found.groups()
    said = ordinal(roman(numeral), "de")
    case = "der " if before is None else "dem " if before in _DATIVE.split("|") else "den "
    return f"{before} " * bool(before) + name + case + said + "n" * bool(before)
