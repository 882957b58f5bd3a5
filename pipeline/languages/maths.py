"""A formula in words: each language says its signs, fractions, powers and roots by the table `maths.toml` in its folder.

What has more than one part is said between brackets, so that an ear knows how far a root or a fraction reaches.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pipeline.languages import folders
from pipeline.languages.language import FALLBACK, find

_GREEK = re.compile("GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?([A-Z]+)")
_ALIKE = {
    "-": "−", "‐": "−", "–": "−", "/": "÷", "∕": "÷", "∶": "÷", "·": "×", "⋅": "×", "∙": "×", "∗": "×", "*": "×",
    "[": "(", "{": "(", "]": ")", "}": ")", "⟨": "(", "⟩": ")", "∣": "|", "‖": "|", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥",
    "≃": "≈", "≅": "≈", "∼": "≈", "~": "≈", "⟶": "→", "↦": "→", "∬": "∫", "'": "′", "≔": "=", "≡": "=",
    "⊆": "⊂", "⋃": "∪", "⋂": "∩", "⋀": "∧", "⋁": "∨", "⟹": "⇒", "⟺": "⇔", "↔": "⇔",
}  # fmt: skip
"""Signs that are said like another."""
_SILENT = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\u00ad")
"""What only says that a function is applied or factors multiplied."""
_BARS = frozenset("¯‾_\u0332\u0305\u0304")
_ACCENTS = frozenset("\u20d7^~→⃗˙¨ˆ˜\u0302\u0303\u0307\u0308⏞⏟⏜⏝⎴⎵")
"""Marks over letters, and braces, which are not said; as signs by themselves they are."""
_STRUCK = "\u0338"
"""Through a sign that does not hold."""
_SUMS = frozenset("∑∏∫")
_LARGE = _SUMS | frozenset(["lim", "max", "min", "sup", "inf"])
"""What is taken over that which stands below it."""


def spoken(mathml: str, tag: str) -> str:
    """The formula that the element `mathml` shows, as the language `tag` says it."""
    from lxml import etree

    said = _Speech(_table(tag), is_greek=find(tag).script == "Grek")
    return " ".join(said.of(etree.fromstring(mathml)).split())


@cache
def _table(tag: str) -> Mapping[str, Any]:
    return folders.table(tag, "maths") or folders.table(FALLBACK, "maths")


class _Speech:
    """Formulas in the words of one language."""

    def __init__(self, table: Mapping[str, Any], *, is_greek: bool) -> None:
        self._table = table
        self._is_greek = is_greek

    def of(self, element: Any) -> str:
        """An element of a formula in words."""
        name = str(element.tag).rpartition("}")[2]
        inner = list(element)
        match name, len(inner):
            case ("mfrac", 2):
                return self._fraction(element)
            case ("msup", 2):
                return self._power(*inner)
            case ("msub", 2):
                return self._index(*inner)
            case (("msubsup" | "munderover"), 3):
                return self._both(*inner)
            case ("munder", 2) if _text(inner[1]) in _BARS | _ACCENTS:
                return self.of(inner[0])
            case ("munder", 2):
                return self._say("below", sign=self.of(inner[0]), below=self.of(inner[1]))
            case ("mover", 2) if _text(inner[1]) in _ACCENTS:
                return self.of(inner[0])
            case ("mover", 2) if _text(inner[1]) in _BARS:
                return self._say("bar", base=self._whole(inner[:1]))
            case ("mover", 2):
                return f"{self.of(inner[0])} {self.of(inner[1])}"
            case ("mmultiscripts", _) if inner:
                return self._with_scripts(inner)
            case ("msqrt", _):
                return self._say("root", inside=self._whole(inner))
            case ("mroot", 2):
                return self._say("nth_root", inside=self._whole(inner[:1]), degree=self.of(inner[1]))
            case (("mtr" | "mtable"), _):
                return ", ".join(filter(None, map(self.of, inner)))
        return self._row(inner) if inner else self._sign(element.text or "")

    def _row(self, elements: Sequence[Any]) -> str:
        """Elements side by side; brackets around one sign alone are not said, as in f(x)."""
        made: list[str] = []
        for place, each in enumerate(elements):
            around = elements[max(0, place - 2) : place + 3]
            if _is_periodic(elements, place):
                made[-2:] = [
                    self._say("bar", base="".join(map(_text, elements[place - 2 : place])) + _text(each[0]))
                ]
            elif _is_mixed(elements, place):
                made[-1:] = [self._say("mixed", whole=made[-1], part=self.of(each))]
            elif not (_is_bracket(each) and _around_one_sign(around, around.index(each))):
                made.append(self._table["negative"] if _is_negation(elements, place) else self.of(each))
        return " ".join(filter(None, made))

    def _fraction(self, element: Any) -> str:
        above, below = element
        if element.get("linethickness") == "0":
            return f"{self._whole([above])}, {self._whole([below])}"
        return self._say("over", above=self._whole([above]), below=self._whole([below]))

    def _power(self, base: Any, exponent: Any) -> str:
        power = _text(exponent).replace("″", "′′").replace("‴", "′′′")
        if power in ("∘", "°"):
            return f"{self.of(base)}°"
        if set(power) <= set("′'*∗+−-†"):
            return " ".join([self.of(base), *map(self._name, power)])
        if not _text(base):
            return self.of(exponent)
        if power == "2":
            return self._say("square", base=self._whole([base]))
        return self._say("power", base=self._whole([base]), exponent=self._whole([exponent]))

    def _index(self, base: Any, index: Any) -> str:
        if _text(base) in _LARGE:
            return self._say("below", sign=self.of(base), below=self.of(index))
        if not _text(base):
            return self.of(index)
        return self._say("index", base=self.of(base), index=self.of(index))

    def _both(self, base: Any, below: Any, above: Any) -> str:
        if _text(base) in _SUMS:
            return self._say("limits", sign=self.of(base), below=self.of(below), above=self.of(above))
        if not _text(base):
            return f"{self.of(above)} {self.of(below)}"
        indexed = self._index(base, below)
        if _text(above) == "2":
            return self._say("square", base=indexed)
        return self._say("power", base=indexed, exponent=self._whole([above]))

    def _with_scripts(self, parts: Sequence[Any]) -> str:
        """A sign behind the numbers before it, the upper one first, as ¹⁴₆C is said: 14 6 C."""
        names = list(map(_name_of, parts))
        cut = names.index("mprescripts") if "mprescripts" in names else len(parts)
        before = list(parts[cut + 1 :])[::-1]
        return " ".join(filter(None, map(self.of, [*before, *parts[:cut]])))

    def _whole(self, elements: Sequence[Any]) -> str:
        """Elements as one thing: between brackets where there are several."""
        parts = _flat(elements)
        said = self._row(elements)
        if len(parts) < 2 or _is_bracketed(parts):
            return said
        return f"{self._name('(')} {said} {self._name(')')}"

    def _sign(self, text: str) -> str:
        shown = unicodedata.normalize("NFC", "".join(map(_letter, " ".join(text.translate(_SILENT).split()))))
        struck, stroke, rest = unicodedata.normalize("NFD", shown).partition(_STRUCK)
        if stroke and shown not in self._table["signs"]:
            return f"{self._say('not', sign=self._sign(struck))} {self._sign(rest)}".strip()
        return self._name(shown) if len(shown) == 1 else shown

    def _name(self, sign: str) -> str:
        known = self._table["signs"].get(_ALIKE.get(sign, sign))
        if known is not None:
            return str(known)
        greek = None if self._is_greek else _GREEK.match(unicodedata.name(sign, ""))
        return greek[1].lower().replace("lamda", "lambda") if greek else sign

    def _say(self, form: str, **parts: str) -> str:
        return str(self._table[form]).format(**parts)


def _letter(sign: str) -> str:
    """A letter or a digit as such, in which script or weight mathematicians may write it."""
    styled = unicodedata.decomposition(sign).startswith("<font>")
    return unicodedata.normalize("NFKC", sign) if styled else sign


def _flat(elements: Iterable[Any]) -> list[Any]:
    """Elements without the rows that only group them."""
    made: list[Any] = []
    for each in elements:
        grouping = str(each.tag).rpartition("}")[2] in ("mrow", "mstyle", "mpadded", "math")
        made += _flat(each) if grouping else [each]
    return [each for each in made if len(each) or (each.text or "").strip()]


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _name_of(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _is_periodic(elements: Sequence[Any], place: int) -> bool:
    """Whether the digits under a bar at `place` follow a whole number and its point: 0.3̅ is a third."""
    barred = elements[place]
    return (
        place > 1
        and _name_of(barred) == "mover"
        and len(barred) == 2
        and _text(barred[1]) in _BARS
        and _text(barred[0]).isdecimal()
        and _text(elements[place - 1]) in (".", ",")
        and _name_of(elements[place - 2]) == "mn"
    )


def _is_mixed(elements: Sequence[Any], place: int) -> bool:
    """Whether a fraction of numbers at `place` follows a whole number, to which it is added."""
    fraction, before = elements[place], elements[place - 1] if place else None
    return (
        before is not None
        and _name_of(before) == "mn"
        and _text(before).isdecimal()
        and _name_of(fraction) == "mfrac"
        and fraction.get("linethickness") != "0"
        and all(_text(part).isdecimal() for part in fraction)
    )


def _is_negation(elements: Sequence[Any], place: int) -> bool:
    """Whether a minus makes what follows negative, and takes it away from nothing."""
    if len(elements[place]) or _ALIKE.get(_text(elements[place]), _text(elements[place])) != "−":
        return False
    before = elements[place - 1] if place else None
    return before is None or (
        str(before.tag).endswith("mo") and _text(before) not in (")", "]", "}", "!", "′")
    )


def _is_bracket(element: Any) -> bool:
    return not len(element) and _text(element) in ("(", ")")


def _around_one_sign(around: Sequence[Any], place: int) -> bool:
    """Whether the bracket at `place` stands with its partner around one sign, which is no number."""
    opens = _text(around[place]) == "("
    other, inside = (place + 2, place + 1) if opens else (place - 2, place - 1)
    if not 0 <= other < len(around) or not _is_bracket(around[other]):
        return False
    return not len(around[inside]) and not _text(around[inside])[:1].isdigit()


def _is_bracketed(parts: Sequence[Any]) -> bool:
    """Whether the first bracket closes with the last part."""
    depth = 0
    for number, each in enumerate(parts):
        sign = _text(each) if not len(each) else ""
        depth += (sign == "(") - (sign == ")")
        if depth <= 0:
            return number == len(parts) - 1 and number > 0 and sign == ")"
    return False
