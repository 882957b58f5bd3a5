"""Letters in Hindi: initials, and Latin capitals by their Hindi names."""

import re

from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table


def initials() -> list[NamedRule]:
    """Their full stops end no sentence."""
    return [
        rule(
            "Hindi initials",
            r"(?:(?<![\w\u0900-\u097f])[\u0900-\u097f]{1,4}\.\s?){2,}",
            _without_dots,
            "ए.पी. -> ए पी ",
        ),
    ]


def letters() -> list[NamedRule]:
    """To be applied when Roman numerals are said."""
    names = table("hi")["letters"]
    return [
        rule(
            "a single Latin capital",
            r"(?<![\w.])[A-Z](?![\w.&'’])",
            lambda found: str(names[found.group()]),
            "विटामिन B -> विटामिन बी",
        ),
    ]


def _without_dots(found: re.Match[str]) -> str:
    return found.group().replace(".", " ")
