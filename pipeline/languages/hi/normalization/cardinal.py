"""Hindi numbers: by hundreds, thousands, and then every two digits; those below a hundred have a word each."""

from pipeline.languages.normalization.tables import table

_SCALES = ((10**11, "खरब"), (10**9, "अरब"), (10**7, "करोड़"), (10**5, "लाख"), (10**3, "हज़ार"), (100, "सौ"))


def numeral(number: int) -> str:
    """123456 is one lakh, 23 thousand, four hundred, 56."""
    names: list[str] = table("hi")["numbers"]
    said = []
    for size, scale in _SCALES:
        many, number = divmod(number, size)
        if many:
            said.append(f"{numeral(many) if many > 99 else names[many]} {scale}")
    if number or not said:
        said.append(names[number])
    return " ".join(said)
