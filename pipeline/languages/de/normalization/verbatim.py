"""What is shortened within a German word."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied before chapters and rulers."""
    return [
        rule("a lady", r"\bFr\.(?= ?[A-ZÄÖÜ])", "Frau", "Fr. Müller -> Frau Müller"),
        rule("a street", r"(?<=[a-zäöü])str\.(?= )", "straße", "Hauptstr. 5 -> Hauptstraße 5"),
    ]
