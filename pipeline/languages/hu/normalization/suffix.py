"""Endings that Hungarian writes behind figures and signs with a hyphen, and says with the word: 3-as, 2024-ben, 5%-kal."""

import re

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
