"""Spanish, Portuguese and Italian: dates, times, ordinals, centuries, and numbers that agree with a noun."""

import re
from functools import cache

from pipeline.narration.spoken import signs
from pipeline.narration.spoken.counting import cardinal, ordinal
from pipeline.narration.spoken.signs import DATE, NUMERAL, Rule, roman
from pipeline.narration.spoken.tables import table

_MASCULINE = re.compile(
    r"(?:d[ií]a|problema|programa|sistema|tema|mapa|idioma|clima|planeta|drama|kilograma|quilograma|grama|poeta)s?$"
)
_FEMININE = re.compile(
    r".+(?:as?|ción|ciones|sión|siones|dad|dades|tud|ção|ções|são|sões|dade|dades|zione|zioni|sione|sioni|gione|gioni|tà|tù)$"
    r"|(?:mujer|mujeres|veces|vezes|noches|leyes|madres|voces|mulher|mulheres|mães|ore|notte|legge|nave|madre|moglie|voce"
    r"|parte|fine|classe|fase|mano|gente|vez|noite|sede)s?$"
)
_UNO = re.compile(r"s[^aeiouàèéìòù]|z|gn|ps|x|y")
"""Before what Italian says uno in place of un."""
_KINGS = frozenset(["Andrea", "Luca", "Nicola", "Mattia", "Elia", "Enea", "Battista", "Costa"])
_QUEENS = frozenset(["Isabel", "Elizabeth", "Beatriz", "Beatrice", "Irene"])


def counted(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un barco, veintiuna personas, doscientas mujeres, duas crianças, uno studente."""
    said = cardinal(digits, base)
    noun = "" if after.lower() in _NO_NOUN else after.lower()
    woman = _feminine(noun)
    match base:
        case "es":
            return _spanish(said, noun, woman)
        case "pt" if woman:
            return _portuguese(said)
        case "it" if digits == "1" and noun:
            return _italian(noun, woman)
    return said


def _feminine(noun: str) -> bool:
    return bool(_FEMININE.match(noun)) and not _MASCULINE.match(noun)


def _spanish(said: str, noun: str, woman: bool) -> str:
    said = re.sub(r"veintiuno (?=mil)", "veintiún ", re.sub(r"(?<!veinti)uno (?=mil)", "un ", said))
    if woman:
        return re.sub(r"(cient|quinient)os\b", r"\1as", re.sub(r"uno$", "una", said))
    if noun:
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"(?<!veinti)uno$", "un", said))
    return said


def _portuguese(said: str) -> str:
    """Up to a million a number agrees: duzentas mil, but dois milhões."""
    millions, much, rest = said.rpartition("ões" if "ões" in said else "\0")
    agreeing = re.sub(r"(\w)entos\b", r"\1entas", re.sub(r"\bdois\b", "duas", re.sub(r"\bum$", "uma", rest)))
    return millions + much + agreeing


def _italian(noun: str, woman: bool) -> str:
    if woman:
        return "un'" if noun[0] in "aeiou" else "una"
    return "uno" if _UNO.match(noun) else "un"


_NO_NOUN = frozenset([
    "y", "o", "de", "del", "a", "al", "en", "que", "por", "con", "coma", "punto", "es", "fue", "se",
    "la", "el", "los", "las", "para", "sin", "más", "menos", "e", "ou", "do", "da", "dos", "das",
    "em", "no", "na", "nos", "nas", "com", "vírgula", "é", "foi", "os", "as", "era", "até", "entre",
    "pela", "pelo", "di", "della", "dei", "delle", "ed", "alla", "dal", "dalla", "nel", "nella",
    "su", "per", "contra", "ante", "contro", "sobre", "como", "hasta", "perante", "frente", "cuando", "mas",
    "virgola", "è", "fu", "il", "lo", "le", "gli", "i", "meno", "più", "tra", "fra",
])  # fmt: skip
"""What may follow a number and is not counted."""


_YEAR_BEFORE = {
    "es": "en|de|del|desde|hasta|entre|y|año",
    "it": "nel|dal|al|del|fino al|tra il|e il|anno",
    "pt": "em|de|desde|até|entre|e|ano",
}  # fmt: skip
"""What stands before a year, which is no number of what follows: en 2021 murieron."""


@cache
def years(base: str) -> list[Rule]:
    """Rules for years behind such a word, while numbers still have the signs of their thousands."""
    if base not in _YEAR_BEFORE:
        return []
    year = re.compile(rf"(?<!\w)((?:{_YEAR_BEFORE[base]}) )((?:19|20)\d\d)(?= [^\W\d_])", re.IGNORECASE)
    return [(year, lambda found: found[1] + cardinal(found[2], base))]


@cache
def letters(base: str) -> list[Rule]:
    """Centuries, parts and kings: in order as far as the language orders them, then by number."""
    names = table(base)
    numeral = f"({NUMERAL})"
    name = r"[A-ZÁÉÍÓÚ][a-záéíóúñçãõ]{2,}"
    return [
        *(_spanish_signs() if base == "es" else []),
        (
            re.compile(rf"\b({names['numbered']}) {numeral}\b"),
            lambda found: f"{found[1]} {_numbered(roman(found[2]), found[1].lower(), base)}",
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
        (re.compile(r" mila\b"), "mila" if base == "it" else " mila"),
    ]


def _spanish_signs() -> list[Rule]:
    """Centuries (s. XXI, ss. XV-XVI, which the table has written out as siguientes) and streets."""
    numeral = "([IVX]+)"
    return [
        (re.compile(r"(?<!\w)s\. ?(?=[IVX]+\b)"), "siglo "),
        (
            re.compile(rf"(?<!\w)(?:siguientes|siglos) {numeral}(?: ?[-–] ?| (a|al|y) ){numeral}\b"),
            lambda found: (
                f"siglos {cardinal(str(roman(found[1])), 'es')} {found[2] or 'a'} {cardinal(str(roman(found[3])), 'es')}"
            ),
        ),
        (re.compile(r"p\. ?m\."), "de la tarde"),
        (re.compile(r"(?<!\w)[Cc]/ ?(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2})"), "calle "),
    ]


def _numbered(number: int, part: str, base: str) -> str:
    """The part of a work, or a century."""
    if number > table(base)["in_order"]:
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=_feminine(part))


def _regnal(number: int, name: str, base: str) -> str:
    if number > max(table(base)["in_order"], len(table(base)["ordinals"])):
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=name in _QUEENS or (name[-1] == "a" and name not in _KINGS))


def _before(number: int, found: re.Match[str], base: str) -> str:
    """XX secolo, XXI edição."""
    noun = re.match(r"\w+", signs.after(found)[1:])
    assert noun is not None
    if base == "es" and number > len(table(base)["ordinals"]):
        return counted(str(number), noun[0], base)
    return _ordinal(number, base, woman=_feminine(noun[0].lower()))


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
    spanish = re.compile(r"(\b[Ll]as? )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)")
    night = re.compile(r"(?<![\d.,:])((?:[89]|1[01])(?:[:.][0-5]\d| y media| y cuarto)?) ?p\. ?m\.")
    hours = re.compile(r"(?<![\d.,])([01]?\d|2[0-4])\.(?=[0-5]\d\s?h(?:oras|s|rs)?\b)")
    point = re.compile(r"(\b(?:alle|dalle|delle|ore|le) )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)")
    return [
        *([(point, r"\1\2:\3")] if base == "it" else []),
        *([(night, r"\1 de la noche"), (spanish, r"\1\2:\3"), (hours, r"\1:")] if base == "es" else []),
        *(_italian_signs() if base == "it" else []),
        *([(re.compile(r"(?<=\d)\s?M(?= de [a-záéíóúñ]+s\b)"), " millones")] if base == "es" else []),
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
                rf"(?<![\d.,])(\d+)\.?(?:{'[rdtmvn]?' * (base == 'es')}([ºo]s?|°(?=\s(?!{shade})[^\W\d_]{{3,}}))|{'[rdtmvn]?' * (base == 'es')}([ªa]s?)|(er))(?![\wº°])(?! ?[CF]\b)"
            ),
            lambda found: _nth(found, base),
        ),
        (
            re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])[:h]([0-5]\d)(?![\d:])(?:\s?(?:h|hs|hrs)\b\.?)?"),
            lambda found: _clock(found, base),
        ),
    ]


def _italian_signs() -> list[Rule]:
    """Laws by their year, law 40 of 1998, and an ordinal as typewriters have it, 3^ classe."""
    law = r"(?:legge|decreto|decreto legislativo|decreto legge|direttiva|regolamento|numero|sentenza)"
    return [
        (re.compile(rf"(\b{law} \d{{1,4}})/((?:19|20)\d\d)(?!\d)", re.IGNORECASE), r"\1 del \2"),
        (re.compile(r"(?<=\d)\^(?=\s[a-zà]{3})"), "ª"),
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
    if not 0 < number <= max(len(table(base)["ordinals"]), table(base)["in_order"], 1000 * (base == "pt")):
        return cardinal(found[1], base)
    said = _ordinal(number, base, woman=bool(found[3]))
    if found[4]:
        return said.removesuffix("o")
    return said + "s" * (found[2] or found[3]).endswith("s")


def _clock(found: re.Match[str], base: str) -> str:
    names, number, minutes = table(base), str(int(found[1])), int(found[2])
    hour = names["hour_one"] if number == "1" else counted(number, "horas", base)
    if minutes:
        return f"{hour} {names['clock_and']} {cardinal(str(minutes), base)}".replace("  ", " ")
    return f"{hour} {names['hours'][number != '1']}" if "hours" in names else hour
