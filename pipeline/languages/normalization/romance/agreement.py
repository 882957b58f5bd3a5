"""What a number in a Romance language counts, and whether that is feminine."""

import re

_MASCULINE = re.compile(
    r"(?:d[ií]a|problema|programa|sistema|tema|mapa|idioma|clima|planeta|drama|kilograma|quilograma|grama|poeta|lempira|kwanza|córdoba|bolívar|guaraní|balboa)s?$"
)
_FEMININE = re.compile(
    r".+(?:as?|ción|ciones|sión|siones|gión|giones|unión|uniones|união|uniões|gião|giões|dad|dades|tud|ção|ções|são|sões|dade|dades|zione|zioni|sione|sioni|gione|gioni|tà|tù)$"
    r"|(?:mujer|mujeres|veces|vezes|noches|leyes|madres|voces|mulher|mulheres|mães|ore|notte|legge|nave|madre|moglie|voce"
    r"|parte|fine|classe|fase|mano|gente|vez|noite|sede|cumbre|bienal|sinfonía)s?$"
)
_NO_NOUN = frozenset([
    "y", "o", "de", "del", "a", "al", "en", "que", "por", "con", "coma", "punto", "es", "fue", "se",
    "la", "el", "los", "las", "para", "sin", "más", "menos", "e", "ou", "do", "da", "dos", "das",
    "em", "no", "na", "nos", "nas", "com", "vírgula", "é", "foi", "os", "as", "era", "até", "entre",
    "pela", "pelo", "di", "della", "dei", "delle", "ed", "alla", "dal", "dalla", "nel", "nella",
    "su", "per", "contra", "ante", "contro", "sobre", "como", "hasta", "perante", "frente", "cuando", "mas",
    "virgola", "è", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa",
    "treinta", "cuarenta", "cincuenta", "sesenta", "ochenta", "trenta", "quaranta", "cinquanta",
    "sessanta", "settanta", "ottanta", "novanta", "fu", "il", "lo", "le", "gli", "i", "meno", "più", "tra", "fra",
])  # fmt: skip
"""What may follow a number and is not counted."""


def noun_of(after: str) -> str:
    """What a number counts, in small letters; empty where `after`, the word behind it, is none: 5 y 6."""
    return "" if after.lower() in _NO_NOUN else after.lower()


def feminine(noun: str) -> bool:
    """Whether a noun in small letters is feminine, as far as its ending shows."""
    return bool(_FEMININE.match(noun)) and not _MASCULINE.match(noun)
