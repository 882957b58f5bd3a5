"""Hindi wholes with a half or a quarter, which have words of their own: डेढ़, ढाई, सवा तीन, साढ़े तीन, पौने चार."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule

_HALVES = {1: "डेढ़", 2: "ढाई"}


def rules() -> list[NamedRule]:
    """To be applied before dates and fractions."""
    return [
        rule(
            "a whole with a half or a quarter",
            r"(?<![\d./,-])([1-9]\d?) (1/2|1/4|3/4)(?![\d/]|-\d)",
            lambda found: _verbalize(int(found[1]), found[2]),
            "3 1/2 -> साढ़े तीन",
        ),
    ]


def _verbalize(whole: int, part: str) -> str:
    if part == "1/2":
        return _HALVES.get(whole) or f"साढ़े {cardinal(str(whole), 'hi')}"
    if part == "1/4":
        return f"सवा {cardinal(str(whole), 'hi')}"
    return f"पौने {cardinal(str(whole + 1), 'hi')}"
