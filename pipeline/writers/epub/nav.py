"""The contents page: the book's navigation document, read and narrated like any other page."""

from collections.abc import Mapping, Sequence

from pipeline.document.article import Block, BlockKind
from pipeline.document.pages import Page, PageKind
from pipeline.languages import Language
from pipeline.writers.epub.markup import document, prose, text
from pipeline.writers.epub.pages import block


def contents(shown: Page, pages: Sequence[Page], language: Language, words: Mapping[str, str]) -> bytes:
    """The contents page as an XHTML file. Its items are named `contents-` and the id of the page they lead to."""
    heading, listed = shown.blocks
    places = {page.id: f"{page.id}.xhtml" for page in pages}
    body = (
        f'<nav id="{shown.id}" epub:type="toc" role="doc-toc" aria-labelledby="{heading.id}">\n'
        f"{block(heading, language)}\n"
        f"{_list(listed, places, language)}\n"
        "</nav>\n"
        f"{_landmarks(pages, words)}"
    )
    return document(shown.title, body, language)


def _list(listed: Block, places: Mapping[str, str], language: Language) -> str:
    items = "\n".join(_item(item, places, language) for item in listed.blocks)
    return f'<ol id="{listed.id}">\n{items}\n</ol>'


def _item(item: Block, places: Mapping[str, str], language: Language) -> str:
    place = places[item.id.removeprefix("contents-")]
    link = f'<a href="{place}">{prose(item.sentences, language, links=False)}</a>'
    nested = "".join(_list(inner, places, language) for inner in item.blocks if inner.kind is BlockKind.LIST)
    return f'<li id="{item.id}">{link}{nested}</li>'


def _landmarks(pages: Sequence[Page], words: Mapping[str, str]) -> str:
    """The places that readers offer by name. Hidden: it is for programs, and nobody reads it aloud."""
    named = {PageKind.COVER: ("cover", "cover"), PageKind.CONTENTS: ("toc", "contents")}
    named[PageKind.SECTION] = ("bodymatter", "start")
    items = []
    for kind, (type, word) in named.items():
        place = next((page.id for page in pages if page.kind is kind), None)
        if place:
            items.append(f'<li><a epub:type="{type}" href="{place}.xhtml">{text(words[word])}</a></li>')
    listed = "\n".join(items)
    return f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n{listed}\n</ol>\n</nav>'
