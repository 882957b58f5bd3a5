"""Italian times with a point."""

from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied before what all share."""
    return [
        rule(
            "hours by their letter",
            r"(?<!\w)h\.? ?(?=(?:[01]?\d|2[0-4])[.:,][0-5]\d(?!\d))",
            "ore ",
            "h. 14.30 -> ore 14.30",
        ),
        rule(
            "a minute of a match",
            r"(?<!\w)(al|dal|nel|del|il|(?:all|dall|nell|dell|l)['’]) ?(\d{1,3}) ?['’′](?!\w|['’])",
            lambda found: f"{found[1]}{'' if found[1][-1] in chr(39) + '’' else ' '}{found[2]}º",
            "al 90' -> al 90º",
        ),
        rule(
            "a time with a point",
            r"(\b(?:alle|dalle|delle|ore|le|[hH]\.?) )([01]?\d|2[0-4])[.,]([0-5]\d)(?!\d|[.,]\d| ?(?:[%€]|per cento|euro|mil|met|chil|tonn|punti))",
            r"\1\2:\3",
            "alle 14.30 -> alle 14:30",
        ),
    ]
