"""Formulas as articles have them, MathML and TeX: what is shown of each, and the line of signs that stands for it in text."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from pipeline.document.article import Mark, MarkKind
from pipeline.readers.dialects.formulas import (
    APPLIED,
    bracket,
    even,
    fraction,
    in_signs,
    overlined,
    shift,
    unknown_commands,
    without_layout,
)

MATHML = "http://www.w3.org/1998/Math/MathML"
_SPACES: Any = {None: MATHML}
_NOTES = frozenset(["annotation", "annotation-xml", "mphantom"])
_TOKENS = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_PARTS = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
"""Elements by how many they must hold; with another number they are rows."""
_GROUPS = frozenset(["math", "mrow", "msqrt", "mstyle", "mtable", "mtr", "mtd", "mmultiscripts", *_PARTS])
_EMPTY = frozenset(["mspace", "mprescripts", "none"])
_ROWS = {"mtr": "mtable", "mtd": "mtr"}
"""What stands only within another."""
_TRUTH = re.compile("true|false")
_ALLOWED = {
    "mathvariant": (_TOKENS, re.compile("normal|(?:bold-)?(?:script|fraktur)|bold|italic|bold-italic|double-struck|monospace")),
    "stretchy": (frozenset(["mo"]), _TRUTH),
    "displaystyle": (frozenset(["mstyle", "mtable"]), _TRUTH),
    "accent": (frozenset(["mover", "munderover"]), _TRUTH),
    "linethickness": (frozenset(["mfrac"]), re.compile("0")),
    "width": (frozenset(["mspace"]), re.compile(r"\d?\.?\d{1,6}em")),
    "columnspan": (frozenset(["mtd"]), re.compile(r"\d{1,2}")),
    "rowspan": (frozenset(["mtd"]), re.compile(r"\d{1,2}")),
}  # fmt: skip
"""Attributes that are kept: on which elements, with which values."""
_MOST = 2_000
"""Elements of one formula; likewise `_DEEPEST`, in each other."""
_DEEPEST = 40
_LONGEST_TEX = 3_000
_MOST_BARE = 100
"""Commands of TeX without a brace behind them: each may take another as its argument, and the converter goes a level deeper."""
_DEEPEST_TEX = 30
_MOST_OPEN = 12
"""Brackets that are open at once: math-core takes twice the time for each that is not closed."""
_OPENING_COMMAND = re.compile(
    r"\\(?:langle|lfloor|lceil|lbrack|lbrace|lparen|lvert|lVert|lgroup|lmoustache|ulcorner|llcorner|\{)"
)
_BARE_COMMAND = re.compile(r"\\[A-Za-z]+(?!\s*[A-Za-z{\[])")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)\w{2,31};")
_NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline)\}")
_IN_NUMBER, _IN_LIST, _IN_EITHER = "\ue030", "\ue031", "\ue032"
"""Commas while a formula is converted."""
_POINTS = (".", "٫")
_POINT = re.compile(r"(?<=\d)\{\.\}(?=\d)")
_GROUPING = re.compile(r"(?<=\d)\{,\}(?=\d)")
_LISTING = re.compile(r"(?<=\d),(?:\s|~|\\[ ,;:])+(?=\d)")
_BETWEEN = re.compile(r"(?<=\d),(?=\d)")
_CLOSE = ",\u2064"
"""A comma that stands as its author wrote it, without a space."""
_OPENING, _CLOSING = frozenset("([{⟨"), frozenset(")]}⟩")
_INDEXED = frozenset(["msub", "msubsup", "munder", "munderover", "mmultiscripts"])
"""What has indices, of which several stand side by side."""
_WHOLE = frozenset(["mfrac", "msqrt", "mroot"])
"""What holds no list, in brackets either."""
_WORDED = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula."""

    text: str
    """In one line, in signs that can stand in a sentence: x²/3."""
    mathml: str = ""
    """The element that shows it, presentation alone and nothing that runs or leads elsewhere; empty where there is none."""
    unknown: tuple[str, ...] = ()
    """Commands of TeX that nobody knows, which stand in `text` as they were written."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What its text stands under."""
        return (Mark(MarkKind.FORMULA, self.mathml),) if self.mathml else ()


def from_tex(tex: str) -> Formula:
    """The formula that is written in TeX; without MathML where a command is not known or it goes beyond reason."""
    text = in_signs(tex)
    written = _NUMBERED.sub(r"\\\1{\2*}", without_layout(tex)).strip()
    shown = _converted(written) if text and _is_reasonable(written) else Formula("")
    return shown if shown.mathml else Formula(text, unknown=unknown_commands(text))


def from_mathml(element: Any) -> Formula:
    """The formula in an element `math`, with a plain name or in the namespace."""
    if (
        sum(1 for _ in zip(element.iter(), range(_MOST + 1), strict=False)) > _MOST
        or _depth(element) > _DEEPEST
    ):
        return Formula(" ".join("".join(_words(element)).split()))
    made = etree.Element(f"{{{MATHML}}}math", nsmap=_SPACES)
    _fill_whole(made, element)
    _join_numbers(made)
    text = even(_line(made))
    for token in made.iter(f"{{{MATHML}}}mo"):
        token.text = "," if token.text == _CLOSE else token.text
    if not text:
        return Formula("")
    made.set("alttext", text)
    return Formula(text, etree.tostring(made, encoding="unicode"))


def _converted(tex: str) -> Formula:
    from math_core import LatexError

    try:
        made = _converter().convert_with_local_state(_with_commas_told(tex), displaystyle=False)
    except LatexError:
        return Formula("")
    try:
        element = etree.fromstring(_ENTITY.sub(lambda found: html.unescape(found[0]), made))
    except etree.XMLSyntaxError:
        return Formula("")
    return from_mathml(element)


def _with_commas_told(tex: str) -> str:
    """`tex` with commas of numbers, 1{,}5, and of lists, 1, 5, which look alike once they are converted."""
    told = _LISTING.sub(_IN_LIST, _GROUPING.sub(_IN_NUMBER, _POINT.sub(".", tex)))
    return _BETWEEN.sub(_IN_EITHER, told)


def _join_numbers(element: Any, *, listed: bool = False) -> None:
    """Make one number of digits that a comma cut; within brackets only where the author said so, (1, 2) being two."""
    open_brackets = int(listed)
    for inner in list(element):
        sign = (inner.text or "").strip() if _name(inner) in ("mo", "mi") else ""
        open_brackets += (sign in _OPENING) - (sign in _CLOSING) if sign else 0
        if len(inner):
            _join_numbers(inner, listed=_is_list(element, inner, listed=open_brackets > 0))
        elif _name(inner) == "mn":
            _join_from(inner, listed=open_brackets > 0)
    for inner in element:
        if inner.text:
            _told_plainly(inner)


def _is_list(element: Any, inner: Any, *, listed: bool) -> bool:
    """Whether the numbers of `inner` in `element` stand side by side: in brackets, and as indices."""
    return _name(element) in _INDEXED or (listed and _name(inner) not in _WHOLE)


def _told_plainly(token: Any) -> None:
    if token.text in (_IN_NUMBER, _IN_LIST, _IN_EITHER):
        token.tag = f"{{{MATHML}}}mo"
        token.text = _CLOSE if token.text == _IN_EITHER else ","
    for sign, written in ((_IN_NUMBER, ","), (_IN_LIST, ", "), (_IN_EITHER, ",")):
        token.text = token.text.replace(sign, written)


def _join_from(first: Any, *, listed: bool) -> None:
    """Add to the number `first` the parts that follow it."""
    if first.getparent() is None:
        return
    parts, commas = [first.text or ""], []
    each = first.getnext()
    while each is not None and _is_cut(each):
        commas.append((each.text or "").strip())
        parts.append(each.getnext().text or "")
        each = each.getnext().getnext()
    told = bool(commas) and set(commas) <= {_IN_NUMBER}
    around = [beside for beside in (first.getprevious(), each) if beside is not None]
    if not told and (listed or not _is_number(parts) or any(map(_is_comma, around))):
        return
    marks = [comma if comma in _POINTS else "," for comma in commas]
    for _ in range(2 * len(commas)):
        first.getparent().remove(first.getnext())
    first.text = parts[0] + "".join(f"{mark}{part}" for mark, part in zip(marks, parts[1:], strict=True))


def _is_comma(element: Any) -> bool:
    sign = (element.text or "").strip()
    return _name(element) in ("mo", "mi") and sign in (",", _IN_NUMBER, _IN_LIST, _IN_EITHER, *_POINTS)


_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _is_cut(mark: Any) -> bool:
    """Whether a comma or a point stands before more digits."""
    behind = mark.getnext()
    return (
        _is_comma(mark)
        and (mark.text or "").strip() != _IN_LIST
        and behind is not None
        and _name(behind) == "mn"
        and bool(_DIGITS.fullmatch((behind.text or "").strip()))
    )


def _is_number(parts: Sequence[str]) -> bool:
    """Whether digits that were cut can be one number: decimals, or thousands."""
    if len(parts) == 2:
        return True
    whole = [part.partition(".")[0] for part in parts]
    return len(parts) > 2 and len(whole[0]) <= 3 and all(len(part) == 3 for part in whole[1:])


@cache
def _converter() -> Any:
    from math_core import LatexToMathML

    return LatexToMathML(xml_namespace=True, fancy_error=False, max_expansions=50)


def _is_reasonable(tex: str) -> bool:
    return (
        len(tex) <= _LONGEST_TEX
        and _deepest(tex, "{", "}") <= _DEEPEST_TEX
        and _deepest(tex, "([", ")]") + len(_OPENING_COMMAND.findall(tex)) <= _MOST_OPEN
        and len(_BARE_COMMAND.findall(tex)) <= _MOST_BARE
    )


def _deepest(tex: str, opens: str, closes: str) -> int:
    """How many brackets are open at once at most."""
    depth = deepest = 0
    for sign in tex:
        depth = max(depth + (sign in opens) - (sign in closes), 0)
        deepest = max(deepest, depth)
    return deepest


def _depth(element: Any) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> Iterator[str]:
    """The text of the signs in a formula that is too large to be shown as one."""
    return (node.text or "" for node in element.iter() if _name(node) in _TOKENS)


def _fill(made: Any, parts: Iterable[Any]) -> None:
    """Put those of the `parts` into `made` that may stand in a book."""
    for inner in parts:
        name = _name(inner)
        if name in _NOTES or not name:
            continue
        if name in _TOKENS:
            _child(made, name, inner).text = "".join(inner.itertext())
        elif name in _EMPTY:
            _child(made, name, inner)
        elif name == "mfenced":
            _fence(made, inner)
        elif name in ("semantics", "maction"):
            _fill(made, list(inner)[:1])
        else:
            _group(made, name, inner)


def _fill_whole(made: Any, element: Any) -> None:
    """The same for all of an `element`, the text that stands in no part of it as well."""
    _fill(made, element)
    loose = " ".join(f"{element.text or ''} {' '.join(inner.tail or '' for inner in element)}".split())
    if loose:
        etree.SubElement(made, f"{{{MATHML}}}mtext").text = loose


def _child(made: Any, name: str, of: Any) -> Any:
    child = etree.SubElement(made, f"{{{MATHML}}}{name}")
    for key, (names, values) in _ALLOWED.items():
        if name in names and values.fullmatch(of.get(key, "")):
            child.set(key, of.get(key))
    return child


def _group(made: Any, name: str, inner: Any) -> None:
    stands = name in _GROUPS - {"math"} and _ROWS.get(name, _name(made)) == _name(made)
    child = _child(made, name if stands else "mrow", inner)
    _fill_whole(child, inner)
    if stands and len(child) != _PARTS.get(name, len(child)):
        child.tag = f"{{{MATHML}}}mrow"
        child.attrib.clear()


def _fence(made: Any, fenced: Any) -> None:
    """Brackets around parts, each after the next of the signs between them, as signs of their own."""
    row = etree.SubElement(made, f"{{{MATHML}}}mrow")
    between = "".join(fenced.get("separators", ",").split())
    etree.SubElement(row, f"{{{MATHML}}}mo").text = fenced.get("open", "(")
    for number, inner in enumerate(fenced):
        if number and between:
            etree.SubElement(row, f"{{{MATHML}}}mo").text = between[min(number, len(between)) - 1]
        _fill(row, [inner])
    etree.SubElement(row, f"{{{MATHML}}}mo").text = fenced.get("close", ")")


def _line(element: Any) -> str:
    """An element in one line of signs."""
    name, inner = _name(element), list(element)
    if name in _TOKENS:
        return _sign(name, element.text or "")
    if name == "mspace":
        return " "
    if name == "mmultiscripts":
        return _with_scripts(inner)
    if name == "mfrac" and element.get("linethickness") == "0":
        return " ".join(_line(each).strip() for each in inner)
    if name in _LINES and len(inner) == _PARTS.get(name, len(inner)):
        return _LINES[name]([_line(each).strip() for each in inner])
    return "".join(map(_line, inner))


def _sign(name: str, text: str) -> str:
    if text in (APPLIED, _CLOSE):
        return text[0]
    shown = _MATHEMATICAL.sub(_plain, " ".join(text.translate(_UNSEEN).split()))
    if (name == "mtext" and not shown) or (name == "mi" and shown == "."):
        return shown or " "
    if (
        (name == "mo" and unicodedata.normalize("NFD", shown).rstrip("\u0338") in _SPACED)
        or (name == "mtext" and _WORDED.search(shown))
        or (name == "mi" and len(shown) > 1)
    ):
        return f" {shown} "
    return f"{shown} " if shown in (",", ";") else shown


def _with_scripts(parts: Sequence[Any]) -> str:
    """A sign with what is raised and lowered on both its sides, as ¹⁴₆C."""
    names = [_name(each) for each in parts]
    cut = names.index("mprescripts") if "mprescripts" in names else len(parts)
    behind, before = parts[1:cut], parts[cut + 1 :]
    base = _line(parts[0]).strip() if cut else ""
    return _scripts(before, lowered_first=False) + base + _scripts(behind, lowered_first=True)


def _scripts(pairs: Sequence[Any], *, lowered_first: bool) -> str:
    """Scripts, of which a lowered one comes before each raised one."""
    said = [(_line(each).strip(), bool(number % 2)) for number, each in enumerate(pairs)]
    said.sort(key=lambda script: script[1] == lowered_first)
    return "".join(shift(text, raised=raised) for text, raised in said if text)


def _plain(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", letter[0])


def _over(parts: Sequence[str]) -> str:
    """What has a mark or words above it; a brace is not told."""
    base, above = parts
    if above in _OVERLINES:
        return overlined(base)
    if above in _BRACES:
        return base
    mark = _MARKS.get(above)
    if mark:
        return base + mark if len(base) == 1 else base
    return base + shift(above, raised=True) + " "


def _under(parts: Sequence[str]) -> str:
    base, below = parts
    return base if below in _UNDERLINES or below in _BRACES else base + shift(below, raised=False) + " "


_MATHEMATICAL = re.compile("[\U0001d400-\U0001d7ff]")
_OVERLINES = frozenset("¯‾_―\u0332\u0305\u0304")
_UNDERLINES = frozenset("_‾\u0332\u0331")
_BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
_MARKS = {
    "^": "\u0302", "ˆ": "\u0302", "\u0302": "\u0302", "~": "\u0303", "˜": "\u0303", "\u0303": "\u0303", "→": "\u20d7", "⃗": "\u20d7",
    "˙": "\u0307", "\u0307": "\u0307", "¨": "\u0308", "\u0308": "\u0308", "ˇ": "\u030c", "\u030c": "\u030c",
}  # fmt: skip
"""Signs above one letter, as they join it in a line."""
_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b\u00ad")
_SPACED = frozenset("=+−-×÷±<>≤≥≠≈∈∋→←⇒⇐⇔≡∼≃≅∝∑∏∫∪∩⊂⊃⊆⊇∧∨·⋅⩽⩾≪≫∣∥")
_LINES: dict[str, Callable[[Sequence[str]], str]] = {
    "mfrac": lambda parts: fraction(*parts),
    "msup": lambda parts: parts[0] + shift(parts[1], raised=True),
    "msub": lambda parts: parts[0] + shift(parts[1], raised=False),
    "msubsup": lambda parts: parts[0] + shift(parts[1], raised=False) + shift(parts[2], raised=True),
    "munderover": lambda parts: f"{parts[0]} ({parts[1]} … {parts[2]}) ",
    "munder": _under,
    "mover": _over,
    "msqrt": lambda parts: f"√{bracket(''.join(parts))}",
    "mroot": lambda parts: f"{shift(parts[1], raised=True)}√{bracket(parts[0])}",
    "mtr": lambda parts: " ".join(parts),
    "mtable": lambda parts: ", ".join(parts),
}
"""How what stands above and below each other stands in a line."""
