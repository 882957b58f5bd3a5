"""Formulas of Word (OMML) as MathML, and readings above characters: marked in the text before the conversion, put into the page after it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

_RUBY, _ABOVE, _FORMULA, _END = "\ue020", "\ue021", "\ue022", "\ue023"
_MARKED = re.compile(
    f"{_RUBY}(?P<base>[^{_RUBY}-{_END}]*){_ABOVE}(?P<reading>[^{_RUBY}-{_END}]*){_END}|{_FORMULA}(?P<number>\\d+){_END}"
)
_SIGNS = re.compile(f"[{_RUBY}-{_END}]")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|\s*[A-Za-zÀ-ɏ]{2,}(?:[\s’']+[A-Za-zÀ-ɏ]{2,})*\s*|[^\W\d_A-Za-zΑ-ω\U0001d400-\U0001d7ff]+|\s+|.",
    re.DOTALL,
)
"""Numbers, words, words in other letters than formulas are written in, and single signs."""
_WORDS = re.compile(r"\s*[A-Za-zÀ-ɏ]{2}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPACE = re.compile(r"\s+")
_DEEPEST = 40


def marked_ruby(base: str, reading: str) -> str:
    """Characters with their reading, as text that the conversion leaves alone."""
    return f"{_RUBY}{base}{_ABOVE}{reading}{_END}" if reading else base


def marked_formula(number: int) -> str:
    """The formula of this number, as text that the conversion leaves alone."""
    return f"{_FORMULA}{number}{_END}"


def unmarked(text: str) -> list[str]:
    """What of a marked text is seen in the line, in parts between which a formula or the end of a ruby stands."""
    parts: list[str] = []
    place = 0
    for found in _MARKED.finditer(text):
        parts += [text[place : found.start()], found["base"] or ""]
        place = found.end()
    return [part for part in [*parts, text[place:]] if part]


def without_signs(text: str) -> str:
    """`text` without what could be taken for a mark of ours."""
    return _SIGNS.sub("", text)


def put_in(page: str, formulas: Iterable[str]) -> str:
    """The HTML `page` with the readings and the `formulas` in their places."""
    numbered = list(formulas)

    def element(found: re.Match[str]) -> str:
        if found["number"]:
            return numbered[int(found["number"])]
        return f"<ruby>{found['base']}<rt>{found['reading']}</rt></ruby>"

    return _MARKED.sub(element, page)


def mathml(formula: Any) -> str:
    """The formula `oMath` as an element `math`."""
    made = etree.Element("math")
    made.extend(_all(formula, 0))
    return etree.tostring(made, encoding="unicode", with_tail=False)


def _all(element: Any, depth: int) -> Iterator[Any]:
    if depth > _DEEPEST:
        return
    for inner in element:
        name = _local(inner)
        if name == "t":
            yield from _tokens(inner.text or "")
        elif name in _FORMS:
            yield _FORMS[name](_Parts(inner, depth))
        elif not name.endswith("Pr") and name != "ctrlPr":
            yield from _all(inner, depth + 1)


class _Parts:
    """What a form of a formula is made of."""

    def __init__(self, element: Any, depth: int) -> None:
        self._element = element
        self._depth = depth

    def row(self, name: str) -> Any:
        """The parts of this name in one row."""
        made = etree.Element("mrow")
        for inner in self._element.iterchildren(f"{{*}}{name}"):
            made.extend(_all(inner, self._depth + 1))
        return made

    def rows(self, name: str) -> Iterator["_Parts"]:
        """The parts of this name, one by one."""
        return (_Parts(inner, self._depth + 1) for inner in self._element.iterchildren(f"{{*}}{name}"))

    @property
    def inside(self) -> Any:
        """All of it in one row."""
        made = etree.Element("mrow")
        made.extend(_all(self._element, self._depth + 1))
        return made

    def sign(self, name: str, usual: str) -> str:
        """The sign that its properties name."""
        own = (each for each in self._element if _local(each) == f"{_local(self._element)}Pr")
        found = next((sign for each in own for sign in each.iterchildren(f"{{*}}{name}")), None)
        return (
            usual
            if found is None
            else next((value for key, value in found.attrib.items() if key.endswith("val")), "")
        )


def _of(tag: str, *names: str) -> Callable[[_Parts], Any]:
    def made(parts: _Parts) -> Any:
        return _element(tag, *(parts.row(name) for name in names))

    return made


def _root(parts: _Parts) -> Any:
    degree = parts.row("deg")
    return _element("mroot", parts.row("e"), degree) if len(degree) else _element("msqrt", parts.row("e"))


def _large(parts: _Parts) -> Any:
    """A sum, a product or an integral with what it is taken over."""
    sign, below, above = _token("mo", parts.sign("chr", "∫")), parts.row("sub"), parts.row("sup")
    if len(below) and len(above):
        head = _element("munderover", sign, below, above)
    elif len(below):
        head = _element("munder", sign, below)
    else:
        head = _element("mover", sign, above) if len(above) else sign
    return _element("mrow", head, parts.row("e"))


def _fraction(parts: _Parts) -> Any:
    """What is divided by what, or one above the other without a bar, as in a binomial."""
    made = _element("mfrac", parts.row("num"), parts.row("den"))
    if parts.sign("type", "bar") == "noBar":
        made.set("linethickness", "0")
    return made


def _bar(parts: _Parts) -> Any:
    above = parts.sign("pos", "bot") == "top"
    return _element("mover" if above else "munder", parts.row("e"), _token("mo", "¯" if above else "_"))


def _before(parts: _Parts) -> Any:
    """A sign with what is raised and lowered before it."""
    scripts = (parts.row("sub"), parts.row("sup"))
    return _element("mmultiscripts", parts.row("e"), etree.Element("mprescripts"), *scripts)


def _brackets(parts: _Parts) -> Any:
    made = _element("mrow", _token("mo", parts.sign("begChr", "(")))
    for number, inner in enumerate(parts.rows("e")):
        if number:
            made.append(_token("mo", parts.sign("sepChr", "|")))
        made.append(inner.inside)
    made.append(_token("mo", parts.sign("endChr", ")")))
    return made


def _table(parts: _Parts) -> Any:
    rows = (
        _element("mtr", *(_element("mtd", cell.inside) for cell in row.rows("e"))) for row in parts.rows("mr")
    )
    return _element("mtable", *rows)


def _lines(parts: _Parts) -> Any:
    return _element("mtable", *(_element("mtr", _element("mtd", line.inside)) for line in parts.rows("e")))


def _accent(parts: _Parts) -> Any:
    return _element("mover", parts.row("e"), _token("mo", parts.sign("chr", "\u0302")))


_FORMS: Mapping[str, Callable[[_Parts], Any]] = {
    "f": _fraction,
    "sPre": _before,
    "bar": _bar,
    "sSup": _of("msup", "e", "sup"),
    "sSub": _of("msub", "e", "sub"),
    "sSubSup": _of("msubsup", "e", "sub", "sup"),
    "limLow": _of("munder", "e", "lim"),
    "limUpp": _of("mover", "e", "lim"),
    "func": _of("mrow", "fName", "e"),
    "rad": _root,
    "nary": _large,
    "d": _brackets,
    "m": _table,
    "eqArr": _lines,
    "acc": _accent,
}


def _tokens(text: str) -> Iterator[Any]:
    if _WORD.fullmatch(text.strip()):
        yield _token("mi" if text.strip().islower() and len(text.strip()) < 6 else "mtext", text.strip())
        return
    for found in _TOKEN.findall(text):
        if _WORDS.match(found):
            yield _token("mtext", _SPACE.sub("\u00a0", found))
            continue
        kind = "mn" if found[0].isdigit() else "mi" if found[0].isalpha() else "mo"
        if found.strip():
            yield _token(kind, found)


def _element(tag: str, *inner: Any) -> Any:
    made = etree.Element(tag)
    made.extend(inner)
    return made


def _token(tag: str, text: str) -> Any:
    made = etree.Element(tag)
    made.text = text
    return made


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
