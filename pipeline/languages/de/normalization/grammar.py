"""German: dates and ordinals by the word before them, years by hundreds, times with Uhr, ein and eine."""

import re
from functools import cache

from pipeline.languages.normalization.counting import cardinal, ordinal, year
from pipeline.languages.normalization.signs import NUMERAL, Rule, roman

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_MONTH = "|".join((*_MONTHS, "Jänner"))
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
_BEFORE = "|".join(_ENDED)
_FEMININE = re.compile(
    r".+(?:ung|heit|keit|schaft|tät|ion|enz|anz|ei|in)$|^(?:Person|Frau|Woche|Stunde|Minute|Sekunde|Million|Milliarde|Tonne|Stadt|Familie|Schule|Seite|Meile|Nacht|Studie)$"
)
_YEAR = r"(?:1[1-9]|20)\d\d"
_DATIVE = "mit|von|bei|nach|zu|aus|seit|unter|vor|gegenüber|außer"
_ACCUSATIVE = "für|gegen|durch|ohne|um|über"


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: ein Boot, eine Person, but eins alone."""
    said = cardinal(digits, base)
    if not after[:1].isupper() or not said.endswith("eins"):
        return said
    if digits != "1":
        return said
    return "eine" if _FEMININE.match(after) else "ein"


@cache
def letters(base: str) -> list[Rule]:
    """Roman numerals of rulers and of what is numbered."""
    return [
        (re.compile(r"(?<=[a-zäöü])str\.(?= )"), "straße"),
        (
            re.compile(rf"\b(Kapitel|Teil|Band|Artikel|Akt|Phase|Abschnitt|Hartz|Anhang) ({NUMERAL})\b"),
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), 'de')}",
        ),
        (
            re.compile(
                rf"(?:\b({_DATIVE}|{_ACCUSATIVE}) )?\b((?:[A-ZÄÖÜ][a-zäöüß]{{2,}} ){{1,5}})({NUMERAL})\."
            ),
            _ruler,
        ),
    ]


def _ruler(found: re.Match[str]) -> str:
    """Friedrich II. is the second, and of the second behind a word that asks for it."""
    before, name, numeral = found.groups()
    said = ordinal(roman(numeral), "de")
    case = "der " if before is None else "dem " if before in _DATIVE.split("|") else "den "
    return f"{before} " * bool(before) + name + case + said + "n" * bool(before)


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    day = r"(\d{1,2})\.\s?"
    return [
        (re.compile(r"(?<![\d/])9/11(?![\d/])"), "neun elf"),
        (re.compile(r"(?<=\d)\s?%-?(?=ige[mnrs]?\b)"), " prozent"),
        (re.compile(r"(?<=\d) f\.(?!\w)"), " folgende"),
        (re.compile(r"(?<![\d.,])1 (Million|Milliarde|Billion)e?n\b"), r"1 \1"),
        (re.compile(r"\b(mit|von|bei|nach|zu|aus|seit|vor|in|ab) 1 ([A-ZÄÖÜ][a-zäöüß]+)"), _with_one),
        (re.compile(r"(?<=\bAbsatz )1(?![\d.,])|(?<=\bSatz )1(?![\d.,])"), "eins"),
        (
            re.compile(rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date("", found[3], found[2], found[1]),
        ),
        (
            re.compile(
                rf"(?:\b({_BEFORE})(,? ))?(?<![\d.]){day}(\d{{1,2}})\.(?:\s?({_YEAR})(?!\d))?", re.IGNORECASE
            ),
            _numbered_date,
        ),
        (
            re.compile(
                rf"(?:\b({_BEFORE}) )?(?<![\d.,]){day}(?:(bis|und|oder|[-–])\s?(?:(zum) )?{day})?(?=(?:{_MONTH})\b)",
                re.IGNORECASE,
            ),
            _days,
        ),
        (re.compile(r"(?<![\d:.])([01]?\d|2[0-4])[:.]([0-5]\d)\s?Uhr\b"), _clock),
        (re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])"), _clock),
        (
            re.compile(r"(?<![\d.,$€£])(1[1-9]|20)(\d0)er(?=\b|-)(?:[ -]?(Jahren?))?"),
            lambda found: f"{year(int(found[1] + found[2]), 'de')}er" + (f" {found[3]}" if found[3] else ""),
        ),
        (re.compile(r"(?<![\d.,])(\d\d)er\b"), lambda found: f"{cardinal(found[1], 'de')}er"),
        (re.compile(rf"(?<![\d.,])({_YEAR})\s?[-–—]\s?(?={_YEAR}(?!\d|[.,]\d))"), r"\1 bis "),
        (re.compile(r"(?<=\d)\s?[–—]\s?(?=\d)"), " bis "),
        (
            re.compile(
                rf"(?<![\d.,$€£+])({_YEAR})\b(?![.,]\d|\s?(?:%|km|kg|m\b|°|Euro|USD|EUR|CHF|Millionen|Menschen))"
            ),
            _year,
        ),
        (re.compile(rf"\b({_BEFORE}) (\d{{1,3}})\. (?=[A-ZÄÖÜa-z])", re.IGNORECASE), _after_article),
        (
            re.compile(r"(?<![\d.,])(\d{1,2})\. (?=Jahrhundert|Jahrestag|Mal\b|Platz|Geburtstag)"),
            lambda found: f"{ordinal(int(found[1]), 'de')}s ",
        ),
        (
            re.compile(
                r"(?<![\d.,])(\d+)-(jährig\w*|mal|fach\w*|köpfig\w*|prozentig\w*|tägig\w*|stündig\w*)"
            ),
            lambda found: f"{_bind(found[1])}{found[2]}",
        ),
    ]


def _with_one(found: re.Match[str]) -> str:
    return f"{found[1]} {'einer' if _FEMININE.match(found[2]) else 'einem'} {found[2]}"


def _bind(digits: str) -> str:
    return "ein" if digits == "1" else cardinal(digits, "de")


def _year(found: re.Match[str]) -> str:
    return year(int(found[1]), "de")


def _date(before: str, day: str, month: str, of: str | None) -> str:
    name = _MONTHS[min(max(int(month), 1), 12) - 1]
    return f"{_nth(day, before)} {name}" + (f" {year(int(of), 'de')}" if of else "")


def _numbered_date(found: re.Match[str]) -> str:
    before, space, day, month, of = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found.group()
    return f"{before}{space}" * bool(before) + _date(before or "", day, month, of)


def _days(found: re.Match[str]) -> str:
    before, first, between, to, last = found.groups()
    said = f"{before} " * bool(before) + _nth(first, before or "") + " "
    if last:
        joined = "bis" if between in "-–" else between
        said += f"{joined} {to + ' ' if to else ''}{_nth(last, to or before or '')} "
    return said


def _after_article(found: re.Match[str]) -> str:
    return f"{found[1]} {_nth(found[2], found[1])} "


def _nth(digits: str, before: str) -> str:
    return (
        ordinal(int(digits), "de")[:-1] + _ENDED.get(before.lower(), "er")
        if int(digits)
        else cardinal(digits, "de")
    )


def _clock(found: re.Match[str]) -> str:
    hour, minutes = int(found[1]), int(found[2])
    said = "ein" if hour == 1 else cardinal(str(hour), "de")
    return f"{said} Uhr" + (f" {cardinal(str(minutes), 'de')}" if minutes else "")
