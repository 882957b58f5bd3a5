"""A sentence as it is said: by the grammar of its language, or by the rules for languages written in letters."""

import re

from pipeline.languages import folders, isolation, surrogates
from pipeline.languages.language import find
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.tables import table

_ENDLESS = re.compile(r"(?<![\d.,])(?:\d{21,}|\d[\d,.\u00a0\u202f]{999,}\d)(?![.,]?\d)")
"""No language has names for so many; Python takes no more than 4,300 digits for a number."""

_ROW = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3}){7,}(?![.,]?\d)")
"""Of numbers, as of a table: as groups of one number they would be more than any language has names for."""


def normalize(text: str, language: str) -> str:
    """`text` in the language with the BCP 47 tag `language`, in words that can be said."""
    known, text = find(language), surrogates.whole(text)
    if not table(known.base):
        return isolation.plain(text)
    text = signs.clean(signs.accidentals(text, table(known.base)))
    text = _ROW.sub(lambda found: found.group().replace(" ", ", "), text)
    text = _ENDLESS.sub(lambda found: _one_by_one(found.group(), known.base), text)
    grammar = folders.module(known.base, "normalization.grammar")
    if grammar and hasattr(grammar, "in_words"):
        return str(grammar.in_words(text, known.tag))
    from pipeline.languages.normalization import alphabetic

    return alphabetic.in_words(text, known.base)


def _one_by_one(endless: str, base: str) -> str:
    digits = re.sub(r"\D", "", endless)
    grammar = folders.module(base, "normalization.grammar")
    if grammar and hasattr(grammar, "in_words"):
        return str(grammar.one_by_one(digits))
    from pipeline.languages.normalization.counting import one_by_one

    return one_by_one(digits, base)
