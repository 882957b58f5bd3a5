"""Italian halves of what is measured."""

from pipeline.languages.normalization.rules import NamedRule, rule

_FEMININE = "ore|ora|miglia|tonnellate|libbre|once|calorie|chilocalorie|atmosfere"


def letters() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule(
            "one and a half",
            r"\buno e mezzo (chil|metr|litr|chilometr|gramm|minut|second|ettar|ann)i\b",
            r"un \1o e mezzo",
            "uno e mezzo chili -> un chilo e mezzo",
        ),
        rule(
            "one hour and a half",
            r"\buno e mezzo ore\b",
            "un'ora e mezza",
            "uno e mezzo ore -> un'ora e mezza",
        ),
        rule(
            "so many and a half, feminine",
            rf"\be mezzo ({_FEMININE})\b",
            r"\1 e mezza",
            "due e mezzo ore -> due ore e mezza",
        ),
        rule(
            "so many and a half",
            r"\be mezzo ((?:chil|metr|litr|chilometr|gramm|minut|second|ettar|ann|mes|giorn|milion|miliard)i)\b",
            r"\1 e mezzo",
            "due e mezzo chili -> due chili e mezzo",
        ),
        rule("half an hour", r"\bun mezzo ora\b", "mezz'ora", "un mezzo ora -> mezz'ora"),
        rule(
            "half a unit",
            r"\bun mezzo (?=(?:chil|metr|litr|chilometr|gramm)[oi]\b)",
            "mezzo ",
            "un mezzo chilometro -> mezzo chilometro",
        ),
    ]
