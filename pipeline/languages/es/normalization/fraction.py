"""Spanish fractions beyond tenths: un doceavo, dos centésimos."""

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.tables import table

_NAMED = {1000: "milésimo", 10**6: "millonésimo", 10**9: "milmillonésimo", 10**12: "billonésimo"}
_PLAIN = str.maketrans("áéó", "aeo")


def denominator(number: int) -> tuple[str, str] | None:
    """One and many of the parts, in one word: twelfths, hundredths, thousandths, and so many thousandths."""
    named = _NAMED.get(number) or _by_hundreds(number) or _by_thousands(number)
    if not named and number < 100:
        named = _part(_joined(number))
    return (named, f"{named}s") if named else None


def _by_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    listed = str(table("es")["hundredths"]).split()
    return "" if rest or not 0 < hundreds < 10 else listed[hundreds - 1]


def _by_thousands(number: int) -> str:
    millions, rest = divmod(number, 10**6)
    if not rest and 1 < millions < 1000:
        return f"{_joined(millions)}millonésimo"
    thousands, rest = divmod(number, 1000)
    return "" if rest or not 1 < thousands < 1000 else f"{_joined(thousands)}milésimo"


def _joined(number: int) -> str:
    return cardinal(str(number), "es").replace(" y ", "i").replace(" ", "").translate(_PLAIN)


def _part(said: str) -> str:
    return (
        f"{said}vo"
        if said.endswith("a")
        else f"{said.removesuffix('o') if said.endswith('uno') else said}avo"
    )
