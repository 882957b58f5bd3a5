"""The words to say for a sentence as it stands on the page.

Numbers, dates, sums, abbreviations and signs become words, so that every front end says the same.
Nothing with a letter or a digit is left out, with two exceptions: what follows the host of a web
address, and a Chinese spelling in brackets behind the Korean word that it spells.
"""

from pipeline.languages import find
from pipeline.narration.spoken import signs
from pipeline.narration.spoken.tables import LANGUAGES


def spoken(text: str, language: str) -> str:
    """`text` in the language with the BCP 47 tag `language`, in words that can be said."""
    known = find(language)
    if known.base not in LANGUAGES:
        return text
    text = signs.cleaned(text)
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
