"""Formulas in pages, so that no sentence has a hole: MathML, and what MathJax, KaTeX, MediaWiki and WordPress write."""

import re
from typing import Any

from pipeline.readers.formulas import Formula, from_mathml, from_tex
from pipeline.readers.hypertext.elements import words

_WHOLE = frozenset(["mwe-math-element", "katex", "mathjax", "mathjax_preview"])
"""Classes of elements that hold one formula, often twice."""
_DRAWN = frozenset(["latex", "tex", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display"])
"""Classes of pictures of a formula, whose alternative is its TeX."""
_SCRIPT = re.compile(r"math/(?:tex|asciimath)")
_TEX = re.compile(r"\\[A-Za-z,;!]|[\^_{}]")


def formula(node: Any) -> Formula | None:
    """The formula that `node` is or holds; None when it is none."""
    if node.tag == "math":
        return _of_math(node)
    if node.tag == "script" and _SCRIPT.match(node.get("type", "")):
        return from_tex(node.text or "")
    classes = words(node, "class")
    if node.tag == "img":
        return from_tex(_alternative(node)) if _alternative(node) and not classes.isdisjoint(_DRAWN) else None
    if classes.isdisjoint(_WHOLE):
        return None
    if "mathjax_preview" in classes:
        return Formula("")
    return _within(node)


def _of_math(node: Any) -> Formula:
    made = from_mathml(node)
    written = node.get("alttext", "")
    if made.text or not written:
        return made
    return from_tex(written) if "tex" in words(node, "class") else _of_alternative(written)


def _within(node: Any) -> Formula | None:
    inner = next(node.iter("math"), None)
    found = _of_math(inner) if inner is not None else None
    if found and found.text:
        return found
    drawn = next(filter(None, map(_alternative, node.iter("img"))), "")
    return from_tex(drawn) if drawn else None


def _of_alternative(written: str) -> Formula:
    """What stands for a formula that has no parts: TeX, or words."""
    return from_tex(written) if _TEX.search(written) else Formula(" ".join(written.split()))


def _alternative(image: Any) -> str:
    return str(image.get("alt", "")).strip()
