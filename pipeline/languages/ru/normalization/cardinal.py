"""Russian numbers in words, in every case: пять, пяти, пятью; двадцать одна тысяча, двадцати одной тысячи."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pipeline.languages.normalization.tables import table

CASES = ("nominative", "genitive", "dative", "instrumental", "prepositional")


def numeral(number: int) -> str:
    """The cardinal, as it stands alone; a thousand without one before it."""
    return declined(number, "nominative")


@lru_cache(4096)
def declined(number: int, case: str, gender: str = "") -> str:
    """The cardinal in one of `CASES`, before a noun of `gender`: masculine where it is empty, or `accusative`, a feminine
    noun in that case."""
    for scale in table("ru")["thousands_and_more"]:
        if number >= scale["value"]:
            count, rest = divmod(number, scale["value"])
            return f"{_scaled(count, scale, case)} {declined(rest, case, gender) if rest else ''}".rstrip()
    parts = [declined_part(part, case) for part in parts_below_thousand(number)]
    return " ".join([*parts[:-1], table("ru")["genders"].get(gender, {}).get(parts[-1], parts[-1])])


def parts_below_thousand(number: int) -> list[int]:
    """Hundreds, tens and ones as they are said apart: 345 is 300, 40 and 5, and 15 is one."""
    hundreds, rest = number // 100 * 100, number % 100
    small = [rest] if rest <= 20 else [rest // 10 * 10, rest % 10]
    return [part for part in (hundreds, *small) if part] or [0]


def declined_part(part: int, case: str) -> str:
    """One of the words that numbers are made of."""
    stem = table("ru")["soft"].get(str(part))
    if stem:
        return str(stem) + {"nominative": "ь", "instrumental": "ью"}.get(case, "и")
    return str(table("ru")["declined"][str(part)]).split()[CASES.index(case)]


def plural(number: int) -> str:
    """CLDR's category of a whole number: `one` (1, 21), `few` (2 to 4), `many`."""
    last = number % 10
    if 11 <= number % 100 <= 14 or not 1 <= last <= 4:
        return "many"
    return "one" if last == 1 else "few"


def _scaled(count: int, scale: Mapping[str, Any], case: str) -> str:
    form, place = plural(count), CASES.index(case)
    if form == "few" and case == "nominative":
        name = scale["few"]
    else:
        name = scale["one" if form == "one" else "many"].split()[place]
    if count == 1 and "gender" in scale:
        return str(name)
    return f"{declined(count, case, scale.get('gender', ''))} {name}"
