"""Endings that Hungarian writes behind figures and signs with a hyphen, and says with the word: 3-as, 2024-ben, 5%-kal."""

import re

from pipeline.languages.hu.normalization.cardinal import counted, numeral
from pipeline.languages.normalization.counting import cardinal
from pipeline.languages.normalization.rules import NamedRule, rule
from pipeline.languages.normalization.tables import table

LETTERS = "[a-záéíóöőúüű]"
WRITTEN = rf"-({LETTERS}{{1,12}})(?!\w)"
"""An ending as it is written behind figures and signs."""

_STEMS = (("három", "hárm"), ("hét", "het"), ("ezer", "ezr"), ("kettő", "kett"))
"""What is shorter before an ending that begins with one of these vowels: hármas, hetet, ezren, kettes."""
_LINKING = "aeoö"
_TIMES = re.compile("sz[oeö]r|féle|fél")
_LONG = {"a": "á", "e": "é"}
_DIGRAPH = re.compile("(?:dz|[cz]s|sz|[glnt]y)$")
_THRICE = re.compile(r"([^\W\d_])\1\1")


def attach(word: str, ending: str) -> str:
    """`word` with `ending`, as its sounds change where they meet: tonnás, eggyel, kilogrammal."""
    if not ending:
        return word
    if word[-1] in _LONG and ending[0] in ("á", "é"):
        return word[:-1] + ending
    if word[-1] in _LONG:
        return word[:-1] + _LONG[word[-1]] + ending
    double = _DIGRAPH.search(word)
    if double and ending.startswith(double[0]):
        return word[:-1] + ending
    return _THRICE.sub(r"\1\1", word + ending)


def attach_to_number(said: str, ending: str) -> str:
    """A number in words with `ending`: hármas, hetet, kettes, kétszer."""
    if _TIMES.match(ending) and said.endswith("kettő"):
        return said.removesuffix("kettő") + "két" + ending
    if ending[0] in _LINKING:
        for whole, stem in _STEMS:
            if said.endswith(whole):
                return said.removesuffix(whole) + stem + ending
    return attach(said, ending)


def choose(said: str, back: str, front: str, rounded: str = "") -> str:
    """The form of an ending that goes with a number's vowels: háromszor, kétszer, ötször."""
    if said.endswith("harminc"):
        return back
    last = re.findall("[aáeéiíoóöőuúüű]", said)[-1]
    if last in "aáoóuú":
        return back
    return rounded if rounded and last in "öőüű" else front


def amount(whole: str, decimals: str | None) -> str:
    """A number or a decimal as it stands before what it counts: két, két egész öt tized."""
    if decimals is None:
        return counted(cardinal(whole, "hu"))
    places = table("hu")["decimal_places"]
    part = f"{counted(numeral(int(decimals)))} {places[min(len(decimals), len(places)) - 1]}"
    return f"{cardinal(whole, 'hu')} egész {part}"


def rules() -> list[NamedRule]:
    """To be applied when ranges are said."""
    return [
        rule(
            "a decimal with an ending",
            rf"(?<![\w.,])(\d+),(\d{{1,3}}){WRITTEN}",
            lambda found: attach(amount(found[1], found[2]), found[3]),
            "2,5-szeres -> kettő egész öt tizedszeres",
        ),
        rule(
            "a number with an ending",
            rf"(?<![A-Za-z.,])(?<![A-Za-z]-)(\d+){WRITTEN}",
            lambda found: attach_to_number(cardinal(found[1], "hu"), found[2]),
            "3-as -> hármas",
        ),
    ]
