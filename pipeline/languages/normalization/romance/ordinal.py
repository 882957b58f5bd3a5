"""Romance ordinals: 3.º, XX secolo, capítulo IV, Felipe VI; in order as far as the language orders them, then by number."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.languages import folders
from pipeline.languages.normalization import signs
from pipeline.languages.normalization.counting import cardinal, ordinal
from pipeline.languages.normalization.local import verbalize_count
from pipeline.languages.normalization.romance.agreement import feminine
from pipeline.languages.normalization.rules import NamedRule, shared_rule
from pipeline.languages.normalization.signs import LARGE_NUMERAL, NUMERAL, roman
from pipeline.languages.normalization.tables import table

_NAME = r"[A-ZÁÉÍÓÚ][a-záéíóúñçãõ]{2,}"
_KINGS = frozenset(["Andrea", "Luca", "Nicola", "Mattia", "Elia", "Enea", "Battista", "Costa"])
_QUEENS = frozenset(["Isabel", "Elizabeth", "Beatriz", "Beatrice", "Irene"])
_ORDERED = 20
"""How far Roman numerals before a noun are ordinals in a language that counts beyond its common ones."""
_WARMTH = r"(?:Celsius\b|al|all|alla|ao|en|em|nel|nella|na|no|de|di|con|com|sobre|sotto|sopra|sul|bajo|sob)\b"
"""What follows degrees, and no ordinal: 30° en la sombra."""


def letters(base: str) -> list[NamedRule]:
    """Roman numerals."""
    part = table(base)["numbered"]
    return [
        shared_rule(
            base,
            "from one part to another",
            rf"\b({part}) ({NUMERAL})( ?[-–/] ?| (?:e|y|a|al|ao|ed|o|ou) |, )(?={NUMERAL}\b)(?:({NUMERAL})(?: (e|y|ed) (?={NUMERAL}\b)({NUMERAL}))?)\b",
            lambda found: _parts(found, base),
            es="siglos XV-XVI -> siglos quince a dieciséis",
            pt="séculos XV e XVI -> séculos quinze e dezesseis",
            it="secoli XV e XVI -> secoli quindicesimo e sedicesimo",
        ),
        shared_rule(
            base,
            "a Roman numeral behind the name of a part",
            rf"\b({part}) ({NUMERAL})\b",
            lambda found: f"{found[1]} {_number(roman(found[2]), found[1].lower(), base)}",
            es="capítulo IV -> capítulo cuatro",
            pt="século V -> século quinto",
            it="parte II -> parte seconda",
        ),
        shared_rule(
            base,
            "a ruler",
            rf"\b({_NAME}) (?=[IVXLC]{{2}}|[VX]\b|I\b)({LARGE_NUMERAL}|{NUMERAL})\b(?!(?<= [IVX])\.)",
            lambda found: f"{found[1]} {_regnal(roman(found[2]), found[1], base)}",
            es="Isabel II -> Isabel segunda",
            pt="Pedro I -> Pedro primeiro",
            it="Pio XII -> Pio dodicesimo",
        ),
        shared_rule(
            base,
            "a Roman numeral before what it orders",
            rf"(?<![\w.])(?=[IVXLC]{{2}}|[IVX] (?i:{table(base)['ordered']})\b)({LARGE_NUMERAL}|{NUMERAL})(?= [^\W\d_]{{3}})",
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
            rf"(?<![\d.,])(\d+)\.?(?:{men}|{mark}([ªa]s?)|(er))(?![\wº°])(?:\.(?= [a-zà-ÿ]))?(?! ?[CF]\b)",
            lambda found: _nth(found, base),
            es="la 15.ª edición -> la decimoquinta edición",
            pt="5º lugar -> quinto lugar",
            it="3ª volta -> terza volta",
        ),
    ]


def _parts(found: re.Match[str], base: str) -> str:
    """Two parts or centuries, or three."""
    part, first, between, second, joined, third = found.groups()

    def said(numeral: str) -> str:
        return _number(roman(numeral), part.lower(), base)

    joint = f" {table(base)['range']} " if between.strip() in ("-", "–", "/") else between
    return f"{part} {said(first)}{joint}{said(second)}" + (f" {joined} {said(third)}" if third else "")


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
    if noun[0].lower() in table(base)["months"]:  # streets are called after days: XX Settembre
        return cardinal(str(number), base)
    if "count_beyond" in table(base) and number > _ORDERED:
        return verbalize_count(str(number), noun[0], base)
    woman = feminine(noun[0].lower())
    said = _of(number, _marked(base)[:_ORDERED], base, woman=woman)
    if re.search(table(base)["ordered_many"], noun[0]):
        return re.sub(r"([oa])\b", r"\1s", said)
    return said if woman else _shortened(said, base)


def _shortened(said: str, base: str) -> str:
    """As the language has it before a masculine noun: primer, tercer."""
    pattern = table(base).get("shortened")
    return re.sub(pattern, r"\1", said) if pattern else said


def _nth(found: re.Match[str], base: str) -> str:
    names, number = table(base), int(found[1])
    listed = _marked(base)
    known = max(len(listed), names["in_order"], names.get("ordered_to", 0))
    if not 0 < number <= known:
        return _beyond(number, base, woman=bool(found[3])) or cardinal(found[1], base)
    said = _of(number, listed, base, woman=bool(found[3]))
    if found[4]:
        return re.sub(r"(primer|tercer)o$", r"\1", said)
    if found[2] and re.match(rf" (?:{names['ordered']})\b", signs.after(found), re.IGNORECASE):
        return _shortened(said, base)
    return said + "s" * (found[2] or found[3]).endswith("s")


def _beyond(number: int, base: str, *, woman: bool) -> str:
    """More than a thousand, and round thousands, in a language that has words for them; else nothing."""
    own, listed = folders.module(base, "normalization.fraction"), _marked(base)
    if "hundredths" not in table(base) or not own:
        return ""
    rest = number % 1000
    thousands, millions = number % 10**6 - rest, number - number % 10**6
    heads = [(own.denominator(part) or ("",))[0] for part in (millions, thousands) if part]
    if not all(heads):
        return ""
    said = " ".join([*heads, _of(rest, listed, base, woman=False)] if rest else heads)
    return re.sub(r"o\b", "a", said) if woman else said


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
