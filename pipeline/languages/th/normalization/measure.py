"""Thai units behind a number."""

from pipeline.languages.normalization import units
from pipeline.languages.normalization.rules import NamedRule, rule


def rules() -> list[NamedRule]:
    """To be applied when spans are said."""
    return [
        rule(
            "a number with its unit",
            rf"(?<=\d)\s?({units.pattern('th')})(?![A-Za-z\d])",
            lambda found: str(units.name(found[1], "th")),
            "5 กม. -> 5กิโลเมตร",
        )
    ]
