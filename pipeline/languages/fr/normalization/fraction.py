"""French fractions beyond tenths: un douzième, trois centièmes."""

from pipeline.languages.fr.normalization.ordinal import nth


def denominator(number: int) -> tuple[str, str]:
    """One and many of the parts: their ordinal."""
    said = nth(number)
    return said, f"{said}s"
