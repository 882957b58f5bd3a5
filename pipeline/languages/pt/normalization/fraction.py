"""Portuguese fractions beyond tenths: cinco treze avos, um centésimo."""

from pipeline.languages.normalization.counting import cardinal

_NAMED = {100: "centésimo", 1000: "milésimo", 10**6: "milionésimo"}


def denominator(number: int) -> tuple[str, str]:
    """One and many of the parts."""
    if number in _NAMED:
        return _NAMED[number], f"{_NAMED[number]}s"
    avos = f"{cardinal(str(number), 'pt')} avos"
    return avos, avos
