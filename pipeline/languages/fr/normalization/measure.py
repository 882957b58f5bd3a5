"""French halves and parts of what is measured, and relays: deux heures et demie, trois quarts d'heure."""

from pipeline.languages.normalization.rules import NamedRule, rule

_FEMININE = "heures?|minutes?|secondes?|tonnes?|livres?|années?|onces?|calories?|kilocalories?|journées?|bouteilles?|tasses?|lieues?"


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "a relay",
            r"(?<![\d.,])(\d)\s?x\s?(?=[1-8]00\s?(?:m|mètres)\b)",
            r"\1 × ",
            "4x100 m -> 4 × 100 m",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule(
            "so many and a half, feminine",
            rf"\bet demi ({_FEMININE})\b",
            r"\1 et demie",
            "deux et demi heures -> deux heures et demie",
        ),
        rule(
            "so many and a half",
            r"\bet demi (?!de\b|et\b|pour\b)([a-zéèê]{4,}s)\b(?=$|[ .,;)])",
            r"\1 et demi",
            "trois et demi kilomètres -> trois kilomètres et demi",
        ),
        rule(
            "half a feminine one",
            rf"\bun demi (?={_FEMININE})",
            "une demi-",
            "un demi heure -> une demi-heure",
        ),
        rule(
            "a part of an hour",
            r"\bde (?=heures?\b|hectares?\b|once\b)",
            "d'",
            "trois quarts de heure -> trois quarts d'heure",
        ),
    ]
