"""Romance ordinals: 3.º, XX secolo, capítulo IV, Felipe VI; in order as far as the language orders them, then by number."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.romance.agreement import feminine
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import NUMERAL, roman
from pipeline.languages.normalization.tables import table

_NAME = r"[A-ZÁÉÍÓÚ][a-záéíóúñçãõ]{2,}"
_KINGS = frozenset(["Andrea", "Luca", "Nicola", "Mattia", "Elia", "Enea", "Battista", "Costa"])
_QUEENS = frozenset(["Isabel", "Elizabeth", "Beatriz", "Beatrice", "Irene"])
_WARMTH = r"(?:Celsius\b|al|all|alla|ao|en|em|nel|nella|na|no|de|di|con|com|sobre|sotto|sopra|sul|bajo|sob)\b"
"""What follows degrees, and no ordinal: 30° en la sombra."""


def letters(base: str) -> list[NamedRule]:
    """Roman numerals."""
    return [
        shared_rule(
            base,
            "a Roman numeral behind the name of a part",
            rf"\b({table(base)['numbered']}) ({NUMERAL})\b",
            lambda found: f"{found[1]} {_number(roman(found[2]), found[1].lower(), base)}",
            es="capítulo IV -> capítulo cuatro",
            pt="século V -> século quinto",
            it="parte II -> parte seconda",
        ),
        shared_rule(
            base,
            "a ruler",
            rf"\b({_NAME}) (?=[IVX]{{2}}|[VX]\b|I\b)({NUMERAL})\b(?!(?<= [IVX])\.)",
            lambda found: f"{found[1]} {_regnal(roman(found[2]), found[1], base)}",
            es="Isabel II -> Isabel segunda",
            pt="Pedro I -> Pedro primeiro",
            it="Pio XII -> Pio dodicesimo",
        ),
        shared_rule(
            base,
            "a Roman numeral before what it orders",
            r"(?<![\w.])(?=[IVX]{2}|[IVX] secol)" + rf"({NUMERAL})(?= [^\W\d_]{{3}})",
            lambda found: _before(roman(found[1]), found, base),
            es="II edición -> segunda edición",
            it="XX secolo -> ventesimo secolo",
        ),
    ]


def rules(base: str) -> list[NamedRule]:
    """Digits with º, ª or er; to be applied when dates are said."""
    mark = table(base).get("letters_before", "")
    men = rf"{mark}([ºo]s?|°(?=\s(?!{_WARMTH})[^\W\d_]{{3,}}))"
    return [
        shared_rule(
            base,
            "an ordinal by its mark",
            rf"(?<![\d.,])(\d+)\.?(?:{men}|{mark}([ªa]s?)|(er))(?![\wº°])(?! ?[CF]\b)",
            lambda found: _nth(found, base),
            es="la 15.ª edición -> la decimoquinta edición",
            pt="5º lugar -> quinto lugar",
            it="3ª volta -> terza volta",
        ),
    ]


def _number(number: int, part: str, base: str) -> str:
    """The part of a work, or a century."""
    if number > table(base)["in_order"]:
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=feminine(part))


def _regnal(number: int, name: str, base: str) -> str:
    if number > max(table(base)["in_order"], len(table(base)["ordinals"])):
        return cardinal(str(number), base)
    return _ordinal(number, base, woman=name in _QUEENS or (name[-1] == "a" and name not in _KINGS))


def _before(number: int, found: re.Match[str], base: str) -> str:
    """XX secolo, XXI edição."""
    noun = re.match(r"\w+", signs.after(found)[1:])
    assert noun is not None
    if "count_beyond" in table(base) and number > len(table(base)["ordinals"]):
        return verbalize_count(str(number), noun[0], base)
    return _ordinal(number, base, woman=feminine(noun[0].lower()))


def _nth(found: re.Match[str], base: str) -> str:
    names, number = table(base), int(found[1])
    listed = _marked(base)
    known = max(len(listed), names["in_order"], names.get("ordered_to", 0))
    if not 0 < number <= known:
        return cardinal(found[1], base)
    said = _of(number, listed, base, woman=bool(found[3]))
    if found[4]:
        return said.removesuffix("o")
    return said + "s" * (found[2] or found[3]).endswith("s")


@cache
def _marked(base: str) -> Sequence[str]:
    """The ordinals that a mark asks for, from the first on, as far as the tables know them."""
    names = table(base)
    below = [*names["ordinals"], *str(names.get("marked", "")).split()]
    listed = list(below)
    for hundredth in str(names.get("hundredths", "")).split():
        listed += [hundredth, *(f"{hundredth}_{each}" for each in below)]
    return listed


def _ordinal(number: int, base: str, *, woman: bool) -> str:
    return _of(number, table(base)["ordinals"], base, woman=woman)


def _of(number: int, listed: Sequence[str], base: str, *, woman: bool) -> str:
    said = listed[number - 1].replace("_", " ") if number <= len(listed) else ordinal(number, base)
    return re.sub(r"o\b", "a", said) if woman else said
