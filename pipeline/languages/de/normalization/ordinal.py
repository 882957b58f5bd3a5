"""German ordinals by the word before them, and rulers."""

import re

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import ordinal
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
    "er": r"FC\b|SC\b|FSV\b|SV\b|Preis\b|Jahrgang\b|Durchgang\b|Abend\b|Kreis\b|Verein\b|Teil\b|Akt\b|Satz\b|Grad\b|Monat\b|Todestag\b|Hochzeitstag\b|Band\b|Advent\b|Senat\b|Zivilsenat\b|Strafsenat\b|Bürgermeister\b|Präsident\b|Kongreß\b|Wahlgang\b|Lauf\b|Kilometer\b|Platz\b|Weltkrieg|Rang\b|Tag\b|Spieltag|Jahrestag|Geburtstag|Sieg\b|Stock\b|Bezirk\b|Kongress\b|Parteitag|Vorsitzender\b|Titel\b|Versuch\b",
    "es": r"OG\b|UG\b|Obergeschoss|Untergeschoss|Jubiläum|Kind\b|Mandat\b|Finale\b|Festival\b|Treffen\b|Rennen\b|Album\b|Lebensjahr|Schuljahr|Dienstjahr|Lehrjahr|Reich\b|Bataillon\b|Regiment\b|Drittel\b|Konzil\b|Jh\b|Jahrhundert|Jahrtausend|Mal\b|Quartal|Halbjahr|Kapitel\b|Viertel\b|Jahr\b|Buch\b|Tor\b|Spiel\b|Semester\b",
    "e": r"Bundesliga|Kreisliga|Regionalliga|Amtszeit|Legislaturperiode|Wahlperiode|Saison\b|Konferenz\b|Dynastie\b|Armee\b|Division\b|Kompanie\b|Reihe\b|Stelle\b|Stufe\b|Generation\b|Person\b|Symphonie|Sinfonie|Strophe\b|Serie\b|KW\b|Kalenderwoche|Schwangerschaftswoche|Nacht\b|Hälfte\b|Phase\b|Kammer\b|Novelle\b|Änderung\b|Verordnung\b|Tagung\b|Frau\b|Partie\b|Position\b|Dimension\b|Impfung\b|Dosis\b|Stunde\b|Internationale\b|Runde\b|Etage\b|Klasse\b|Liga\b|Auflage\b|Halbzeit\b|Minute\b|Etappe\b|Staffel\b|Folge\b|Ausgabe\b|Welle\b|Republik\b|Sitzung\b|Woche\b",
}
"""Nouns that are numbered without an article, by the ending of the ordinal before them."""
_NOUN = "|".join(_NOUNS.values())
_QUEENS = "Elisabeth|Elizabeth|Katharina|Maria|Margrethe|Margarethe|Beatrix|Victoria|Viktoria|Anna|Christina|Kleopatra|Königin|Zarin"
_RULERS = rf"(?:{_QUEENS}|Wilhelm|Friedrich|Heinrich|Ludwig|Karl|Otto|Konrad|Philipp|Georg|Leopold|Franz|Joseph|Paul|Johannes|Benedikt|Pius|Gregor|Alexander|Nikolaus|Peter|Leo|Charles|Edward|George|Henry|Ramses|Harald|Gustav|Christian)"
_WORD = re.compile(r"(?<!\w)([a-zäöüß]+) $")
_WEAK = re.compile(r".*e[nm]$|(?:[msd]?ein|kein|ihr|unser|euer|dies|jed|jen|welch)e[rs]$")
"""Words behind which it ends in -en: ihren 40. Jahrestag, seines 60. Geburtstags."""
_MIXED = re.compile(r"(?!heute$|ohne$).*e$")
"""Words behind which it ends in -e: der neue 17. Bezirk."""


def nth(digits: str, before: str) -> str:
    """The ordinal of a number in digits, in the form that the word `before` asks for."""
    return ordinal(int(digits), "de")[:-1] + _ENDED.get(before.lower(), "er")


def first() -> list[NamedRule]:
    """To be applied before years."""
    return [
        rule(
            "a rank alone",
            r"^(\d{1,15})\.$",
            lambda found: nth(found[1], ""),
            "2. -> zweiter",
        ),
        rule(
            "an ordinal with its ending",
            r"(?<![\w.,/-])(\d{1,6})\.?-?s?t(e[nrsm]?)(?!\w)",
            lambda found: ordinal(int(found[1]), "de")[:-1] + found[2],
            "der 5te -> der fünfte",
        ),
        rule(
            "several ordinals before their noun",
            rf"(?:(?<!\w)({BEFORE}) )?((?<![\w.,/-])\d{{1,3}}\.\s?(?:[,/–-]|und|oder|bis|sowie)\s?(?:\d{{1,3}}\.\s?(?:[,/–-]|und|oder|bis|sowie)\s?)?)(\d{{1,3}})\. ({_NOUN})",
            _several,
            "im 18. und 19. Jahrhundert -> im achtzehnten und neunzehnten Jahrhundert",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied when dates and years are said."""
    return [
        rule(
            "an ordinal behind an article in the dative",
            rf"\b((?:{_DATIVE}|in|an|auf|hinter|neben|über|während) der) (\d{{1,3}})\. (?=[A-ZÄÖÜa-z])",
            lambda found: f"{found[1]} {ordinal(int(found[2]), 'de')}n ",
            "in der 90. Minute -> in der neunzigsten Minute",
            re.IGNORECASE,
        ),
        rule(
            "an ordinal of a feminine noun behind its article",
            rf"\b([Dd]er) (\d{{1,3}})\. (?={_NOUNS['e']})",
            lambda found: f"{found[1]} {ordinal(int(found[2]), 'de')}n ",
            "Sieger der 3. Runde -> Sieger der dritten Runde",
        ),
        rule(
            "an ordinal behind an article",
            rf"\b({BEFORE}) (\d{{1,3}})\. (?=[A-ZÄÖÜa-z])|\b([Dd](?:er|ie|as)|[Zz]um) ((?!19|20)\d{{4}})\. (?=[A-ZÄÖÜ])",
            _after_article,
            "die 3. Runde -> die dritte Runde",
            re.IGNORECASE,
        ),
        rule(
            "an ordinal without an article",
            rf"(?<![\d.,])(\d{{1,3}})\. (?=({_NOUNS['er']})|({_NOUNS['es']})|({_NOUNS['e']}))",
            _alone,
            "5. Platz -> fünfter Platz",
        ),
        rule(
            "an ordinal behind a possessive",
            r"\b((?:unser|ihr|sein|mein|dein|euer|eur|kein)(?:e[nrsm]?)) (\d{1,3})\. (?=[A-ZÄÖÜ])",
            lambda found: (
                f"{found[1]} {ordinal(int(found[2]), 'de')}{'' if found[1].endswith('e') else 'n'} "
            ),
            "unsere 2. Heimat -> unsere zweite Heimat",
            re.IGNORECASE,
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when chapters are numbered."""
    return [
        rule(
            "a Roman ordinal before its noun",
            rf"(?:(?<!\w)({BEFORE}) )?(?<![\w.])({NUMERAL})\. ({_NOUN})",
            _roman,
            "im II. Weltkrieg -> im zweiten Weltkrieg",
        ),
        rule(
            "a ruler",
            rf"(?:\b({_DATIVE}|{_ACCUSATIVE}) )?\b((?:[A-ZÄÖÜ][a-zäöüß]{{2,}} ){{1,5}})({NUMERAL})\.",
            _ruler,
            "Friedrich II. -> Friedrich der zweite",
        ),
        rule(
            "a ruler without a full stop",
            rf"\b({_RULERS}) (?=[IVX]{{2}}|[VX]\b)({NUMERAL})\b",
            lambda found: f"{found[1]} {_of(found[1])} {ordinal(roman(found[2]), 'de')}",
            "Elizabeth II -> Elizabeth die zweite",
        ),
    ]


def _after_article(found: re.Match[str]) -> str:
    article, digits = found[1] or found[3], found[2] or found[4]
    return f"{article} {nth(digits, article)} "


def _several(found: re.Match[str]) -> str:
    """Each has the ending of the last."""
    before, others, last, noun = found.groups()
    said = re.sub(r"(\d+)\.", lambda number: _before_noun(number[1], before, noun, found), others)
    said = re.sub(r" ?[-–] ?", " bis ", said).replace("/", ", ")
    return f"{before} " * bool(before) + f"{said}{_before_noun(last, before, noun, found)} {noun}"


def _before_noun(digits: str, before: str | None, noun: str, found: re.Match[str]) -> str:
    """An ordinal by the word before it, else by the gender of its noun."""
    is_feminine = re.match(_NOUNS["e"], noun)
    if before:
        return (
            ordinal(int(digits), "de") + "n"
            if is_feminine and before.lower() == "der"
            else nth(digits, before)
        )
    word = _WORD.search(signs.before(found))
    if word and _WEAK.match(word[1]):
        return ordinal(int(digits), "de") + "n"
    ending = "" if is_feminine else "s" if re.match(_NOUNS["es"], noun) else "r"
    return ordinal(int(digits), "de") + ending


def _roman(found: re.Match[str]) -> str:
    before, numeral, noun = found.groups()
    said = _before_noun(str(roman(numeral)), before, noun, found)
    return f"{before} " * bool(before) + f"{said} {noun}"


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
    if before is None:
        article = _of(name)
        return f"{name}{article} {said}" + "n" * (article == "des")
    is_queen = _of(name) == "die"
    case = (
        ("der " if is_queen else "dem ") if before in _DATIVE.split("|") else "die " if is_queen else "den "
    )
    return f"{before} {name}{case}{said}" + "n" * (case != "die ")


def _of(name: str) -> str:
    """The article of a ruler; of one in the genitive: Heinrichs des achten."""
    if re.search(rf"\b(?:{_QUEENS})\b", name):
        return "die"
    return "des" if re.search(r"(?:[bdghklmnprtz]|tto)s $", name) else "der"
