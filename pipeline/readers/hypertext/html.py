"""Web pages to pieces: which part of a page is the article, what the page says about it, and what is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from pipeline.document.article import BlockKind
from pipeline.errors import ArticleEmpty
from pipeline.languages.dates import iso_date
from pipeline.readers.credit_lines import authors_in, read_bylines
from pipeline.readers.front_matter import Front
from pipeline.readers.headings import words
from pipeline.readers.hypertext import elements
from pipeline.readers.hypertext.boilerplate import clear
from pipeline.readers.hypertext.declarations import without_declarations
from pipeline.readers.hypertext.excluded import Aside
from pipeline.readers.hypertext.markup import parse_html
from pipeline.readers.hypertext.metadata import Metadata, metadata
from pipeline.readers.hypertext.walk import pieces
from pipeline.readers.line_roles import sort
from pipeline.readers.pictures.album import Album
from pipeline.readers.pieces import Manuscript, Piece, prose

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
    ]
)
"""Words of class, id and role for what stands around an article."""
_LITTLE_MORE = 1.25
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
_LITTLE_ELSE = 30
"""Signs beside a name or a date in a line that is no sentence of the text."""
_KICKER = 12
"""Words of a line above the title that only says where in the paper it stands."""


def parse(text: str, name: str, album: Album, address: str = "") -> Manuscript:
    """The article in the web page `text`, whose file is called `name` and that was fetched from `address` if it was.

    Raises `ArticleEmpty` when there is no text in it, and `ArticleError` for mark-up beyond reason.
    """
    root = parse_html(without_declarations(text), name)
    said = metadata(root, address)
    body = root.find("body")
    if body is None:
        raise ArticleEmpty(f"{name} has no text, only frames.", "Save the page in the frame.")
    part, aside = article(body, text), Aside(name)
    front = _front(said, body, part)
    if part is not body:
        _around(body, part, aside)
    clear(part, aside)
    front = _lift_front(front, part, aside)
    made, notices = pieces(part, name, album, address=said.address)
    made = _title(front, made, aside)
    found = sort(made, name)
    told, kept = read_bylines(replace(front, title=""), found.body)
    told = replace(told, title="" if _heads(kept) else front.title)
    return Manuscript(told, (*kept, *found.back), (*aside.notices(), *notices, *found.notices))


def article(body: Any, text: str) -> Any:
    """The part of the page that is the article: what is marked so, what an extraction finds, or all of it."""
    for named_part in (_articles, _marked_article, _main):
        part = named_part(body)
        if part is not None:
            return part
    if not _is_framed(body):
        return body
    from pipeline.readers.hypertext.extraction import extract

    part = extract(body, text)
    return body if part is None else _with_title(part)


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


def _is_framed(body: Any) -> bool:
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


def _front(said: Metadata, body: Any, part: Any) -> Front:
    """What the page says; the title is the only first heading there is, or else what the metadata call it."""
    front = said.front
    heads = [text for head in body.iter("h1") if not elements.is_hidden(head) and (text := _line(head))]
    if part.find(".//h1") is None and len(heads) == 1 and heads[0] != said.site:
        front = replace(front, title=heads[0])
    language = next((part.get("lang") for part in (part, *part.iterancestors()) if part.get("lang")), "")
    return replace(front, language=elements.known_tag(language) or front.language)


def _around(body: Any, part: Any, aside: Aside) -> None:
    """Tell what of the page is not the article, all of it."""
    parent, stand_in = part.getparent(), etree.Element("div")
    stand_in.tail = part.tail
    parent.replace(part, stand_in)
    aside.put("page", body.sourceline or 0, elements.text(body))
    parent.replace(stand_in, part)


def _lift_front(front: Front, part: Any, aside: Aside) -> Front:
    """`front` with the subtitle, the authors and the date that the head of the article shows; they leave the text."""
    gone: dict[Any, None] = {}
    for element in list(_head(part)):
        if any(outer in gone for outer in (element, *element.iterancestors())):
            continue
        if _subtitles(element) and len(told := _line(element)) <= _LONGEST_BYLINE * 2:
            front = replace(front, subtitle=told or front.subtitle)
            gone[element] = None
        elif (line := _byline(element)) is not None and line is not part and (told := _line(line)):
            front = _take_bylines(front, element)
            aside.put("byline", element.sourceline or 0, told)
            gone[line] = None
    for element in gone:
        elements.remove(element)
    return front


def _head(part: Any) -> Iterator[Any]:
    """The elements before the text begins in earnest; parents first."""
    said = 0
    for element in part.iter():
        said += len(_line(element)) if element.tag == "p" else 0
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
    if element.find(".//h1") is not None or len(_line(element)) > _LONGEST_BYLINE:
        return None
    if len(_line(line)) - len(_line(element)) <= _LITTLE_ELSE and line.find(".//h1") is None:
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
    date = iso_date(when.get("datetime") or _line(when)) if when is not None else iso_date(_line(element))
    if date and not front.date:
        front = replace(front, date=date)
    if not front.authors and when is None and any("author" in name or "byline" in name for name in names):
        front = replace(front, authors=authors_in(_line(element), front.language))
    return front


def _title(front: Front, made: Sequence[Piece], aside: Aside) -> tuple[Piece, ...]:
    """The pieces with the title first; lines above it that only say where it stands are put aside."""
    place = next((number for number, piece in enumerate(made) if piece.level == 1), None)
    if place is None:
        same = made and made[0].kind is BlockKind.HEADING and _key(made[0].text) == _key(front.title)
        head = prose(BlockKind.HEADING, front.title, level=1)
        return (*([head] if front.title else []), *made[1 if same else 0 :])
    above = []
    for piece in made[:place]:
        if piece.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and words(piece.text) <= _KICKER:
            aside.put("above-title", piece.line, piece.text)
        else:
            above.append(piece)
    return (made[place], *above, *made[place + 1 :])


def _heads(made: Sequence[Piece]) -> bool:
    return bool(made) and made[0].level == 1


def _line(element: Any) -> str:
    return " ".join(elements.text(element).split())


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
