"""Spanish hours: times with a point, and the part of the day that p. m. is."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied when hours of the night are said."""
    return [rule("p. m.", r"p\. ?m\.", "de la tarde", "tres p. m. -> tres de la tarde")]


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    hour = r"([01]?\d|2[0-4])"
    return [
        rule(
            "an hour of the night",
            r"(?<![\d.,:])((?:[89]|1[01])(?:[:.][0-5]\d| y media| y cuarto)?) ?p\. ?m\.",
            r"\1 de la noche",
            "10 p. m. -> 10 de la noche",
        ),
        rule(
            "a time with a point behind las",
            rf"(\b[Ll]as? ){hour}\.([0-5]\d)(?!\d|[.,]\d| ?%)",
            r"\1\2:\3",
            "las 14.30 -> las 14:30",
        ),
        rule(
            "a time with a point before h",
            rf"(?<![\d.,]){hour}\.(?=[0-5]\d\s?h(?:oras|s|rs)?\b)",
            r"\1:",
            "14.30 h -> 14:30 h",
        ),
    ]
