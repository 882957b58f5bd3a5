"""The words of a Word document as they stand in its mark-up: eased for the conversion, and compared after it."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pipeline.readers.word.check_boxes import BOXES
from pipeline.readers.word.formulas import marked_formula, marked_ruby, mathml, unmarked, without_signs

_UNSEEN = frozenset(["del", "moveFrom", "delText", "instrText", "Choice"])
"""Elements whose text Word does not show, or shows by another element."""


_OFF = frozenset(["0", "false", "off"])


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Any, name: str = "val") -> str:
    """What an attribute says, whatever its namespace."""
    return next((str(found) for key, found in element.attrib.items() if key.rpartition("}")[2] == name), "")


def ease(document: Any, first: int = 0) -> tuple[str, list[str]]:
    """Mark what the conversion does not know: formulas, counted from `first`, and readings above characters.

    What was deleted and runs that Word hides are taken out before. Returned are the hidden text, and the formulas in MathML.
    """
    _take_out(list(_deleted(document)))
    hidden = [run for run in document.iter("{*}r") if _is_hidden(run)]
    secret = " ".join(text(run) for run in hidden)
    _take_out(hidden)
    for part in document.iter("{*}t"):
        part.text = without_signs(part.text or "")
    for outer in list(document.iter("{*}oMathPara")):
        for inner in list(outer.iterchildren("{*}oMath")):
            outer.addprevious(inner)
        outer.getparent().remove(outer)
    formulas = list(document.iter("{*}oMath"))
    shown = [mathml(formula) for formula in formulas]
    for number, formula in enumerate(formulas, first):
        _replace(formula, marked_formula(number), document)
    for ruby in list(document.iter("{*}ruby")):
        base, reading = (_ruby_text(ruby, name) for name in ("rubyBase", "rt"))
        _replace(ruby, marked_ruby(base, reading), document, inside=True)
    return " ".join(secret.split()), shown


def _deleted(document: Any) -> Iterator[Any]:
    """What a tracked change deleted or moved away; within properties the same names are marks alone."""
    for element in document.iter("{*}del", "{*}moveFrom"):
        parent = element.getparent()
        if parent is not None and not local(parent).endswith("Pr"):
            yield parent if local(parent) == "r" else element


def _is_hidden(run: Any) -> bool:
    return any(value(each) not in _OFF for each in run.iterfind("{*}rPr/{*}vanish"))


def _take_out(elements: list[Any]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def text(element: Any) -> str:
    """All text in an element that Word shows, a paragraph a line."""
    lines = (" ".join("".join(parts).split()) for parts in _lines(element))
    return "\n".join(line for line in lines if line)


def unconverted_paragraphs(document: Any, converted: str) -> str:
    """The paragraphs of the document of which something is not in the text that was `converted`."""
    known = "".join(converted.translate(BOXES).split())
    lost = ("".join(parts) for parts in _lines(document) if not _whole(parts, known))
    return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lost))


def _whole(parts: list[str], known: str) -> bool:
    """Whether a paragraph is in the text `known`, at least part by part: marks of notes stand between them."""
    keys = ["".join(part.translate(BOXES).split()) for part in parts]
    return "".join(keys) in known or all(key in known for key in keys)


def _lines(element: Any) -> Iterator[list[str]]:
    """The runs of text of each paragraph; a paragraph in a box within another goes first."""
    open_: list[list[str]] = [[]]
    from lxml import etree

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        name = local(node)
        if name == "p" and event == "start":
            open_.append([])
        elif name == "p":
            yield open_.pop()
        elif event == "end":
            continue
        elif name in _UNSEEN:
            walk.skip_subtree()
        elif name == "t":
            open_[-1] += unmarked(node.text or "")
        elif name in ("tab", "br", "cr"):
            open_[-1].append(" ")
        elif name == "noBreakHyphen":
            open_[-1].append("\u2011")
    yield open_[0]


def _ruby_text(ruby: Any, name: str) -> str:
    return "".join(part.text or "" for outer in ruby.iter(f"{{*}}{name}") for part in outer.iter("{*}t"))


def _replace(element: Any, replacement: str, document: Any, *, inside: bool = False) -> None:
    """Put a run with the text `replacement` in the place of `element`, or the text alone where it stands in a run."""
    from lxml import etree

    space = document.tag.partition("}")[0] + "}"
    made = etree.Element(f"{space}t")
    made.text = replacement
    if not inside:
        run = etree.Element(f"{space}r")
        run.append(made)
        made = run
    parent = element.getparent()
    parent.replace(element, deepcopy(made))
