"""The subtitle, the authors and the date in the head of an article on a web page."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pipeline.languages.dates import iso_date
from pipeline.readers.author_names import people
from pipeline.readers.credit_fields import dates_in
from pipeline.readers.credit_lines import authors_in
from pipeline.readers.front_matter import Front
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.furniture import matches
from pipeline.readers.hypertext.shown_title import heads_of, is_before_site, write_title
from pipeline.readers.hypertext.text_blocks import TextBlock

_BYLINE = frozenset(
    [
        "byline",
        "byline-container",
        "author",
        "authors",
        "post-author",
        "entry-author",
        "article-author",
        "dateline",
        "timestamp",
        "posted-on",
        "entry-date",
        "post-date",
        "publish-date",
        "published",
        "date-published",
        "article-date",
        "entry-meta",
        "post-meta",
        "article-meta",
        "post-byline",
        "byl-date",
        "reading-time",
    ]
)
_SUBTITLE = frozenset(
    [
        "subtitle",
        "sub-title",
        "subheadline",
        "article-dek",
        "lede",
        "article__standfirst",
        "article-standfirst",
        "post-excerpt",
        "subline",
        "article-subline",
        "subhead",
        "sub-head",
        "sub-headline",
        "dek",
        "deck",
        "standfirst",
        "strapline",
        "article-subtitle",
        "post-subtitle",
        "entry-subtitle",
    ]
)
_LONGEST_BYLINE = 160
_NEAR = 8
_ABOVE = 3
"""Lines behind and above a title among which its date is."""
_SENTENCE = 70
"""Signs beyond which a heading under the title is no section's."""
_LITTLE_ELSE = 30
"""Signs beside a name or a date in a line that is no sentence of the text."""


def lift_credits(front: Front, part: Any, aside: Aside) -> Front:
    """`front` with the subtitle, the authors and the date that the head of the article shows; they leave the text."""
    gone: dict[Any, None] = {}
    standfirst = _standfirst(part)
    if standfirst is not None:
        front = replace(front, subtitle=front.subtitle or elements.line(standfirst))
        gone[standfirst] = None
    for element in list(_head(part)):
        if any(outer in gone for outer in (element, *element.iterancestors())):
            continue
        if _subtitles(element) and len(words := elements.line(element)) <= _LONGEST_BYLINE * 2:
            front = replace(front, subtitle=words or front.subtitle)
            gone[element] = None
        elif (line := _byline(element)) is not None and line is not part and (words := elements.line(line)):
            front = _take_bylines(front, element)
            aside.put("byline", element.sourceline or 0, words)
            gone[line] = None
    for element in gone:
        elements.remove(element)
    return front


def date_beside_title(blocks: Sequence[TextBlock], title: str) -> str:
    """The day that a short line near the page's title says, the lines behind it first; empty where none does."""
    key = "".join(title.split())
    for place in [number for number, block in enumerate(blocks) if key and block.key == key]:
        near = (*blocks[place + 1 : place + 1 + _NEAR], *reversed(blocks[max(place - _ABOVE, 0) : place]))
        lines = (block.line for block in near if block.size <= _LONGEST_BYLINE)
        if day := next((day for line in lines for day in dates_in(line)), ""):
            return day
    return ""


def promote_title(part: Any, title: str) -> None:
    """Make the heading of `part` that says what the metadata call the article its first heading, where that says something else; in place."""
    wanted = _key(title)
    heads = heads_of(part)
    found = next((head for head in heads if _key(elements.line(head)) == wanted), None)
    if found is None and title:
        found = next((head for head in heads if is_before_site(title, elements.line(head))), None)
        if found is not None:
            write_title(found, title)
    if not wanted or found is None or found.tag == "h1":
        return
    for head in heads:
        if head.tag == "h1":
            head.tag = "p" if heads.index(head) < heads.index(found) else "h2"
    found.tag = "h1"


def _key(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _standfirst(part: Any) -> Any:
    """The heading between the title and a byline, or one that is a sentence: it says more, and opens no section."""
    found = None
    for element in (*_head(part), None):
        if element is None or element.tag == "p" or _byline(element) is not None:
            break
        if element.tag in ("h2", "h3", "h4") and _follows_title(element) and elements.line(element):
            if found is not None:
                return None
            found = element
    else:
        element = None
    if found is None or len(elements.line(found)) > _LONGEST_BYLINE * 2:
        return None
    by = element is not None and _byline(element) is not None
    return found if by or _says(elements.line(found)) else None


def _follows_title(element: Any) -> bool:
    before = next(element.itersiblings(preceding=True), None)
    return before is not None and (before.tag == "h1" or before.find(".//h1") is not None)


def _says(text: str) -> bool:
    """Whether a heading is as long as a sentence, or ends like one."""
    return len(text) > _SENTENCE or text.endswith((".", "。", "！", "!", "…"))


def _head(part: Any) -> Iterator[Any]:
    """The elements before the text begins in earnest; parents first."""
    said = 0
    for element in part.iter():
        said += len(elements.line(element)) if element.tag == "p" else 0
        if said > _LONGEST_BYLINE * 2:
            return
        if element is not part and element.tag not in ("img", "figure", "picture", "h1"):
            yield element


def _subtitles(element: Any) -> bool:
    said = elements.words(element, "class", "itemprop")
    return not said.isdisjoint(_SUBTITLE) or (element.tag == "p" and element.getparent().tag == "hgroup")


def _byline(element: Any) -> Any:
    """The line that the element is, or is all of: who wrote the article, or when."""
    if element.tag != "time" and elements.words(element, "class", "itemprop", "rel").isdisjoint(_BYLINE):
        return None
    line = element
    while line.tag not in elements.BLOCKS and line.getparent() is not None:
        line = line.getparent()
    if element.find(".//h1") is not None or len(elements.line(element)) > _LONGEST_BYLINE:
        return None
    if len(elements.line(line)) - len(elements.line(element)) <= _LITTLE_ELSE and line.find(".//h1") is None:
        return line
    return element if _alone(element) else None


def _alone(element: Any) -> bool:
    """Whether an inline element stands among blocks, where no sentence runs through it."""
    before = element.getprevious()
    said = element.getparent().text if before is None else before.tail
    near = [other for other in (before, element.getnext()) if other is not None]
    return (
        not (said or "").strip()
        and not (element.tail or "").strip()
        and all(other.tag in elements.BLOCKS or other.tag == "time" for other in near)
        and bool(near)
    )


def _take_bylines(front: Front, element: Any) -> Front:
    names = elements.words(element, "class", "itemprop", "rel")
    when = next(element.iter("time"), None)
    date = (
        iso_date(when.get("datetime") or elements.line(when))
        if when is not None
        else iso_date(elements.line(element))
    )
    if date and not front.date:
        front = replace(front, date=date)
    if not front.authors and any("author" in name or "byline" in name for name in names):
        front = replace(front, authors=_named(element, front.language))
    return front


def _named(element: Any, language: str) -> tuple[str, ...]:
    """The people in a byline; what leads in other articles is none."""
    names = people(authors_in(_without_times(element), language))
    return tuple(name for name in names if not matches("lists", name, language))


def _without_times(element: Any) -> str:
    """What a byline says beside dates and pictures."""
    if element.tag in ("time", "img"):
        return ""
    copied = deepcopy(element)
    for part in [*copied.iter("time", "img")]:
        elements.remove(part)
    return elements.line(copied)
