"""Numbers in words for languages written in letters, by num2words (LGPL, no run-time downloads).

num2words was right in English, German, French, Spanish, Portuguese, Italian and Arabic cardinals; it is
not used for its years (Spanish and French have none of their own, Japanese ones are imperial), its
decimals (a wrong word in Spanish, none in Arabic), its ordinals but English and German ones, nor for
Korean, Chinese and Japanese, where the reading depends on what is counted. It knows no Hindi, whose
hundred words stand in `hi.toml`.
"""

from functools import lru_cache

from pipeline.narration.spoken.tables import table

KNOWN = frozenset({"ar", "de", "en", "es", "fr", "hi", "it", "pt"})
_LONGEST = 15
"""Digits of a number beyond which it is said digit by digit."""


@lru_cache(4096)
def cardinal(digits: str, base: str) -> str:
    """`digits` as a number; one by one when they begin with a zero or are very many."""
    if base not in KNOWN:
        return digits
    if (len(digits) > 1 and digits[0] == "0") or len(digits) > _LONGEST:
        return one_by_one(digits, base)
    return _tidied(_words(int(digits), base, "cardinal"), base)


@lru_cache(4096)
def ordinal(number: int, base: str) -> str:
    """The ordinal number, for a man or in the neuter."""
    return _tidied(_words(number, base, "ordinal"), base)


@lru_cache(1024)
def year(number: int, base: str) -> str:
    """English and German years by hundreds, those of other languages as numbers."""
    return (
        _tidied(_words(number, base, "year"), base) if base in ("en", "de") else cardinal(str(number), base)
    )


def one_by_one(digits: str, base: str) -> str:
    """Digit by digit, as in telephone numbers."""
    return " ".join(cardinal(digit, base) for digit in digits)


def _words(number: int, base: str, form: str) -> str:
    if base == "hi":
        return _hindi(number)
    from num2words import num2words

    said: str = num2words(number, lang=_NAMES.get(base, base), to=form)
    return said


_NAMES = {"pt": "pt_BR"}
"""dezesseis and bilhão; Portugal's are dezasseis and mil milhões."""


def _hindi(number: int) -> str:
    """By hundreds, thousands, and then every two digits: 123456 is one lakh, 23 thousand, four hundred, 56."""
    names: list[str] = table("hi")["numbers"]
    said = []
    for size, scale in _HINDI:
        many, number = divmod(number, size)
        if many:
            said.append(f"{_hindi(many) if many > 99 else names[many]} {scale}")
    if number or not said:
        said.append(names[number])
    return " ".join(said)


_HINDI = ((10**11, "खरब"), (10**9, "अरब"), (10**7, "करोड़"), (10**5, "लाख"), (10**3, "हज़ार"), (100, "सौ"))


def _tidied(said: str, base: str) -> str:
    return said.replace(" و ", " و").strip() if base == "ar" else said.replace(",", "")
