"""Romance languages (Spanish, Portuguese, Italian): dates, times, ordinals, centuries, and numbers that agree with a noun."""

import re
from functools import cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.signs import DATE, NUMERAL, Rule, roman
from pipeline.languages.normalization.tables import table

_MASCULINE = re.compile(
    r"(?:d[ií]a|problema|programa|sistema|tema|mapa|idioma|clima|planeta|drama|kilograma|quilograma|grama|poeta)s?$"
)
_FEMININE = re.compile(
    r".+(?:as?|ción|ciones|sión|siones|dad|dades|tud|ção|ções|são|sões|dade|dades|zione|zioni|sione|sioni|gione|gioni|tà|tù)$"
    r"|(?:mujer|mujeres|veces|vezes|noches|leyes|madres|voces|mulher|mulheres|mães|ore|notte|legge|nave|madre|moglie|voce"
    r"|parte|fine|classe|fase|mano|gente|vez|noite|sede)s?$"
)
_KINGS = frozenset(["Andrea", "Luca", "Nicola", "Mattia", "Elia", "Enea", "Battista", "Costa"])
_QUEENS = frozenset(["Isabel", "Elizabeth", "Beatriz", "Beatrice", "Irene"])


def noun_of(after: str) -> str:
    """What a number counts, in small letters; empty where `after`, the word behind it, is none: 5 y 6."""
    return "" if after.lower() in _NO_NOUN else after.lower()


def feminine(noun: str) -> bool:
    """Whether a noun in small letters is feminine, as far as its ending shows."""
    return bool(_FEMININE.match(noun)) and not _MASCULINE.match(noun)


_NO_NOUN = frozenset([
    "y", "o", "de", "del", "a", "al", "en", "que", "por", "con", "coma", "punto", "es", "fue", "se",
    "la", "el", "los", "las", "para", "sin", "más", "menos", "e", "ou", "do", "da", "dos", "das",
    "em", "no", "na", "nos", "nas", "com", "vírgula", "é", "foi", "os", "as", "era", "até", "entre",
    "pela", "pelo", "di", "della", "dei", "delle", "ed", "alla", "dal", "dalla", "nel", "nella",
    "su", "per", "contra", "ante", "contro", "sobre", "como", "hasta", "perante", "frente", "cuando", "mas",
    "virgola", "è", "fu", "il", "lo", "le", "gli", "i", "meno", "più", "tra", "fra",
])  # fmt: skip
"""What may follow a number and is not counted."""


@cache
def letters(base: str) -> list[Rule]:
    """Centuries, parts and kings: in order as far as the language orders them, then by number."""
    names = table(base)
    numeral = f"({NUMERAL})"
    name = r"[A-ZÁÉÍÓÚ][a-záéíóúñçãõ]{2,}"
    return [
        (
            re.compile(rf"\b({names['numbered']}) {numeral}\b"),
            lambda found: f"{found[1]} {_number(roman(found[2]), found[1].lower(), base)}",
        ),
        (
            re.compile(rf"\b({name}) (?=[IVX]{{2}}|[VX]\b|I\b){numeral}\b(?!(?<= [IVX])\.)"),
            lambda found: f"{found[1]} {_regnal(roman(found[2]), found[1], base)}",
        ),
        (
            re.compile(rf"(?<![\w.])(?=[IVX]{{2}}|[IVX] secol){numeral}(?= [^\W\d_]{{3}})"),
            lambda found: _before(roman(found[1]), found, base),
        ),
        (re.compile(r"\bun' (?=[aeiou])"), "un'"),
    ]


def _number(number: int, part: str, base: str) -> str:
    """The part of a work, or a century."""
    if number > table(base)["in_order"]:
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=feminine(part))


def _regnal(number: int, name: str, base: str) -> str:
    if number > max(table(base)["in_order"], len(table(base)["ordinals"])):
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=name in _QUEENS or (name[-1] == "a" and name not in _KINGS))


def _before(number: int, found: re.Match[str], base: str) -> str:
    """XX secolo, XXI edição."""
    noun = re.match(r"\w+", signs.after(found)[1:])
    assert noun is not None
    if "count_beyond" in table(base) and number > len(table(base)["ordinals"]):
        return verbalize_count(str(number), noun[0], base)
    return _ordinal(number, base, woman=feminine(noun[0].lower()))


def _ordinal(number: int, base: str, *, woman: bool) -> str:
    order: list[str] = table(base)["ordinals"]
    said = order[number - 1] if number <= len(order) else ordinal(number, base)
    return re.sub(r"o\b", "a", said) if woman else said


@cache
def rules(base: str) -> list[Rule]:
    """What has digits and is no plain number."""
    names = table(base)
    month = "|".join(names["months"])
    shade = (
        r"(?:Celsius\b|al|all|alla|ao|en|em|nel|nella|na|no|de|di|con|com|sobre|sotto|sopra|sul|bajo|sob)\b"
    )
    before = names.get("letters_before", "")
    return [
        (
            re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])"),
            lambda found: _date(found[3], found[2], found[1], base),
        ),
        (
            re.compile(DATE),
            lambda found: _date(found[1], found[3], found[4], base),
        ),
        (re.compile(r"(?<!\w)['’‘](?=\d\d)"), ""),
        (re.compile(rf"(?<![\d.,])1(?:\.?[º°])?(?=\s(?:de )?(?:{month})\b)"), names["first_of_month"]),
        (
            re.compile(
                rf"(?<![\d.,])(\d+)\.?(?:{before}([ºo]s?|°(?=\s(?!{shade})[^\W\d_]{{3,}}))|{before}([ªa]s?)|(er))(?![\wº°])(?! ?[CF]\b)"
            ),
            lambda found: _nth(found, base),
        ),
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
    number = int(found[1])
    if (
        not 0
        < number
        <= max(len(table(base)["ordinals"]), table(base)["in_order"], table(base).get("ordered_to", 0))
    ):
        return cardinal(found[1], base)
    said = _ordinal(number, base, woman=bool(found[3]))
    if found[4]:
        return said.removesuffix("o")
    return said + "s" * (found[2] or found[3]).endswith("s")


def _clock(found: re.Match[str], base: str) -> str:
    names, number, minutes = table(base), str(int(found[1])), int(found[2])
    hour = names["hour_one"] if number == "1" else verbalize_count(number, "horas", base)
    if minutes:
        return f"{hour} {names['clock_and']} {cardinal(str(minutes), base)}".replace("  ", " ")
    return f"{hour} {names['hours'][number != '1']}" if "hours" in names else hour
