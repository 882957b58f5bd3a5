"""Formulas in HTML to the text that stands for them, so that no sentence has a hole: MathML, and what MathJax, KaTeX and MediaWiki write."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.readers.hypertext.elements import words

_WHOLE = frozenset(["mwe-math-element", "katex", "mathjax", "mathjax_preview"])
"""Classes of elements that hold one formula, often twice."""
_NOTES = frozenset(["annotation", "annotation-xml"])
_SCRIPT = re.compile(r"math/(?:tex|asciimath)")
_STYLE = re.compile(
    r"\\(?:displaystyle|textstyle|mathrm|mathbf|mathit|text|operatorname|left|right|,|;|!|quad)\b ?|[{}$]"
)
_ROOT = re.compile(r"\\([A-Za-z]+)")


def formula_text(node: Any) -> str | None:
    """What stands for the formula that `node` is or holds; None when it is none."""
    if node.tag == "math":
        return str(node.get("alttext") or _mathml(node))
    if node.tag == "script" and _SCRIPT.match(node.get("type", "")):
        return _tex(node.text or "")
    if words(node, "class").isdisjoint(_WHOLE):
        return None
    if "mathjax_preview" in words(node, "class"):
        return ""
    inner = next(node.iter("math"), None)
    said = _mathml(inner) if inner is not None else ""
    return said or next((_tex(image.get("alt", "")) for image in node.iter("img")), "") or None


def _mathml(node: Any) -> str:
    """The signs of a formula in MathML, without the TeX that goes with it."""
    return " ".join(" ".join(_signs(node)).split())


def _signs(node: Any) -> Iterator[str]:
    if node.tag not in _NOTES and isinstance(node.tag, str):
        yield node.text or ""
        for inner in node:
            yield from _signs(inner)
            yield inner.tail or ""


def _tex(written: str) -> str:
    """TeX without what only sets it."""
    return " ".join(_ROOT.sub(r"\1", _STYLE.sub("", written)).split())
