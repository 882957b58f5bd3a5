"""Romance languages: the order in which their classes are said."""

from pipeline.languages.normalization.romance import date, law, numeral, ordinal, time, verbatim, weekdays
from pipeline.languages.normalization.rules import NamedRule


def letters(base: str) -> list[NamedRule]:
    """Centuries, parts and kings."""
    return [*ordinal.letters(base), *numeral.rules(base), *verbatim.letters(base)]


def rules(base: str) -> list[NamedRule]:
    """What has digits and is no plain number."""
    return [
        *weekdays.rules(base),
        *law.rules(base),
        *date.rules(base),
        *ordinal.rules(base),
        *time.rules(base),
    ]
