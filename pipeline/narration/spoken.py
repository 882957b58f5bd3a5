"""The words to say for a sentence as it stands on the page."""


def spoken(text: str, language: str) -> str:
    """`text` in the language with the BCP 47 tag `language`, in words that can be said."""
    return text
