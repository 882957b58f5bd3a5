"""Text that a page shows by its scripts alone, where it is all that there is of the article: hidden, in `noscript`, in a template."""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.extraction import Extraction, is_prose, share_kept
from pipeline.readers.hypertext.text_blocks import text_blocks

_LEAST = 200
"""Signs of text in all of a page's open parts, below which it is looked for behind scripts."""
_ENOUGH = 0.5
"""Share of what was extracted that is shown as it is."""
_ROUNDS = 10
"""Elements in each other that hide the same text."""
_SENTENCE = 60
"""Letters that a page shows of what was extracted, where it has text to read."""
_FEW_LINKS = 0.3
_ARTICLES = ("article", "main")
_WAITING = frozenset(["template", "noscript"])
_TEMPLATE = frozenset(["text/template", "text/html", "text/x-template"])


def show_unscripted(body: Any) -> None:
    """Turn `noscript` elements or templates of a page that shows no article of its own into plain ones; in place.

    One paragraph outside any article, as of a notice on cookies, is none.
    """
    if not any(_text(element) for element in (*body.iter("noscript", "template"), *_scripts(body))):
        return
    blocks = text_blocks(body)
    shown = sum(block.size for block in blocks if block.linked == 0)
    prose = [block.element for block in blocks if is_prose(block)]
    if len(prose) > 1 or any(map(_is_in_article, prose)):
        return
    hidden = [element for element in body.iter("noscript") if len(_text(element)) > shown]
    if not hidden and (prose or shown > _LEAST):
        return
    for element in hidden or [element for element in body.iter("template") if len(_text(element)) > shown]:
        element.tag = "div"
    if hidden:
        return
    for script in _scripts(body):
        _unfold(script)


def _is_in_article(element: Any) -> bool:
    return element.tag in _ARTICLES or next(element.iterancestors(*_ARTICLES), None) is not None


def seen(body: Any, extraction: Extraction, aside: Aside) -> Extraction:
    """What was extracted, without what a page with text to read hides beside it: drafts, notices, what waits in templates.

    A page that shows no text of it is made to show what hides most of it, as its scripts would; in place.
    """
    if not _shows(body, extraction):
        _show_hidden(body, extraction, aside)
    if not _shows(body, extraction):
        return extraction
    kept = extraction.without(_hidden_text(body), "".join(block.key for block in text_blocks(body)))
    if len(kept.joined) < _ENOUGH * len(extraction.joined):
        aside.put(
            "hidden-most",
            body.sourceline or 0,
            "\n".join(sorted(set(extraction.written) - set(kept.written), key=extraction.written.index)),
        )
    return kept


def _shows(body: Any, extraction: Extraction) -> bool:
    """Whether somebody who looks at the page can read a sentence of what was extracted."""
    texts = (
        block.size
        for block in text_blocks(body)
        if block.element.tag not in elements.HEADINGS
        and block.link_share <= _FEW_LINKS
        and extraction.holds(block.key)
    )
    return sum(texts) >= _SENTENCE


def _show_hidden(body: Any, extraction: Extraction, aside: Aside) -> None:
    for _ in range(_ROUNDS):
        if share_kept(extraction, text_blocks(body)) >= _ENOUGH:
            return
        for element in _hiding(body, extraction):
            aside.put("unseen", element.sourceline or 0, elements.text(element))
            elements.show(element)


def _hiding(body: Any, extraction: Extraction) -> Sequence[Any]:
    """The elements that hide most of what was extracted: one, or all in places that are alike, as the paragraphs of an article are."""
    alike: dict[str, list[Any]] = {}
    hidden: dict[str, int] = {}
    for element in [element for element in body.iter() if elements.is_hidden(element)]:
        place = _place(element)
        alike.setdefault(place, []).append(element)
        hidden[place] = hidden.get(place, 0) + _extracted(element, extraction)
    most = max(hidden, key=lambda place: hidden[place], default="")
    return alike[most] if hidden.get(most) else ()


def _extracted(hiding: Any, extraction: Extraction) -> int:
    return sum(block.size for block in text_blocks(hiding) if extraction.holds(block.key))


def _place(element: Any) -> str:
    """By what elements, and of what classes, an element is surrounded."""
    return " ".join(f"{outer.tag}.{outer.get('class', '')}" for outer in (element, *element.iterancestors()))


def _hidden_text(body: Any) -> str:
    """All text that nobody sees, without white space."""
    parts: list[str] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element.tag in _WAITING or elements.is_hidden(element):
            parts += ["".join(part.split()) for part in element.itertext()]
            walk.skip_subtree()
    return "".join(parts)


def _scripts(body: Any) -> list[Any]:
    """The scripts that hold text."""
    return [one for one in body.iter("script") if one.get("type", "").lower() in _TEMPLATE]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _unfold(script: Any) -> None:
    """Put what a script of text holds in its place."""
    from pipeline.readers.hypertext.markup import parse_html

    inner = parse_html(script.text or "", "").find("body")
    if inner is None or not elements.text(inner):
        return
    script.tag, script.text = "div", inner.text
    script.attrib.clear()
    for child in list(inner):
        script.append(child)
    etree.strip_tags(script, "body")
