"""Times to the second, of a day or of a race, in the words that CLDR counts hours, minutes and seconds by."""

import re
from decimal import Decimal

from pipeline.languages.normalization.rules import NamedRule, shared_rule

_UNITS = ("hour", "minute", "second")


def rules(base: str) -> list[NamedRule]:
    """To be applied behind a language's own, and before scores."""
    return [
        shared_rule(
            base,
            "a time with its seconds",
            r"(?<![\d:.,])(\d{1,3}):([0-5]\d):([0-5]\d(?:[.,]\d{1,3})?)(?![\d:]|[.,]\d)",
            lambda found: _in_full(found, base),
            es="10:30:05 -> 10 horas 30 minutos 5 segundos",
            de="2:00:01 -> 2 Stunden 1 Sekunde",
            cs="10:30:05 -> 10 hodin 30 minut 5 sekund",
        )
    ]


def _in_full(found: re.Match[str], base: str) -> str:
    from pipeline.languages import cldr  # Babel takes 60 ms to load, and few sentences need it

    counts = [Decimal(part.replace(",", ".")) for part in found.groups()]
    if not any(counts):
        return found[0]
    return " ".join(
        cldr.amount(count, unit, base) for count, unit in zip(counts, _UNITS, strict=True) if count
    )
