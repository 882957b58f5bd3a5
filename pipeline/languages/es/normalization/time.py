"""Spanish hours: times with a point, and the part of the day that p. m. is."""

from pipeline.languages.normalization.rules import NamedRule, rule


def letters() -> list[NamedRule]:
    """To be applied when hours of the night are said."""
    return [
        rule("a. m.", r"\ba\. ?m\b\.?", "de la mañana", "tres a. m. -> tres de la mañana"),
        rule("p. m.", r"\bp\. ?m\b\.?", "de la tarde", "tres p. m. -> tres de la tarde"),
    ]


def minutes() -> list[NamedRule]:
    """Of a match; to be applied before durations."""
    return [
        rule(
            "a minute of a match behind an article",
            r"\b([Ee]l|[Aa]l|[Dd]el) (\d{1,3})['’′](?!\w|['’\d])",
            r"\1 minuto \2",
            "en el 90' -> en el minuto 90",
        ),
    ]


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    hour = r"([01]?\d|2[0-4])"
    return [
        rule(
            "a time with a point behind las",
            rf"(\b[Ll]as? ){hour}\.([0-5]\d)(?!\d|[.,]\d| ?%)",
            r"\1\2:\3",
            "las 14.30 -> las 14:30",
        ),
        rule(
            "a time with a point before a part of the day",
            rf"(?<![\d.,]){hour}\.(?=[0-5]\d\s?(?:de la (?:mañana|tarde|noche)|p\. ?m\b))",
            r"\1:",
            "1.30 p. m. -> 1:30 p. m.",
        ),
        rule(
            "noon",
            r"(?:(?<=\blas )12(?:[:.]00)?|(?<![\d.,:])12:00) ?m\.?(?!\w)",
            "12 del mediodía",
            "las 12 m. -> las 12 del mediodía",
        ),
        rule("one o'clock with its word", r"(?<![\d.,:])0?1[:.]00 horas?\b", "1:00", "1:00 horas -> 1:00"),
        rule("an hour with a zero", r"(?<![\d.,:])0(?=\d\s?h(?:oras|s|rs)?\b)", "", "09 h -> 9 h"),
        rule(
            "a zone in small letters",
            r"(?:(?<=:\d\d )|(?<=m\. )|(?<=m )|(?<=ana )|(?<=che )|(?<=rde ))(?:[ecmp][sd]t|gmt|utc|cest|cet|bst)(?!\w)",
            lambda found: found.group().upper(),
            "3:02 pst -> 3:02 PST",
        ),
        rule(
            "a time with a point before h",
            rf"(?<![\d.,]){hour}\.(?=[0-5]\d(?:\s?(?:[-–]|a)\s?\d{{1,2}}[.:][0-5]\d)?\s?h(?:oras|s|rs)?\b)",
            r"\1:",
            "14.30 h -> 14:30 h",
        ),
    ]
