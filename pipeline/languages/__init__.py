"""What a language is: its names, script, direction, and the rules that follow from them."""

from pipeline.languages.language import (
    DISCLOSURES,
    FALLBACK,
    Language,
    codes,
    find,
    language_name,
    languages,
    words,
)

__all__ = ["DISCLOSURES", "FALLBACK", "Language", "codes", "find", "language_name", "languages", "words"]
