"""What a Romance language writes as one word with the next."""

from pipeline.languages.normalization.rules import NamedRule, shared_rule


def letters(base: str) -> list[NamedRule]:
    """To be applied when numbers are said."""
    return [
        shared_rule(base, "one before a vowel", r"\bun' (?=[aeiou])", "un'", "un' ora -> un'ora"),
    ]
