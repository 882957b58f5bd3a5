"""Which case the word before a number asks for, where it leaves no doubt."""

import re

from pipeline.languages.normalization import signs

GENITIVE = (
    "из|изо|от|до|без|у|около|после|среди|для|против|кроме|вместо|вокруг|возле|свыше|более|менее|больше|меньше"
    "|позднее|позже|раньше|ранее|накануне|порядка"
)
"""Words with the genitive and no other case. Behind a number of which nothing else is known, they alone are trusted."""
_OF_TIME = {
    **dict.fromkeys(("в", "во", "о", "об", "при"), "prepositional"),
    **dict.fromkeys((*GENITIVE.split("|"), "с", "со"), "genitive"),
    **dict.fromkeys(("к", "ко"), "dative"),
    **dict.fromkeys(("между", "перед"), "instrumental"),
    **dict.fromkeys(("по", "на", "за", "через", "или"), "nominative"),
}
"""Of a year, a century or a day, where the accusative is as the nominative: на 2024 год."""
_WORD = re.compile(r"([^\W\d_]+)\s$")


_BESIDE = re.compile(
    r"(?<!\w)(?:сравнению|наряду|сопоставлении|соответствии|одновременно|вместе) со?\s$", re.IGNORECASE
)
"""Words with whose с the instrumental stands: по сравнению с 2019 г."""


def case_of_time(found: re.Match[str], *, otherwise: str) -> str:
    """The case of a year, a century or a day by the preposition before it; `otherwise` behind other words and nothing."""
    if _BESIDE.search(signs.before(found)):
        return "instrumental"
    word = _WORD.search(signs.before(found))
    return _OF_TIME.get(word[1].lower(), otherwise) if word else otherwise


def follows_word(found: re.Match[str]) -> bool:
    """Whether a word stands right before, on which a genitive may depend: летом 2024 г."""
    return bool(_WORD.search(signs.before(found)))
