"""Front ends: text of one language in, the phonemes Kokoro knows out."""

from pipeline.languages import find


def phonemes(text: str, language: str) -> str:
    """The phonemes of `text`, already in its spoken form, in the language with the BCP 47 tag `language`."""
    base = find(language).base
    if base == "ko":
        from pipeline.narration.phonemes import korean

        return korean.phonemes(text)
    if base == "zh":
        from pipeline.narration.phonemes import mandarin

        return mandarin.phonemes(text)
    from pipeline.narration.phonemes import espeak

    return espeak.phonemes(text, base)
