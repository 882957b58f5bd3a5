"""Formulas in HTML to the text that stands for them, so that no sentence has a hole: MathML, and what MathJax, KaTeX and MediaWiki write."""

import re
from typing import Any

from pipeline.readers.hypertext.elements import words

_WHOLE = frozenset(["mwe-math-element", "katex", "mathjax", "mathjax_preview"])
"""Classes of elements that hold one formula, often twice."""
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
    skipped = {inner for note in node.iter("annotation", "annotation-xml") for inner in note.iter()}
    parts = (
        element.text or ""
        for element in node.iter()
        if element not in skipped and isinstance(element.tag, str)
    )
    return " ".join(" ".join(parts).split())


def _tex(written: str) -> str:
    """TeX without what only sets it."""
    return " ".join(_ROOT.sub(r"\1", _STYLE.sub("", written)).split())
