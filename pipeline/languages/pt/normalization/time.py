"""Portuguese hours: with a capital H, with a point, and before a part of the day."""

from pipeline.languages.normalization.rules import NamedRule, rule

_HOUR = r"([01]?\d|2[0-4])"
_PART = r"d[ao] (?:manhã|tarde|noite|madrugada)\b"


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "a time with a point before h",
            rf"(?<![\d.,:]){_HOUR}\.([0-5]\d)\s?h(?:s|rs|oras)?\b",
            r"\1:\2",
            "14.30h -> 14:30",
        ),
        rule(
            "an hour with a capital",
            rf"(?<![\w.,:-]){_HOUR}(?: H (?=[0-5]\d\b)|H\b)",
            r"\1h",
            "7H -> 7h",
        ),
        rule(
            "minutes by their stroke",
            rf"(?<![\w.,:]){_HOUR}h([0-5]\d)['’′](?!\w|['’\d])",
            r"\1h\2",
            "14h30' -> 14h30",
        ),
        rule(
            "one or two of a part of the day",
            rf"(?<![\d.,:h])0?([12])(?= {_PART})",
            lambda found: ("uma", "duas")[int(found[1]) - 1],
            "às 2 da tarde -> às duas da tarde",
        ),
        rule(
            "one or two o'clock behind its preposition",
            r"(\b[àÀ]s? )0?([12])(?=(?: horas?)?(?:[.;!?)]?$|[.;!?)] |, (?!\d)))",
            lambda found: found[1] + ("uma", "duas")[int(found[2]) - 1],
            "às 2. -> às duas.",
        ),
    ]
