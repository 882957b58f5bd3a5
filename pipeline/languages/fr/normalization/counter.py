"""French numbers with what they count: un bateau, vingt et une personnes."""

import re

from pipeline.languages.normalization.counting import cardinal

_FEMININE = re.compile(
    r"(?:.+(?:tion|sion|té|ette|ance|ence|ure|ée)|personne|heure|minute|seconde|semaine|année|femme|fille|fois|tonne"
    r"|ville|famille|école|page|livre|île|nuit|voix|pièce|vie|victime|couronne)s?$"
)


def verbalize_count(digits: str, after: str, base: str) -> str:
    """A number before the noun `after`: un bateau, vingt et une personnes."""
    said = cardinal(digits, base)
    return f"{said}e" if said.endswith("un") and _FEMININE.match(after.lower()) else said
