"""Italian fractions beyond tenths: un dodicesimo, tre centesimi."""

from num2words import num2words


def denominator(number: int) -> tuple[str, str]:
    """One and many of the parts: their ordinal."""
    said = str(num2words(number, lang="it", to="ordinal"))
    return said, f"{said.removesuffix('o')}i"
