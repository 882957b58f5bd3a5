"""The door to trafilatura: where a page does not say which part of it is the article."""

from typing import Any

from pipeline.readers.hypertext import elements

_ENOUGH = 0.9
"""Share of what was found that the chosen element has to hold."""
_LINED = elements.BLOCKS | {"td", "th"}


def extract(root: Any, text: str) -> Any:
    """The smallest element below `root` that holds the article of the page `text`, or None.

    trafilatura says which paragraphs are the article; everything else about them is read from the page.
    """
    lines = _lines(text)
    if not lines:
        return None
    weights: dict[Any, int] = {}
    whole = 0
    for element in root.iter():
        own = sum(len(key) for key in _keys(element) if key in lines)
        whole += own
        for outer in (element, *element.iterancestors()) if own else ():
            weights[outer] = weights.get(outer, 0) + own
    holding = [element for element, weight in weights.items() if weight >= _ENOUGH * whole]
    chosen = max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
    while chosen is not None and chosen.tag not in elements.BLOCKS and chosen.tag not in ("td", "th"):
        chosen = chosen.getparent()
    return chosen


def _lines(text: str) -> set[str]:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            text, fast=True, favor_recall=True, include_comments=False, include_tables=True
        )
    except (RecursionError, ValueError):
        return set()
    lines = ("".join(line.lstrip("-–—*|# ").split()) for line in (found or "").splitlines())
    return {line for line in lines if len(line) > 20}


def _keys(element: Any) -> list[str]:
    """The lines of a block that holds no other one, without white space."""
    if element.tag not in _LINED or any(inner.tag in elements.BLOCKS for inner in element):
        return []
    return ["".join(line.split()) for line in elements.text(element).split("\n")]
