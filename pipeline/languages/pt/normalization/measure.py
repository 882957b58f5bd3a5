"""Portuguese halves of what is measured, speeds without a number, and so many times."""

from pipeline.languages.normalization.rules import NamedRule, rule

_FEMININE = "horas?|milhas?|toneladas?|libras?|onças?|calorias?|quilocalorias?|polegadas?|atmosferas?"


def letters() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule(
            "one and a half, feminine",
            rf"\bum e meio ({_FEMININE})\b",
            lambda found: f"uma {found[1].removesuffix('s')} e meia",
            "um e meio horas -> uma hora e meia",
        ),
        rule(
            "so many and a half, feminine",
            rf"\b(\w+) e meio ({_FEMININE})\b",
            lambda found: f"{found[1].replace('dois', 'duas')} {found[2]} e meia",
            "dois e meio horas -> duas horas e meia",
        ),
        rule(
            "one and a half",
            r"\bum e meio ((?:quilo|metro|litro|quilômetro|grama|minuto|segundo|hectare|ano|watt|quilowatt))s\b",
            r"um \1 e meio",
            "um e meio quilos -> um quilo e meio",
        ),
        rule(
            "so many and a half",
            r"\be meio ((?:quilo|metro|litro|quilômetro|grama|minuto|segundo|hectare|ano|watt|quilowatt)s|[mb]ilhões)\b",
            r"\1 e meio",
            "dois e meio quilos -> dois quilos e meio",
        ),
        rule("half a feminine one", rf"\bmeio (?={_FEMININE})", "meia ", "meio hora -> meia hora"),
        rule(
            "a speed without its number",
            r"(?<!\w)km/h(?!\w)",
            "quilômetros por hora",
            "em km/h -> em quilômetros por hora",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "so many times",
            r"(?<![\w.,])(\d{1,2})x(?=\s(?:mais|menos|maior|menor|(?:sem|com) juros|de R\$)(?!\w))",
            r"\1 vezes",
            "3x mais -> 3 vezes mais",
        ),
        rule(
            "a time with a point behind às",
            r"(\b(?:[àÀ]s|[Dd]as) )([01]?\d|2[0-4])\.([0-5]\d)(?!\d|[.,]\d| ?%)",
            r"\1\2:\3",
            "às 14.30 -> às 14:30",
        ),
    ]
