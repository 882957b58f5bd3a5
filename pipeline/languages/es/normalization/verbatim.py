"""What is shortened with a slash in Spanish."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied before kings."""
    return [
        rule("a street", r"(?<!\w)[Cc]/ ?(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2})", "calle ", "c/ Mayor -> calle Mayor"),
    ]
