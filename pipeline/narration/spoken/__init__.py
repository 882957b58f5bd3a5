"""The words to say for a sentence as it stands on the page.

Numbers, dates, sums, abbreviations and signs become words, so that every front end says the same.
Nothing with a letter or a digit is left out, with two exceptions: what follows the host of a web
address, and a Chinese spelling in brackets behind the Korean word that it spells.
"""

import re

from pipeline.languages import find
from pipeline.languages.isolation import plain
from pipeline.narration import numerals
from pipeline.narration.spoken import signs
from pipeline.narration.spoken.tables import LANGUAGES

_ENDLESS = re.compile(r"(?<![\d.,])(?:\d{21,}|\d[\d,.\u00a0\u202f]{999,}\d)(?![.,]?\d)")
"""No language has names for so many; Python takes no more than 4,300 digits for a number."""


def spoken(text: str, language: str) -> str:
    """`text` in the language with the BCP 47 tag `language`, in words that can be said."""
    known = find(language)
    if known.base not in LANGUAGES:
        return plain(text)
    text = _ENDLESS.sub(lambda found: _one_by_one(found.group(), known.base), signs.cleaned(text))
    match known.base:
        case "ko":
            from pipeline.narration.spoken import korean

            return korean.in_words(text)
        case "zh":
            from pipeline.narration.spoken import chinese

            return chinese.in_words(text, traditional=known.tag == "zh-Hant")
        case "ja":
            from pipeline.narration.spoken import japanese

            return japanese.in_words(text)
        case base:
            from pipeline.narration.spoken import alphabetic

            return alphabetic.in_words(text, base)


def _one_by_one(endless: str, base: str) -> str:
    digits = re.sub(r"\D", "", endless)
    match base:
        case "ko":
            return numerals.korean_digits(digits)
        case "zh":
            return numerals.chinese_digits(digits)
        case "ja":
            from pipeline.narration.spoken.japanese.numbers import DIGITS

            return "".join(DIGITS[int(digit)] for digit in digits)
        case _:
            from pipeline.narration.spoken.counting import one_by_one

            return one_by_one(digits, base)
