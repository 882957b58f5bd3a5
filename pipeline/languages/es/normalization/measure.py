"""Spanish halves of what is measured, speeds without a number, and so many times."""

from pipeline.languages.normalization.rules import NamedRule, rule

_FEMININE = (
    "horas?|millas?|toneladas?|libras?|onzas?|hectáreas?|calorías?|kilocalorías?|pulgadas?|atmósferas?"
)


def letters() -> list[NamedRule]:
    """To be applied when units are said."""
    return [
        rule(
            "so many and a half, feminine",
            rf"\buno y medio ({_FEMININE})\b|\b(\w+) y medio ({_FEMININE})\b",
            lambda found: (
                f"una {found[1].removesuffix('s')} y media"
                if found[1]
                else f"{_feminine(found[2])} {found[3]} y media"
            ),
            "dos y medio horas -> dos horas y media",
        ),
        rule(
            "so many and a half",
            r"\b(\w+) y medio (?!de\b|por\b|a\b|y\b)([a-zé]*(?:metro|gramo|litro|vatio|segundo|minuto|año|mes|día|millon)(?:e?s))\b",
            lambda found: (
                f"{'un' if found[1] == 'uno' else found[1]} {_one(found[2]) if found[1] == 'uno' else found[2]} y medio"
            ),
            "uno y medio kilogramos -> un kilogramo y medio",
        ),
        rule("half a feminine one", rf"\bun medio (?={_FEMININE})", "media ", "un medio hora -> media hora"),
        rule(
            "a speed without its number",
            r"(?<!\w)km/h(?!\w)",
            "kilómetros por hora",
            "en km/h -> en kilómetros por hora",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "so many times",
            r"(?<![\w.,])(\d{1,2})x(?=\s(?:más|menos|mayor|menor)\b)",
            r"\1 veces",
            "3x más -> 3 veces más",
        ),
    ]


def _feminine(number: str) -> str:
    return number.replace("uno", "una")


def _one(many: str) -> str:
    return many.removesuffix("es") if many.endswith("ses") or many.endswith("nes") else many.removesuffix("s")
