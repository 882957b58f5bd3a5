"""German fractions beyond tenths: ein Zwölftel, drei Hundertstel."""

from pipeline.languages.normalization.counting import ordinal

_ALONE = {"Einhundert": "Hundert", "Eintausend": "Tausend"}


def denominator(number: int) -> tuple[str, str]:
    """One and many of the parts: their ordinal, as a noun."""
    said = f"{ordinal(number, 'de')}l".capitalize()
    for one, alone in _ALONE.items():
        said = said.replace(f"{one}stel", f"{alone}stel")
    return said, said
