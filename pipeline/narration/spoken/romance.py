"""Spanish, Portuguese and Italian: dates, times, ordinals, centuries, and numbers that agree with a noun."""

import re
from functools import cache

from pipeline.narration.spoken.counting import cardinal
from pipeline.narration.spoken.signs import Rule, roman
from pipeline.narration.spoken.tables import table

_MASCULINE = re.compile(
    r"(?:d[ií]a|problema|programa|sistema|tema|mapa|idioma|clima|planeta|drama|kilograma)s?$"
)
_FEMININE = re.compile(
    r".*(?:as?|ción|ciones|sión|siones|dad|dades|tud|ção|ções|são|sões|dade|dades|mujeres|veces|vezes|noches|leyes|madres|voces)$"
)


def counted(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un barco, veintiuna personas, doscientas mujeres, duas crianças."""
    said = cardinal(digits, base)
    noun = after.lower()
    woman = bool(_FEMININE.match(noun)) and not _MASCULINE.match(noun)
    if base == "es":
        return _spanish(said, noun, woman)
    if base == "pt" and woman:
        return re.sub(r"centos\b", "centas", re.sub(r"\bdois$", "duas", re.sub(r"\bum$", "uma", said)))
    if base == "it" and digits == "1" and noun:
        return "una" if woman and not noun.endswith("i") else "un"
    return said


def _spanish(said: str, noun: str, woman: bool) -> str:
    if woman:
        return re.sub(r"(cient|quinient)os\b", r"\1as", re.sub(r"uno$", "una", said))
    if noun and noun not in _NO_NOUN:
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"(?<!veinti)uno$", "un", said))
    return said


_NO_NOUN = frozenset(
    [
        "y",
        "o",
        "de",
        "del",
        "a",
        "al",
        "en",
        "que",
        "por",
        "con",
        "coma",
        "punto",
        "es",
        "fue",
        "se",
        "la",
        "el",
        "los",
        "las",
        "para",
        "sin",
        "más",
        "menos",
    ]
)


@cache
def letters(base: str) -> list[Rule]:
    """Centuries and later kings by number, the first ten kings in order."""
    names = table(base)
    numeral = r"((?=[IVX])X{0,3}(?:I[VX]|V?I{0,3}))"
    return [
        (
            re.compile(rf"\b({names['numbered']}) {numeral}\b"),
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), base)}",
        ),
        (
            re.compile(rf"\b([A-ZÁÉÍÓÚ][a-záéíóúñçãõ]{{2,}}) (?=[IVX]{{2}}|[VX]\b|I\b){numeral}\b(?!\.)"),
            lambda found: f"{found[1]} {_regnal(roman(found[2]), base)}",
        ),
    ]


def _regnal(number: int, base: str) -> str:
    order: list[str] = table(base)["ordinals"]
    return order[number - 1] if number <= len(order) else cardinal(str(number), base)


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    names = table(base)
    month = "|".join(names["months"])
    return [
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1], base),
        ),
        (
            re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])"),
            lambda found: _date(found[1], found[2], found[3], base),
        ),
        (
            re.compile(r"(?<![\d.,])(\d+)\.?(?:([ºo°]s?)|([ªa]s?)|(er))(?![\wº°])(?! ?[CF]\b)"),
            lambda found: _nth(found, base),
        ),
        (re.compile(rf"(?<![\d.,])1(?=[ º°]*\s(?:de )?(?:{month})\b)"), names["first_of_month"]),
        (
            re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])[:h]([0-5]\d)(?![\d:])(?:\s?(?:h|hs|hrs)\b\.?)?"),
            lambda found: _clock(found, base),
        ),
    ]


def _date(day: str, month: str, year: str, base: str) -> str:
    names = table(base)
    if not 1 <= int(month) <= 12:
        return " ".join(cardinal(part, base) for part in (day, month, year))
    said = names["first_of_month"] if int(day) == 1 else cardinal(str(int(day)), base)
    pattern: str = names["date"]
    return pattern.format(day=said, month=names["months"][int(month) - 1], year=cardinal(year, base))


def _nth(found: re.Match[str], base: str) -> str:
    order: list[str] = table(base)["ordinals"]
    number = int(found[1])
    if not 0 < number <= len(order):
        return cardinal(found[1], base)
    if found[4]:
        return order[number - 1].removesuffix("o")
    plural = "s" * (found[2] or found[3]).endswith("s")
    return (order[number - 1][:-1] + "a" if found[3] else order[number - 1]) + plural


def _clock(found: re.Match[str], base: str) -> str:
    hour, minutes = cardinal(str(int(found[1])), base), int(found[2])
    said = table(base)["hour_one"] if int(found[1]) == 1 else hour
    return (
        f"{said} {table(base)['clock_and']} {cardinal(str(minutes), base)}".replace("  ", " ")
        if minutes
        else said
    )
