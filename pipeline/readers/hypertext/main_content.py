"""Which part of a web page is its article: what is marked so, what an extraction finds, or all of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.text_blocks import TextBlock

_MOST = 0.6
"""Share of all articles' text that the one has to hold, where a page has several."""
_SHORTEST = 200
"""Signs of an article that is not a teaser, on a page with more text."""
_FRAME = ("nav", "header", "footer", "aside", "form", "article", "main")
_FRAMES = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "topmenu",
        "gnb",
        "lnb",
        "sidebar",
        "side",
        "aside",
        "footer",
        "foot",
        "header",
        "top",
        "banner",
        "widget",
        "widgets",
        "column",
        "col",
        "col1",
        "col2",
        "left",
        "right",
        "login",
        "search",
        "breadcrumb",
        "breadcrumbs",
        "copyright",
        "contentinfo",
        "complementary",
        "main",
    ]
)
"""Words of class, id and role for what stands around an article."""
_LITTLE_MORE = 1.25
_SHARE = 0.5
"""Share of the confirmed text that what is marked as the article has to hold."""
_ENOUGH = 0.9
"""Share of it that an element has to hold which nothing marks."""


def main_content(body: Any, blocks: Sequence[TextBlock]) -> Any:
    """The part of a page that is its article; its `body` has these `blocks`, of which an extraction confirms some."""
    weights = _weights(block for block in blocks if block.confirmed)
    whole = weights.get(body, 0)
    for named_part in (_articles, _marked_article, _main):
        part = named_part(body)
        if part is not None and weights.get(part, 0) >= _SHARE * whole:
            return part
    part = _smallest(weights, whole)
    return body if part is None else _with_title(part)


def _weights(blocks: Iterable[TextBlock]) -> Mapping[Any, int]:
    """How many signs of text each element holds that is around any of them."""
    weights: dict[Any, int] = {}
    for block in blocks:
        for outer in (block.element, *block.element.iterancestors()):
            weights[outer] = weights.get(outer, 0) + len(block.key)
    return weights


def _smallest(weights: Mapping[Any, int], whole: int) -> Any:
    """The innermost element that holds nearly all of the confirmed text."""
    holding = [element for element, weight in weights.items() if weight >= _ENOUGH * whole]
    chosen = max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
    while chosen is not None and chosen.tag not in elements.BLOCKS and chosen.tag not in ("td", "th"):
        chosen = chosen.getparent()
    return chosen


def _articles(body: Any) -> Any:
    """The one `<article>`, or the one with by far most text."""
    tops = [
        element
        for element in body.iter("article")
        if not elements.is_hidden(element)
        and all(outer.tag != "article" for outer in element.iterancestors())
    ]
    sizes = [len(elements.text(element)) for element in tops]
    largest = max(sizes, default=0)
    if not tops or largest < _MOST * sum(sizes):
        return None
    chosen = tops[sizes.index(largest)]
    return chosen if largest >= _SHORTEST or largest * 2 >= len(elements.text(body)) else None


def _marked_article(body: Any) -> Any:
    found = [part for part in body.iter() if "articlebody" in elements.words(part, "itemprop")]
    return found[0] if len(found) == 1 and len(elements.text(found[0])) >= _SHORTEST else None


def _main(body: Any) -> Any:
    found = [part for part in body.iter() if part.tag == "main" or "main" in elements.words(part, "role")]
    seen = [part for part in found if not elements.is_hidden(part)]
    return seen[0] if seen and len(elements.text(seen[0])) >= _SHORTEST else None


def is_framed(body: Any) -> bool:
    """Whether anything stands around the text; nothing does in what word processors and people write."""
    for element in body.iter():
        if element.tag in _FRAME or not _FRAMES.isdisjoint(elements.words(element, "class", "id", "role")):
            return True
    links = sum(len(elements.text(link)) for link in body.iter("a"))
    return links * 2 > len(elements.text(body))


def _with_title(part: Any) -> Any:
    """What holds `part` and the title, if it holds little more."""
    if part.find(".//h1") is not None:
        return part
    around = list(part.iterancestors())
    heads = {outer for head in around[-1].iter("h1") for outer in head.iterancestors()}
    whole = next((outer for outer in around if outer in heads), None)
    if whole is None or len(elements.text(whole)) > _LITTLE_MORE * len(elements.text(part)):
        return part
    return whole
