"""Roman numerals in Romance languages beside what names parts and rulers: in small letters, of a year, and by themselves."""

import re

from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule, shared_rule
from pipeline.languages.normalization.signs import NUMERAL, roman
from pipeline.languages.normalization.tables import table

_YEAR = r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WORDS = frozenset(["i", "vi"])
"""Small numerals that are words as well: en este siglo vi, nel secolo i."""


def centuries() -> list[NamedRule]:
    """To be applied before all that has Roman numerals."""
    return [
        rule(
            "a century in small numerals",
            r"\b((?i:siglos?|séculos?|secol[oi]|siècles?) )([ivx]+)(?:( ?[-–/] ?| (?:y|e|ed|et|a|al|ao) )([ivx]{2,}|[vx]))?(?![\w’'])",
            _in_capitals,
            "siglos xv y xvi -> siglos XV y XVI",
        ),
    ]


def _in_capitals(found: re.Match[str]) -> str:
    century, first, joint, second = found.groups()
    are_numerals = all(re.fullmatch(NUMERAL, each.upper()) for each in (first, second) if each)
    if not are_numerals or first in _WORDS:
        return found.group()
    return century + first.upper() + (joint + second.upper() if second else "")


def rules(base: str) -> list[NamedRule]:
    """To be applied when parts and rulers are said."""
    return [
        shared_rule(
            base,
            "a year in Roman numerals",
            rf"\b({table(base)['word_for_year']} )((?=[MDCLXVI]{{2}}){_YEAR}|(?=m[mdclxvi]{{3}}){_YEAR.lower()})(?!\w)",
            lambda found: found[1] + _year(found[2], base),
            es="año MCMXC -> año mil novecientos noventa",
            fr="an MCMXC -> an mille neuf cent quatre-vingt-dix",
            it="anno MCMXC -> anno millenovecentonovanta",
            pt="ano MCMXC -> ano mil novecentos e noventa",
        ),
        shared_rule(
            base,
            "a Roman numeral behind what is counted",
            rf"\b({table(base)['counted']}) (?!X\b)({NUMERAL})(?![\w-]|\.\w)",
            lambda found: f"{found[1]} {cardinal(str(roman(found[2])), base)}",
            es="tipo II -> tipo dos",
            fr="type II -> type deux",
            it="tipo II -> tipo due",
            pt="tipo II -> tipo dois",
        ),
        shared_rule(
            base,
            "a Roman numeral by itself",
            rf"(?<![\w.-])(?=[IVX]{{3}})(?!XXX\b)({NUMERAL})(?![\w-]|\.\w)",
            lambda found: cardinal(str(roman(found[1])), base),
            es="el XIV -> el catorce",
            fr="le XIV -> le quatorze",
            it="il XIV -> il quattordici",
            pt="o XIV -> o catorze",
        ),
    ]


def _year(numeral: str, base: str) -> str:
    return cardinal(str(roman(numeral.upper())), base)
